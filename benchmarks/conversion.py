"""Conversion between the scripts as the page does it, held against that of the command, on traditional text.

    python benchmarks/conversion.py hk_traditional.jsonl …     lines of JSON with a `text`; how many paragraphs differ, and where

The page has a library of Python alone, the one that distribution/page/requirements.txt names; it is installed into build/conversion.
To simplified script (what the rules read of a traditional draft) the text is converted as it is. To traditional script (what is proposed
for a simplified character) its simplified form is; a difference counts as proposed where it falls on a character of that script alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "conversion"
REQUIREMENTS = ROOT / "distribution" / "page" / "requirements.txt"
#: Converts paragraphs (JSON, a list) by an `opencc`; only the paths of a call say which.
CONVERT = """
import json, sys
from opencc import OpenCC
convert = OpenCC(sys.argv[1]).convert
print(json.dumps([convert(text) for text in json.load(sys.stdin)]))
"""


def install() -> None:
    """Installs the library of the page."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    FOLDER.mkdir(parents=True, exist_ok=True)
    own = FOLDER / "requirements.txt"
    own.write_text("\n".join(line for line in lines if line.startswith("opencc")), encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    command = (*pip, "--upgrade", "--require-hashes", "--target", str(FOLDER / "library"), "--requirement", str(own))
    subprocess.run(command, check=True)


def converted(texts: list[str], name: str, *, as_page: bool) -> list[str]:
    """The texts, converted by OpenCC or by the library of the page."""
    code = f"import sys; sys.path.insert(0, {str(FOLDER / 'library')!r})\n{CONVERT}" if as_page else CONVERT
    run = subprocess.run(
        [sys.executable, "-c", code, name], input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True
    )
    result: list[str] = json.loads(run.stdout)
    return result


def alone_simplified() -> frozenset[str]:
    """The characters of the simplified script alone."""
    rows = (ROOT / "rules" / "tables" / "script-characters.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(row.split("\t")[1] for row in rows if row.startswith("traditional\t"))


def main() -> None:
    install()
    lines = (line for name in sys.argv[1:] for line in Path(name).read_text(encoding="utf-8").split("\n") if line)
    texts = [line for article in lines for line in json.loads(article)["text"].split("\n") if line.strip()]
    simplified = converted(texts, "t2s", as_page=False)
    own = alone_simplified()
    for name, sources in (("t2s", texts), ("s2t", simplified)):
        pairs = zip(
            sources, converted(sources, name, as_page=False), converted(sources, name, as_page=True), strict=True
        )
        differing = [(source, ours, pages) for source, ours, pages in pairs if ours != pages]
        places = [
            (source[max(0, at - 4) : at + 5], one, other)
            for source, ours, pages in differing
            for at, (one, other) in enumerate(zip(ours, pages, strict=False))
            if one != other
        ]
        proposed = (
            sum(around[min(4, len(around) - 1)] in own for around, _, _ in places) if name == "s2t" else len(places)
        )
        print(
            f"{name}: {len(differing)} of {len(sources)} paragraphs differ, {len(places)} characters, {proposed} that matter"
        )
        for around, one, other in places:
            print(f"  {around}: {one} {other}")


if __name__ == "__main__":
    main()
