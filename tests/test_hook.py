"""The pre-commit hook in a real repository, in each of the README's three ways."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from wordfile import word_file

ROOT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*_cache", ".hypothesis", "build", "dist")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PRINTED = re.findall(r"^```yaml\n(repos:.*?)^```$", README, re.MULTILINE | re.DOTALL)
SNIPPETS = dict(zip(("remote", "mirror", "local"), PRINTED, strict=True))
COMMANDS = re.findall(r"^\$ (pre-commit .*)$", README, re.MULTILINE)
DRAFT = """\
山村小学的新操场

□本报记者 顾晓岚

清晨的操场上，孩子们排着队跑步，红色的跑道是上个月铺好的，看台还没有刷漆。

校长说{comma}下学期要办一场运动会，请家长都来，比一比谁家跑得快。

操场边种了两排银杏，再过几年，孩子们就能在树荫下上体育课了。
"""
CLEAN = DRAFT.format(comma="，")
FAULTY = DRAFT.format(comma=",")
UNSIGNED = CLEAN.replace("□本报记者 顾晓岚\n\n", "")


@dataclass(frozen=True)
class Desk:
    """A git repository with pre-commit installed, where drafts are committed."""

    folder: Path
    environment: dict[str, str]

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def commit(self, name: str, content: str | bytes) -> tuple[bool, str]:
        """Writes a file and commits it; returns whether the hook passed, and its output."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "--", name)
        done = self.git("commit", "--message", f"add {name}")
        said = done.stdout + done.stderr
        assert "Traceback" not in said
        if done.returncode:
            self.git("rm", "--cached", "--quiet", "--force", "--", name)
        return done.returncode == 0, said


def run(*words: str | Path, cwd: Path) -> None:
    subprocess.run([str(word) for word in words], cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the checkout as it is, and a mirror of it.

    Pre-commit clones commits, so the checkout is committed first.
    """
    folder = tmp_path_factory.mktemp("published") / "zhlint"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    author = ("-c", "user.name=desk", "-c", "user.email=desk@example.com")
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    run("git", *author, "commit", "--quiet", "--no-verify", "--message", "as it stands", cwd=folder)
    run("git", "clone", "--quiet", "--mirror", folder, folder.with_name("zhlint.git"), cwd=folder)
    return folder


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pre-commit's environments, shared by the tests of this module."""
    return tmp_path_factory.mktemp("pre-commit-home")


@pytest.fixture(scope="module", params=SNIPPETS)
def desk(
    request: pytest.FixtureRequest, published: Path, house: Path, tmp_path_factory: pytest.TempPathFactory
) -> Desk:
    """A repository that uses the hook in one of the three ways."""
    return installed(tmp_path_factory.mktemp(request.param) / "paper", SNIPPETS[request.param], house, published)


def with_hooks(name: str, hooks: str, published: Path, house: Path, folders: pytest.TempPathFactory) -> Desk:
    """A repository with hooks other than the first one of the README."""
    config = SNIPPETS["remote"].replace("      - id: zhlint\n", hooks)
    return installed(folders.mktemp(name) / "paper", config, house, published)


@pytest.fixture(scope="module")
def paper(published: Path, house: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A repository whose drafts are compared with each other."""
    return with_hooks("repeats", "      - id: zhlint-repeats\n", published, house, tmp_path_factory)


@pytest.fixture(scope="module")
def mending(published: Path, house: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A repository whose drafts are fixed before they are checked."""
    return with_hooks("mending", "      - id: zhlint-fix\n      - id: zhlint\n", published, house, tmp_path_factory)


@pytest.fixture(scope="module")
def word_desk(published: Path, house: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A repository whose Word files are checked."""
    return with_hooks("word", "      - id: zhlint-docx\n", published, house, tmp_path_factory)


def elsewhere(addresses: dict[str, Path]) -> dict[str, str]:
    """Variables that make git find other folders at the addresses of the README."""
    found = {"GIT_CONFIG_COUNT": str(len(addresses))}
    for at, (address, folder) in enumerate(addresses.items()):
        found |= {f"GIT_CONFIG_KEY_{at}": f"url.{folder.as_uri()}.insteadOf", f"GIT_CONFIG_VALUE_{at}": address}
    return found


def installed(folder: Path, config: str, house: Path, published: Path) -> Desk:
    """A new repository with this configuration of pre-commit, installed."""
    commands = Path(sys.executable).parent
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))},
        "PRE_COMMIT_HOME": str(house), "PIP_NO_COMPILE": "1", "PATH": os.pathsep.join([str(commands), os.environ["PATH"]]),
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "desk", "GIT_AUTHOR_EMAIL": "desk@example.com",
        "GIT_COMMITTER_NAME": "desk", "GIT_COMMITTER_EMAIL": "desk@example.com", "GIT_ALLOW_PROTOCOL": "file",
        **elsewhere({"https://git.example.com/press/zhlint": published, "file:///srv/git/zhlint.git": published.with_name("zhlint.git")}),
    }  # fmt: skip
    made = Desk(folder, environment)
    made.folder.mkdir()
    made.git("init", "--quiet")
    (made.folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    for command in COMMANDS:
        subprocess.run(
            [sys.executable, "-m", *command.replace("-", "_", 1).split()],
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
        )
    return made


def test_the_commands_that_are_printed_install_the_newest_commit(desk: Desk, published: Path) -> None:
    assert COMMANDS == ["pre-commit autoupdate", "pre-commit install"]
    listed = subprocess.run(
        ["git", "ls-remote", str(published), "HEAD"], capture_output=True, encoding="utf-8", check=True
    )
    written = (desk.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"rev: (\S+)", written)) <= {listed.stdout.split()[0]}
    assert "HEAD" not in written


def test_a_draft_whose_name_begins_with_a_hyphen_is_a_draft(desk: Desk, mending: Desk, word_desk: Desk) -> None:
    only_drafts = "^drafts/" in (desk.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    passed, said = desk.commit("-头条.txt", FAULTY)
    assert passed is only_drafts, said
    assert only_drafts or "-头条.txt:7:4: PUN001" in said
    passed, said = mending.commit("-头条.txt", FAULTY)
    assert "-头条.txt: 改了 1 处" in said
    assert (mending.folder / "-头条.txt").read_text(encoding="utf-8") == CLEAN
    passed, said = word_desk.commit("-头条.docx", word_file(*FAULTY.split("\n")))
    assert "-头条.docx:7:4: PUN001" in said


def test_a_faulty_draft_is_held_back_and_passes_once_mended(desk: Desk) -> None:
    passed, said = desk.commit("drafts/操场.txt", FAULTY)
    assert not passed
    assert "drafts/操场.txt:7:4: PUN001 half-width-stop error" in said
    passed, said = desk.commit("drafts/操场.txt", CLEAN)
    assert passed, said


def test_a_draft_whose_only_fault_is_a_missing_by_line(desk: Desk) -> None:
    only_errors = "--fail-on=error" in (desk.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    passed, said = desk.commit("drafts/unsigned.md", UNSIGNED)
    assert passed is only_errors, said
    assert only_errors or "BYL001 missing-field warning" in said


def test_a_draft_in_gb18030_is_read_as_one(desk: Desk) -> None:
    passed, said = desk.commit("drafts/gb.txt", FAULTY.encode("gb18030"))
    assert not passed
    assert "drafts/gb.txt:7:4: PUN001" in said
    passed, said = desk.commit("drafts/gb.txt", CLEAN.encode("gb18030"))
    assert passed, said


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh-CN.md", "LICENSE", "LICENSE.txt", "requirements.txt", "notes.rst"]
)
def test_what_is_no_draft_passes_untouched(desk: Desk, name: str) -> None:
    content = (FAULTY * 2).encode()
    passed, said = desk.commit(name, content)
    assert passed, said
    assert (desk.folder / name).read_bytes() == content


def test_what_the_configuration_excludes_is_not_checked_though_it_is_named(desk: Desk) -> None:
    desk.commit("zhlint.toml", 'exclude = ["drafts/old/**"]\n')
    (desk.folder / "drafts/old").mkdir(parents=True, exist_ok=True)
    passed, said = desk.commit("drafts/old/a.txt", FAULTY)
    assert passed, said


def test_a_misspelt_configuration_holds_everything_back(desk: Desk) -> None:
    (desk.folder / "drafts/misspelt").mkdir(parents=True, exist_ok=True)
    (desk.folder / "drafts/misspelt/zhlint.toml").write_text('presett = "desk"\n', encoding="utf-8")
    passed, said = desk.commit("drafts/misspelt/a.txt", CLEAN)
    assert not passed
    assert "drafts/misspelt/zhlint.toml:1: 没有“presett”这个键" in said


def test_a_draft_that_repeats_another_is_held_back_whatever_its_encoding(paper: Desk) -> None:
    other = CLEAN.replace("运动会", "歌咏会")
    assert paper.commit("01/操场.txt", CLEAN)[0]
    passed, said = paper.commit("04/复件.txt", other.encode("gb18030"))
    assert not passed
    assert "04/复件.txt:5:" in said
    assert "01/操场.txt:5:" in said
    (paper.folder / "04/复件.txt").unlink()
    passed, said = paper.commit("04/别的.txt", "秋天的菜场里，新米上了柜，卖米的人把袋口卷得整整齐齐。")
    assert passed, said


def test_old_repeats_do_not_hold_back_a_new_draft(paper: Desk) -> None:
    paper.commit("01/操场.txt", CLEAN)
    (paper.folder / "02").mkdir()
    (paper.folder / "02/旧稿.txt").write_text(CLEAN, encoding="utf-8")
    paper.git("add", "02")
    assert paper.git("commit", "--no-verify", "--message", "old").returncode == 0
    passed, said = paper.commit("05/新稿.txt", "秋天的菜场里，新米上了柜，卖米的人把袋口卷得整整齐齐。")
    assert passed, said
    whole = subprocess.run(
        [shutil.which("pre-commit") or "pre-commit", "run", "--all-files"],
        cwd=paper.folder, env=paper.environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (whole.returncode, "02/旧稿.txt:5:1" in whole.stdout) == (1, True), whole.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_what_is_safe_is_written_back_for_a_look_and_passes_at_the_next_commit(mending: Desk, encoding: str) -> None:
    name = f"drafts/操场-{encoding}.txt"
    passed, said = mending.commit(name, FAULTY.encode(encoding))
    assert not passed
    assert f"{name}: 改了 1 处（PUN001 1）" in said
    assert (mending.folder / name).read_bytes() == CLEAN.encode(encoding)
    passed, said = mending.commit(name, (mending.folder / name).read_bytes())
    assert passed, said


def test_a_word_file_is_held_back_for_its_faults_and_copies_with_comments_are_not(word_desk: Desk) -> None:
    faulty, clean = (word_file(*text.split("\n")) for text in (FAULTY, CLEAN))
    passed, said = word_desk.commit("稿件/操场.docx", faulty)
    assert not passed
    assert "稿件/操场.docx:7:4: PUN001 half-width-stop error" in said
    for name, content in (
        ("稿件/操场.docx", clean),
        ("稿件/操场.zhlint.docx", faulty),
        ("稿件/~$操场.docx", b"locked"),
    ):
        passed, said = word_desk.commit(name, content)
        assert passed, said
