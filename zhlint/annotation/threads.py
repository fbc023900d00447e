"""The comments that a Word file already has: which are ours, which an editor has answered, and those to be taken out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.word.markup import Edit, apply_edits
from zhlint.word.reader import read_story

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from zhlint.word.markup import Tag
    from zhlint.word.package import Package

AUTHOR: Final = "zhlint"
_CODE: Final = re.compile(r"（([^（）]+)）\s*$")
_DECLINED: Final = re.compile("不改|保留")
#: Parts that speak of comments by the id of their last paragraph, or by a lasting id of their own.
_ABOUT: Final = ("commentsExtended", "commentsIds")


class Comment(NamedTuple):
    """A comment as it lies in its part: bytes, author, text and the ids of its paragraphs."""

    id: str
    author: str
    start: int
    end: int
    text: str
    paragraphs: tuple[str, ...]


class Thread(NamedTuple):
    """A comment of ours that an editor has dealt with; it stays as it is. `settled` is whether it is not to be raised again.

    `code` is that of its rule; `text` what it says.
    """

    id: str
    code: str
    text: str
    settled: bool


class _State(NamedTuple):
    done: bool
    parent: str


def take_out_unanswered(package: Package) -> tuple[Thread, ...]:
    """Take our comments out of the file but for those that were resolved or answered, which are returned. Raises WordFileError."""
    part = package.related_part("comments")
    remarks = read_comments(package, part) if part else ()
    states = _states(package)
    children: dict[str, list[Comment]] = {}
    for remark in remarks:
        for paragraph in remark.paragraphs[-1:]:
            if parent := states.get(paragraph, _State(False, "")).parent:
                children.setdefault(parent, []).append(remark)
    kept: list[Thread] = []
    dropped: list[Comment] = []
    for remark in remarks:
        last = "".join(remark.paragraphs[-1:])
        state = states.get(last, _State(False, ""))
        if remark.author != AUTHOR or state.parent:
            continue
        answers = children.get(last, []) if last else []
        if state.done or answers:
            code = _CODE.search(remark.text)
            settled = state.done or any(_DECLINED.search(answer.text) for answer in answers)
            kept.append(Thread(remark.id, code[1] if code else "", remark.text, settled))
        else:
            dropped.append(remark)
    if part and dropped:
        _drop(package, part, dropped)
    return tuple(kept)


def read_comments(package: Package, part: str) -> tuple[Comment, ...]:
    """The comments in a comments part. Raises WordFileError."""
    reader = _Reader()
    package.walk(part, reader.opened, reader.closed, reader.text)
    return tuple(reader.remarks)


class _Reader:
    """Follows the tags of a comments part."""

    def __init__(self) -> None:
        self.remarks: list[Comment] = []
        self.stack: list[str] = []
        self.comment: Tag | None = None
        self.words: list[str] = []
        self.paragraphs: list[str] = []

    def opened(self, tag: Tag) -> None:
        self.stack.append(tag.name)
        if tag.name == "comment" and tag.is_word:
            self.comment, self.words, self.paragraphs = tag, [], []
        elif tag.name == "p" and (para := tag.attributes.get("paraId")):
            self.paragraphs.append(para)

    def text(self, words: str) -> None:
        if self.comment and self.stack[-1] == "t":
            self.words.append(words)

    def closed(self, name: str, _start: int, end: int) -> None:
        self.stack.pop()
        if name == "comment" and self.comment:
            about, start = self.comment.attributes, self.comment.start
            self.remarks.append(
                Comment(
                    about.get("id", ""),
                    about.get("author", ""),
                    start,
                    end,
                    "".join(self.words),
                    tuple(self.paragraphs),
                )
            )
            self.comment = None


def _states(package: Package) -> dict[str, _State]:
    """What became of the comments, by the ids of their last paragraphs."""
    part = package.related_part("commentsExtended")
    if not part:
        return {}
    return {
        tag.attributes.get("paraId", ""): _State(
            tag.attributes.get("done", "0") in {"1", "true", "on"}, tag.attributes.get("paraIdParent", "")
        )
        for tag, _ in _entries(package, part)
    }


def _drop(package: Package, part: str, dropped: Collection[Comment]) -> None:
    """Take comments out of their part, of the parts that speak of them, and of the text."""
    package.replacements[part] = apply_edits(package.xml(part), (Edit(one.start, one.end, 0, b"") for one in dropped))
    gone = {paragraph for one in dropped for paragraph in one.paragraphs}
    lasting: set[str] = set()
    for kind in _ABOUT:
        if about := package.related_part(kind):
            lasting |= _drop_entries(package, about, "paraId", gone)
    if about := package.related_part("commentsExtensible"):
        _drop_entries(package, about, "durableId", lasting)
    ids = {one.id for one in dropped}
    story = read_story(package, package.main)
    edits = []
    for anchor in story.anchors:
        if anchor.comment in ids:
            alone = anchor.kind == "Reference" and anchor.run and anchor.run.children == 1
            start, end = (anchor.run.start, anchor.run.end) if alone and anchor.run else (anchor.start, anchor.end)
            edits.append(Edit(start, end, 0, b""))
    package.replacements[package.main] = apply_edits(story.xml, edits)


def _drop_entries(package: Package, part: str, key: str, values: Collection[str]) -> set[str]:
    """Take out the entries with these ids; the lasting ids that they gave."""
    out = [(tag, end) for tag, end in _entries(package, part) if tag.attributes.get(key) in values]
    if out:
        package.replacements[part] = apply_edits(package.xml(part), (Edit(tag.start, end, 0, b"") for tag, end in out))
    return {lasting for tag, _ in out if (lasting := tag.attributes.get("durableId"))}


def _entries(package: Package, part: str) -> Iterator[tuple[Tag, int]]:
    """The children of a part's root, with the ends of their bytes."""
    found: list[tuple[Tag, int]] = []
    stack: list[Tag] = []

    def closed(_name: str, _start: int, end: int) -> None:
        tag = stack.pop()
        if len(stack) == 1:
            found.append((tag, end))

    package.walk(part, stack.append, closed)
    yield from found
