"""Announced points against those that follow: where a list goes on, and where it ends."""

from __future__ import annotations

import pytest

from zhlint.checks.enumeration import Enumeration
from zhlint.document import Block, Document


def counted(*paragraphs: str) -> list[tuple[str, str]]:
    """The claimed and the counted number of every hit in these paragraphs."""
    text, blocks = "\n".join(paragraphs), list[Block]()
    for paragraph in paragraphs:
        start = blocks[-1].end + 1 if blocks else 0
        blocks.append(Block("paragraph", start, start + len(paragraph)))
    hits = Enumeration().run(Document(text=text, source=text, blocks=tuple(blocks)))
    return [(hit.slots["claimed"], hit.slots["counted"]) for hit in hits]


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (["提三点要求：一是抓紧，二是抓实，三是抓细。"], []),
        (["提三点要求：一是抓紧，二是抓实。"], [("三", "两")]),
        (["提三点要求：一是抓紧。"], []),
        (["提两点要求：一是抓紧，二是抓实，三是抓细。"], [("两", "三")]),
        (["提十二点要求：一是抓紧，二是抓实。"], [("十二", "两")]),
        (["提十四点要求：一是抓紧，二是抓实。"], []),
        # A list goes on in the next paragraph; what is said further on of the lacking point makes the count unsure.
        (["提三点要求：一是抓紧，二是抓实。", "三是抓细。"], []),
        (["提三点要求：一是抓紧，二是抓实。", "老人都说好。", "三是抓细。"], []),
        (["提三点要求：一是抓紧，二是抓实。", "老人都说好。", "第三点是抓细。"], []),
        (["提三点要求：第一，抓紧；第二抓实；第三，抓细。"], []),
        (["提三点要求：一是抓紧；二是抓实；三为抓细。"], []),
        (["提三点要求：一是抓紧，二是抓实。此外，还要抓细。"], []),
        (["提三点要求：一是抓紧。二是抓实。三是一些细事要抓。"], []),
        # Paragraphs that a point opens may have others between them.
        (["提三点要求：", "一是抓紧。", "老人都说好。", "二是抓实。", "孩子也说好。", "三是抓细。"], []),
        # A number that starts anew: a list within a list, or the next one.
        (["提两点要求：一是抓紧，做到一是快、二是准；二是抓实。"], []),
        (["提三点要求：一是抓紧，二是抓实。", "一是修路。"], [("三", "两")]),
        # Other numbers do not count.
        (["提两点要求：一是抓紧，第一，快，第二，准，二是抓实。"], []),
        (["提两点要求：下面一是抓紧，二是抓实，三是抓细。"], []),
        (["提两点要求：“一是抓紧，二是抓实，三是抓细。”"], [("两", "三")]),
        # Points without numbers are parted by ；.
        (["办法有三条：村里出地；企业出钱。"], [("三", "两")]),
        (["办法有两条：村里出地；企业出钱。"], []),
        (["办法有三条：村里出地，企业出钱。"], []),
    ],
)
def test_the_points_of_a_list_are_counted(paragraphs: list[str], found: list[tuple[str, str]]) -> None:
    assert counted(*paragraphs) == found
