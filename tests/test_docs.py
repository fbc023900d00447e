"""The documents are true: commands, options, snippets, codes, links and output."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import yaml

from zhlint.cards.packs import shipped_rules
from zhlint.cli.group import COMMANDS, group
from zhlint.config.file import read_config
from zhlint.engine.ruleset import rule_set
from zhlint.reports import FORMATS
from zhlint.version import __version__

if TYPE_CHECKING:
    from conftest import Newsroom

ROOT = Path(__file__).parent.parent
README, CHINESE, JSON = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md", "docs/json.md")
)
DOCUMENTS = {"README.md": README, "README.zh-CN.md": CHINESE, "docs/json.md": JSON} | {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in (
        "docs/rate.md",
        "docs/repeats.md",
        "docs/reports.md",
        "docs/ci.md",
        "docs/windows.md",
        "docs/editors.md",
        "docs/page.md",
        "docs/api.md",
        "docs/learn.md",
        "docs/archive.md",
        "docs/scale.md",
        "docs/releasing.md",
        "docs/architecture.md",
    )
}
FOREIGN = {
    "--version",
    "--short",
    "--sign",
    "--message",
    "--bleeding-edge",
    "--upgrade",
    "--editable",
    "--group",
    "--mirror",
    "--nthreads",
    "--nworkers",
}


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^(?:> )?```{language}\n(.*?)^(?:> )?```$", text, re.MULTILINE | re.DOTALL)


def options() -> set[str]:
    """Every option of every command."""
    context = click.Context(group, **group.context_settings)
    commands = [command for name in COMMANDS if (command := group.get_command(context, name))]
    return {name for command in commands for param in command.get_params(context) for name in param.opts}


def test_the_readme_shows_what_the_demo_prints(newsroom: Newsroom) -> None:
    newsroom.write("tests/drafts/demo.txt", (ROOT / "tests/drafts/demo.txt").read_bytes())
    printed = iter(newsroom.zhlint("--fail-on", "never", "tests/drafts/demo.txt").out.split("\n"))
    shown = blocks(README, "text")[0].rstrip("\n").split("\n")
    lost = [line for line in shown if line not in printed]
    assert lost == [], "not printed, or not in this order"


def test_the_demo_has_something_of_every_kind(newsroom: Newsroom) -> None:
    newsroom.write("demo.txt", (ROOT / "tests/drafts/demo.txt").read_bytes())
    out = newsroom.zhlint("--fail-on", "never", "demo.txt").out
    found = set(re.findall(r"^demo\.txt:\d+:\d+: (\w{6})", out, re.MULTILINE))
    wanted = {
        "PUN001",
        "PUN003",
        "PUN004",
        "PUN012",
        "DUP001",
        "DUP002",
        "DUP003",
        "BYL002",
        "BYL003",
        "NAM001",
        "CON001",
    }
    assert wanted - found == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_and_options_exist(name: str) -> None:
    text = DOCUMENTS[name]
    used = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    assert used - options() - FOREIGN == set()
    words = set(
        re.findall(
            r"zhlint ([a-z]+)\b(?![./])",
            "\n".join(re.findall(r"`zhlint [^`]*`|^zhlint .*$", text, re.MULTILINE)),
        )
    )
    assert words - {*COMMANDS, "explain"} == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_codes_exist(name: str) -> None:
    known = {rule.code for rule in shipped_rules()} | {"HSE001"}
    assert set(re.findall(r"\b[A-Z]{3}\d{3}\b", DOCUMENTS[name])) - known == set()


def test_the_chinese_guide_lists_the_families_that_ship() -> None:
    listed = set(re.findall(r"^\| ([A-Z]{3}) \|", CHINESE, re.MULTILINE))
    assert listed == {rule.family for rule in shipped_rules() if "desk" in rule.presets}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", DOCUMENTS[name])]
    folder = (ROOT / name).parent
    assert [link for link in links if link and "://" not in link and not (folder / link).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_that_are_named_exist(name: str) -> None:
    paths = re.findall(r"`((?:zhlint(?!/shipped)|tests|benchmarks|rules|distribution|docs)/[\w./-]*)`", DOCUMENTS[name])
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_modules_of_the_language_model_exist() -> None:
    table = DOCUMENTS["docs/architecture.md"].partition("## The language model")[2].partition("\n## ")[0]
    modules = re.findall(r"`(?:\w+/)*(\w+\.py)`", table)
    places = (ROOT / "zhlint" / "model", ROOT / "zhlint" / "analysis" / "words")
    assert len(modules) > 20
    assert [name for name in modules if not any((place / name).exists() for place in places)] == []


@pytest.mark.parametrize(("name", "count"), [("README.md", 2), ("README.zh-CN.md", 1)])
def test_configurations_are_legal_and_packs_prove_themselves(newsroom: Newsroom, name: str, count: int) -> None:
    snippets = blocks(DOCUMENTS[name], "toml")
    assert len(snippets) == count
    for snippet in snippets:
        if "kind" in snippet:
            newsroom.write("house/cards.toml", snippet)
            ran = newsroom.zhlint("test", "./house")
            assert (ran.code, "1 条规则" in ran.out) == (0, True), ran.out
        else:
            rule_set(read_config(newsroom.write("zhlint.toml", snippet)))


def test_the_names_of_the_distribution_and_of_the_hook_are_right() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert project["project"]["name"] in README
    assert "test" in project["dependency-groups"]
    assert set(re.findall(r"- id: (\S+)", README)) == set(re.findall(r"- id: (\S+)", hooks))
    assert set(project["project"]["scripts"]) == {"zhlint", "zhlint-press"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nobody_is_sent_to_another_project_of_the_same_name(name: str) -> None:
    assert not re.search(r"(pip|npm|pipx|uvx?)\b.*\b(install|i|run)\b.*(?<![/\\])\bzhlint\b(?!-press)", DOCUMENTS[name])


def test_make_knows_its_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"\$ make (\w+)", README)) <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


def test_the_json_that_is_described_is_the_json_that_is_written(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", "代表入场,会议开始。")
    written = json.loads(newsroom.zhlint("a.txt", "--select", "PUN001", "--format", "json").out)
    (block,) = blocks(JSON, "json")
    described = json.loads(block)
    assert described.keys() == written.keys()
    assert described["summary"] == written["summary"]
    for part in ("files", "findings"):
        assert described[part][0].keys() == written[part][0].keys()
    assert described["findings"][0]["fix"].keys() == written["findings"][0]["fix"].keys()
    assert described["findings"][0]["message"] == written["findings"][0]["message"]


def test_every_format_is_in_the_list() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", DOCUMENTS["docs/reports.md"], re.MULTILINE)
    assert sorted(listed) == sorted(FORMATS)


def test_the_files_for_ci_run_what_they_say(newsroom: Newsroom) -> None:
    newsroom.write("drafts/a.txt", "代表入场,会议开始。")
    files = [yaml.safe_load(block) for block in blocks(DOCUMENTS["docs/ci.md"], "yaml")]
    assert len(files) == 3
    commands = re.findall(r"zhlint (check drafts .*)", "\n".join(blocks(DOCUMENTS["docs/ci.md"], "yaml")))
    assert len(commands) == 3
    (newsroom.folder / "report").mkdir()
    for command in commands:
        assert newsroom.zhlint(*command.split()).code == 1
        assert (newsroom.folder / "report/zhlint.html").is_file()


def test_the_files_for_ci_install_from_the_address_they_name(tmp_path: Path) -> None:
    lines = set(re.findall(r"python3? -m (pip install .*)", "\n".join(blocks(DOCUMENTS["docs/ci.md"], "yaml"))))
    assert len(lines) == 1
    source, target = tmp_path / "zhlint", tmp_path / "site"
    left_out = shutil.ignore_patterns(".git", ".venv", "*_cache", "__pycache__", ".hypothesis", "build", "dist")
    shutil.copytree(ROOT, source, ignore=left_out)
    commit = [
        "-c",
        "user.name=desk",
        "-c",
        "user.email=desk@example.com",
        "commit",
        "--quiet",
        "--no-verify",
        "--message",
        "as it stands",
    ]
    for words in (["init", "--quiet"], ["add", "--all"], commit):
        subprocess.run(["git", *words], cwd=source, check=True, capture_output=True)
    found = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{source.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://git.example.com/press/zhlint",
    }
    here = ["--no-deps", "--no-build-isolation", "--target", str(target)]  # with what is installed: no network
    subprocess.run(
        [sys.executable, "-m", *shlex.split(lines.pop()), *here],
        env=os.environ | found,
        check=True,
        capture_output=True,
    )
    assert (target / "zhlint/rules/consistency.toml").is_file()


def test_zhlint_finds_nothing_in_its_own_documents(newsroom: Newsroom) -> None:
    for name in (*DOCUMENTS, "CHANGELOG.md"):
        newsroom.write(name, (ROOT / name).read_bytes())
    ran = newsroom.zhlint("--ignore", "BYL001", "--fail-on", "warning", *DOCUMENTS, "CHANGELOG.md")
    assert ran.code == 0, ran.out


def test_the_changelog_tells_of_this_version() -> None:
    assert f"\n## {__version__}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
