"""What is compared: zhlint in each way that it can be installed, and `autocorrect` as the yardstick of all.

`autocorrect` knows punctuation and spacing alone and refuses more than some 100 KB of text at once: it is given a draft in pieces.
"""

from __future__ import annotations

import os
import re
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from drafts import draft, pieces
from processes import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

YARDSTICK, CORE, FAST, PUNCTUATION = "autocorrect", "zhlint", "zhlint [fast]", "zhlint, PUN only"
#: The seeds of drafts on which a tool gets ready; none of them is measured.
WARM_UP = range(100_000, 100_020)


def has_yardstick() -> bool:
    return find_spec("autocorrect_py") is not None


def variants(folder: Path) -> dict[str, dict[str, str]]:
    """The environment of each install: with the core's libraries alone, and with `[fast]` where all of that is there.

    The libraries of `[fast]` are hidden from the core by modules of their names that cannot be imported. Nothing but `folder` is written.
    """
    whole, fast = environment(folder / "cache"), _fast_modules()
    if not fast:
        return {CORE: whole}
    hidden = folder / "hidden"
    hidden.mkdir(exist_ok=True)
    for module in fast:
        (hidden / f"{module}.py").write_text("raise ImportError('hidden by the benchmark')\n", encoding="utf-8")
    path = os.pathsep.join([str(hidden), *filter(None, [whole.get("PYTHONPATH")])])
    return {CORE: whole | {"PYTHONPATH": path}, FAST: whole}


def given(tool: str, texts: list[str]) -> list[str]:
    """The texts as a tool takes them."""
    return [piece for text in texts for piece in pieces(text)] if tool == YARDSTICK else texts


def checker(tool: str) -> Callable[[str], object]:
    """What checks one text in memory, ready: it has seen texts before."""
    check = _checker(tool)
    for seed in WARM_UP:
        check(draft(8_000, seed))
    return check


def _checker(tool: str) -> Callable[[str], object]:
    if tool == YARDSTICK:
        import autocorrect_py  # noqa: PLC0415 - not everywhere installed

        return lambda text: autocorrect_py.lint_for(text, "text")
    from zhlint import Linter  # noqa: PLC0415 - `autocorrect` is measured in a process without
    from zhlint.config import Config  # noqa: PLC0415

    return Linter(Config(select=("PUN",)) if tool == PUNCTUATION else Config()).lint_text


def _fast_modules() -> list[str]:
    """The modules that `[fast]` brings; none where the install has no such extra or not all of it."""
    asked = [told for told in requires("zhlint-press") or () if re.search(r"""extra == ['"]fast['"]""", told)]
    names = {re.split(r"[^\w.-]", told)[0].lower().replace("_", "-") for told in asked}
    if not all(map(_is_installed, names)):
        return []
    found = packages_distributions().items()
    return [
        module
        for module, owners in found
        if module.isidentifier() and names & {owner.lower().replace("_", "-") for owner in owners}
    ]


def _is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False
