"""Completion by Tab, in the shells that are installed."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from needs import posix
from work import HANG

from zhlint.version import __version__

COMMAND = Path(sys.executable).with_name("zhlint")


def environment() -> dict[str, str]:
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(COMMAND.parent), os.environ["PATH"]]),
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
    }


def asked(words: list[str], at: int, shell: str = "bash", program: str = "zhlint") -> list[str]:
    """The answer of the command to a shell that completes the word at a position."""
    variable = f"_{program.replace('-', '_').upper()}_COMPLETE"
    given = {variable: f"{shell}_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(at)}
    command = COMMAND.with_name(program)
    done = subprocess.run([command], env=environment() | given, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@posix
@pytest.mark.parametrize(
    ("words", "answers"),
    [
        (["zhlint", "re"], ["plain,repeats"]),
        (["zhlint", "头"], ["file,头"]),
        (["zhlint", "--pres"], ["plain,--preset"]),
        (["zhlint", "--preset", ""], ["plain,core", "plain,desk", "plain,full"]),
        (["zhlint", "头条.txt", "--changed"], ["plain,--changed-from"]),
        (["zhlint", "chek", "头"], ["file,头"]),
        (["zhlint", "check", "--select", "BYL00"], [f"plain,BYL00{number}" for number in range(1, 7)]),
        (["zhlint", "check", "--ignore", "BYL,half-width-st"], ["plain,BYL,half-width-stop"]),
        (["zhlint", "check", "--format", "js"], ["plain,json"]),
        (["zhlint", "explain", "half-width-st"], ["plain,half-width-stop"]),
        (["zhlint", "fix", "--d"], ["plain,--diff", "plain,--date"]),
        (["zhlint", "test", ""], ["dir,"]),
        (["zhlint", "baseline", "p"], ["plain,prune"]),
    ],
    ids=" ".join,
)
def test_each_word_is_completed_by_what_may_stand_there(words: list[str], answers: list[str]) -> None:
    assert asked(words, len(words) - 1) == answers


@posix
def test_both_commands_answer() -> None:
    assert asked(["zhlint-press", "anno"], 1, program="zhlint-press") == ["plain,annotate"]


@posix
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_one(shell: str) -> None:
    given = environment() | {"_ZHLINT_COMPLETE": f"{shell}_source"}
    script = subprocess.run([COMMAND], env=given, capture_output=True, encoding="utf-8", check=True).stdout
    assert f"_ZHLINT_COMPLETE={shell}_complete" in script
    if program := shutil.which(shell):
        assert (
            subprocess.run([program, "-n"], input=script, capture_output=True, encoding="utf-8", check=True).stderr
            == ""
        )


BASH = """
eval "$(_ZHLINT_COMPLETE=bash_source zhlint)"
complete -p zhlint
COMP_WORDS=(zhlint annot) COMP_CWORD=1
_zhlint_completion zhlint 2>/dev/null
echo "${COMPREPLY[@]}"
COMP_WORDS=(zhlint 稿.txt --for) COMP_CWORD=2 COMPREPLY=()
_zhlint_completion zhlint
echo "${COMPREPLY[@]}"
"""


@posix
@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_a_command_and_an_option() -> None:
    done = subprocess.run(
        ["bash", "--norc", "-c", BASH], env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    declared, *completed = done.stdout.splitlines()
    assert declared.endswith("-F _zhlint_completion zhlint")
    assert completed == ["annotate", "--force-exclude --format"]


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes_a_command_and_says_what_it_does() -> None:
    script = "_ZHLINT_COMPLETE=fish_source zhlint | source; complete -C 'zhlint anno'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script], env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith("annotate\t把问题作为批注")


@posix
@pytest.mark.parametrize(
    ("shell", "begin"), [("bash --norc -i", ""), ("zsh -f -i", "autoload -U compinit; compinit -D -u;")]
)
def test_tab_completes_what_is_typed(shell: str, begin: str, tmp_path: Path) -> None:
    import pty

    name, *words = shell.split()
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    (tmp_path / "头条.txt").write_text("清晨的菜场", encoding="utf-8")
    own, terminal = pty.openpty()
    with subprocess.Popen(
        [name, *words], cwd=tmp_path, env=environment(), stdin=terminal, stdout=terminal, stderr=terminal
    ) as running:
        os.close(terminal)
        for typed, answer in {
            f'{begin} eval "$(_ZHLINT_COMPLETE={name}_source zhlint)"; echo rea""dy\n': "ready",
            "zhlint --versio\t\n": f"zhlint {__version__}",
            "zhlint outline 头\t\n": "清晨的菜场",
            "exit\n": "",
        }.items():
            os.write(own, typed.encode())
            read_until(own, answer)
        running.wait(HANG)
    os.close(own)


def read_until(terminal: int, wanted: str) -> None:
    """Reads a terminal until it has shown a text."""
    shown = b""
    while wanted.encode() not in shown:
        assert select.select([terminal], [], [], HANG)[0], shown.decode(errors="replace")
        shown += os.read(terminal, 10_000)
