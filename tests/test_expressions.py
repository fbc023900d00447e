"""Cached expressions behave like fresh ones, and a damaged cache costs only time."""

from __future__ import annotations

import marshal
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import zhlint
from zhlint.patterns import expressions
from zhlint.patterns.forms import ShippedForms, form_of, pack_forms, pattern_of
from zhlint.storage.cache import to_bytes

SOURCES = [
    ("截止(?:到|至)?(?=[0-9]{1,4}[年月日])", 0),
    ("(?P<agency>新华社|中新社)(?P<place>[\u4e00-\u9fff]{2,8})(?P<date>[0-9]+月[0-9]+日)电", 0),
    ("[〇\u3400-\u9fff\U00020000-\U0003134f]{2,}+", 0),
    ("a . b  # 空白不算", re.VERBOSE | re.ASCII),
]
SCRIPT = """
import re._parser
from zhlint.patterns.expressions import expression
compiled = []
plain = re._parser.parse
re._parser.parse = lambda *given: compiled.append(given) or plain(*given)
print(expression("(?P<day>[0-9]+)日").search("5月12日")["day"], len(compiled))
"""


@pytest.mark.parametrize(("source", "flags"), SOURCES)
def test_a_kept_expression_equals_a_compiled_one(source: str, flags: int) -> None:
    form = form_of(source, int(flags))
    assert form is not None
    found = pattern_of(source, form)
    assert found == re.compile(source, flags)
    assert found is not None
    assert (found.groups, found.groupindex) == (
        re.compile(source, flags).groups,
        re.compile(source, flags).groupindex,
    )


def packed() -> tuple[bytes, bytes]:
    """All of `SOURCES` as a wheel ships them."""
    return pack_forms({(source, int(flags)): to_bytes(form_of(source, int(flags))) for source, flags in SOURCES})


@pytest.mark.parametrize(("source", "flags"), SOURCES)
def test_a_shipped_expression_equals_a_compiled_one(source: str, flags: int) -> None:
    head, tail = packed()
    assert ShippedForms(head, memoryview(tail)).get((source, int(flags))) == form_of(source, int(flags))


def test_what_is_not_shipped_is_not_found() -> None:
    head, tail = packed()
    shipped = ShippedForms(head, memoryview(tail))
    assert [shipped.get(("没有的", 0)), shipped.get((SOURCES[0][0], int(re.ASCII)))] == [None, None]


def test_a_damaged_shipped_expression_is_compiled_anew() -> None:
    head, tail = packed()
    shipped = ShippedForms(head, memoryview(bytes(len(tail))))
    assert [shipped.get((source, int(flags))) for source, flags in SOURCES] == [None] * len(SOURCES)


def test_two_expressions_with_one_mark_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhlint.patterns.forms._mark", lambda _key: 7)
    head, tail = packed()
    shipped = ShippedForms(head, memoryview(tail))
    found = [shipped.get((source, int(flags))) for source, flags in SOURCES]
    assert found == [form_of(source, int(flags)) for source, flags in SOURCES]


def test_a_wrong_expression_is_refused_as_re_refuses_it() -> None:
    with pytest.raises(re.error):
        expressions.compile_expression("(半个括号")


def run(cache: Path) -> str:
    environment = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "HOME": str(cache), "PATH": ""}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[1],
    )
    assert done.stderr == ""
    return done.stdout.strip()


def test_the_second_run_compiles_nothing(tmp_path: Path) -> None:
    assert run(tmp_path) == "12 1"
    assert run(tmp_path) == "12 0"


@pytest.mark.parametrize(
    "spoilt", [b"", b"\x00junk", marshal.dumps({("(?P<day>[0-9]+)日", 0): (0, [1, 2, 3], 1, {}, ())})]
)
def test_a_spoilt_cache_changes_nothing_and_heals(tmp_path: Path, spoilt: bytes) -> None:
    run(tmp_path)
    (file,) = tmp_path.rglob("expressions-*")
    file.write_bytes(spoilt)
    assert run(tmp_path) == "12 1"
    assert run(tmp_path) == "12 0"


def test_every_constant_expression_can_be_compiled() -> None:
    """A constant is compiled at its first use, which a wrong one must not await."""
    for module in pkgutil.walk_packages(zhlint.__path__, "zhlint."):
        if module.name == "zhlint.__main__" or module.name.startswith("zhlint.integrations."):
            continue  # the latter are imported by the programs whose steps they are
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, expressions._LazyPattern):
                assert value.groups >= 0, f"{module.name}.{name}"
