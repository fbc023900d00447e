"""Writes rules/tables/list-mark-weights.tsv and clause-words.tsv: what stands around 、 and around commas in press prose.

    pip install scikit-learn jieba
    python benchmarks/list_weights.py FILE...

A FILE has a document in each line, as a JSON string. A comma is one case, and 、 another where the item behind it is made of nouns or
begins with a verb, by the tags of jieba's dictionary; other 、 are left out, and items of more than 14 characters. Only 、 before nouns
counts as a list. The weights are those of a logistic regression with an absolute penalty.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from zhlint.analysis.marks.list_odds import mark_features
from zhlint.analysis.marks.stretches import item_words, stretches
from zhlint.lexicon.dictionary import dictionary
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 14
#: How often a feature, and a word of clauses, stands in the text at least.
LEAST_FEATURE: Final = 30
LEAST_WORD: Final = 8
PENALTY: Final = 0.3
SMALLEST: Final = 0.02
CLAUSE: Final = {"v", "vd", "d", "p", "c", "r", "vg", "y", "ul", "uz", "ug"}
NOUN: Final = ("n", "vn", "an", "j", "x", "eng", "q", "s", "l", "i")
CLOSING: Final = re.compile("(.+?)(?:以及|和|与|及|等(?!级|候)|或)")


def main() -> None:
    with dictionary().open(encoding="utf-8") as file:
        tags = {word: tag.strip() for word, _, tag in (line.split(" ") for line in file)}
    cases = list(_cases(sys.argv[1:], tags))
    counts = Counter(chain.from_iterable(features for _, features in cases))
    kept = {feature for feature, count in counts.items() if count >= LEAST_FEATURE}
    seen = [dict.fromkeys(kept.intersection(features), 1.0) for _, features in cases]
    vectors = DictVectorizer()
    fitted = LogisticRegression(penalty="l1", C=PENALTY, solver="liblinear", tol=2e-3, max_iter=20)
    table = vectors.fit_transform(seen)
    # liblinear takes no wider numbers.
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    fitted.fit(table, [is_list for is_list, _ in cases])
    weights = dict(zip(vectors.get_feature_names_out(), fitted.coef_[0], strict=True)) | {"one": fitted.intercept_[0]}
    rows = [f"{name}\t{round(weight, 2):g}" for name, weight in sorted(weights.items()) if abs(weight) >= SMALLEST]
    _write("list-mark-weights.tsv", ["feature\tweight", *rows])
    _write("clause-words.tsv", ["word", *sorted(_clause_words(counts, tags))])


def _cases(paths: list[str], tags: dict[str, str]) -> Iterator[tuple[bool, set[str]]]:
    """Whether each mark is one of a list of nouns, and its features."""
    for line in chain.from_iterable(map(_lines, paths)):
        for stretch in stretches(json.loads(line)):
            for number, mark in enumerate(stretch.marks):
                left, right = stretch.items[number : number + 2]
                is_noun = False if mark == "，" else _is_noun(right, tags)
                if left and 0 < len(right) <= LONGEST and is_noun is not None:
                    yield is_noun, {*mark_features(stretch, number)}


def _lines(path: str) -> Iterator[str]:
    with open(path, encoding="utf-8") as file:
        yield from file


def _is_noun(item: str, tags: dict[str, str]) -> bool | None:
    """Whether an item is made of nouns, not of a verb and its object; None where that is not plain."""
    closing = CLOSING.match(item)
    words = item_words(closing[1] if closing else item)
    found = [tags.get(word, "x") for word in words]
    if not found:
        return None
    if found[0] in CLAUSE and not (len(words) == 1 and len(words[0]) == 2):
        return False
    return None if any(tag in CLAUSE or tag == "u" for tag in found) else found[-1].startswith(NOUN)


def _clause_words(counts: Counter[str], tags: dict[str, str]) -> set[str]:
    often: Counter[str] = Counter()
    for feature, count in counts.items():
        side, _, word = feature.partition("=")
        if side in {"left", "right"}:
            often[word] += count
    return {word for word, count in often.items() if count >= LEAST_WORD and tags.get(word) in CLAUSE}


def _write(name: str, lines: list[str]) -> None:
    (rules_folder() / "tables" / name).write_text(
        "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
