"""Lists with marks, and the places of the same items without them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.analysis.words.marked_lists import marked_lists, unmarked_places
from zhlint.reading import parse

ITEMS = ("看水位", "修渠", "补堤坝", "清淤", "查闸门", "种树")


def places(*paragraphs: str) -> list[tuple[str, str]]:
    """The lists without marks of a draft, each with the list that has them."""
    document = parse("\n\n".join(["河堤上的一天", *paragraphs]))
    return [(document[place], document[marked]) for place, marked in unmarked_places(document)]


@pytest.mark.parametrize(
    ("sentence", "cores"),
    [
        ("上午看水位、修渠、补堤坝。", ["水位修渠补堤"]),
        ("看水位、修渠、补堤坝；清淤、种树、查闸门。", ["水位修渠补堤", "清淤种树查闸"]),
        ("看水位、修渠。", []),
        ("看水位，修渠，补堤坝。", []),
        ("修渠、看、补堤坝。", []),
    ],
)
def test_a_list_has_three_items_of_two_characters(sentence: str, cores: list[str]) -> None:
    document = parse(f"河堤上的一天\n\n{sentence}")
    assert [marked.core for marked in marked_lists(document)] == cores


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (("要看水位、修渠、补堤坝。", "他们看水位修渠补堤坝。"), [("水位修渠补堤", "水位、修渠、补堤")]),
        (
            ("先看水位、查闸门、补堤坝。", "后看水位查闸门补堤坝。"),
            [("看水位查闸门补堤坝", "看水位、查闸门、补堤坝")],
        ),
        (("要防洪水位、查闸门、补堤坝。", "看水位查闸门补堤坝。"), [("水位查闸门补堤坝", "水位、查闸门、补堤坝")]),
        (
            ("高水位、查闸门、补堤坝。", "看水位、查闸门、补堤坝。", "看水位查闸门补堤坝。看水位查闸门补堤坝。"),
            [("水位查闸门补堤坝", "水位、查闸门、补堤坝")] * 2,
        ),
        (("看水位、查闸门、补堤坝。", "看水位查闸门，补堤坝。"), []),
        (("看水位、查闸门、补堤坝。", "补堤坝查闸门看水位。"), []),
    ],
    ids=["no longer than the inner items", "whole", "only what both share", "every place, the first list", "a mark between", "another order"],
)  # fmt: skip
def test_the_places_of_a_list_without_marks(paragraphs: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert places(*paragraphs) == found


@given(st.lists(st.tuples(st.permutations(ITEMS), st.sampled_from(["", "，", "又"])), min_size=1, max_size=4))
def test_each_list_is_found_wherever_it_stands(lists: list[tuple[list[str], str]]) -> None:
    marked = ["、".join(items) + "。" for items, _ in lists]
    unmarked = [f"{before}{''.join(items)}。" for items, before in lists]
    document = parse("\n\n".join(["河堤上的一天", *marked, *unmarked]))
    cores = {listed.core for listed in marked_lists(document)}
    wanted = [match.start() for core in cores for match in re.finditer(f"(?={core})", document.text)]
    found = [(document[place], document[listed].replace("、", "")) for place, listed in unmarked_places(document)]
    assert len(found) == len(wanted) > 0
    assert all(place == listed for place, listed in found)
