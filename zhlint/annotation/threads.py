"""The comments that a Word file already has: ours, and answers of editors."""

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
    """A comment as it lies in its part.

    `start` and `end` are its bytes; `paragraphs` are the ids of its paragraphs.
    """

    id: str
    author: str
    start: int
    end: int
    text: str
    paragraphs: tuple[str, ...]


class Thread(NamedTuple):
    """A comment of ours that an editor has dealt with, and which stays.

    `code` is that of its rule; `settled` is whether its finding is not to be raised again.
    """

    id: str
    code: str
    text: str
    settled: bool


class _State(NamedTuple):
    """The state of a comment in a part: resolved, and the comment it answers."""

    done: bool
    parent: str


def take_out_unanswered(package: Package) -> tuple[Thread, ...]:
    """Takes our comments out of the file, but for those resolved or answered.

    These are returned. Raises WordFileError.
    """
    part = package.related_part("comments")
    comments = read_comments(package, part) if part else ()
    states = _states(package)
    children: dict[str, list[Comment]] = {}
    for comment in comments:
        for paragraph in comment.paragraphs[-1:]:
            if parent := states.get(paragraph, _State(False, "")).parent:
                children.setdefault(parent, []).append(comment)
    threads: list[Thread] = []
    unanswered: list[Comment] = []
    for comment in comments:
        last = "".join(comment.paragraphs[-1:])
        state = states.get(last, _State(False, ""))
        if comment.author != AUTHOR or state.parent:
            continue
        answers = children.get(last, []) if last else []
        if state.done or answers:
            code = _CODE.search(comment.text)
            settled = state.done or any(_DECLINED.search(answer.text) for answer in answers)
            threads.append(Thread(comment.id, code[1] if code else "", comment.text, settled))
        else:
            unanswered.append(comment)
    if part and unanswered:
        _drop(package, part, unanswered)
    return tuple(threads)


def read_comments(package: Package, part: str) -> tuple[Comment, ...]:
    """Reads the comments in a part for comments. Raises WordFileError."""
    reader = _Reader()
    package.walk(part, reader.on_open, reader.on_close, reader.on_text)
    return tuple(reader.comments)


class _Reader:
    """Follows the tags of a comments part."""

    def __init__(self) -> None:
        self.comments: list[Comment] = []
        self.stack: list[str] = []
        self.comment: Tag | None = None
        self.words: list[str] = []
        self.paragraphs: list[str] = []

    def on_open(self, tag: Tag) -> None:
        self.stack.append(tag.name)
        if tag.name == "comment" and tag.is_word:
            self.comment, self.words, self.paragraphs = tag, [], []
        elif tag.name == "p" and (para := tag.attributes.get("paraId")):
            self.paragraphs.append(para)

    def on_text(self, words: str) -> None:
        if self.comment and self.stack[-1] == "t":
            self.words.append(words)

    def on_close(self, name: str, _start: int, end: int) -> None:
        self.stack.pop()
        if name == "comment" and self.comment:
            about, start = self.comment.attributes, self.comment.start
            self.comments.append(
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
    """The states of comments, by the ids of their last paragraphs."""
    part = package.related_part("commentsExtended")
    if not part:
        return {}
    return {
        tag.attributes.get("paraId", ""): _State(
            tag.attributes.get("done", "0") in {"1", "true", "on"}, tag.attributes.get("paraIdParent", "")
        )
        for tag, _ in _entries(package, part)
    }


def _drop(package: Package, part: str, comments: Collection[Comment]) -> None:
    """Takes comments out of their part, of other parts, and of the text."""
    package.replacements[part] = apply_edits(
        package.xml(part), (Edit(comment.start, comment.end, 0, b"") for comment in comments)
    )
    gone = {paragraph for comment in comments for paragraph in comment.paragraphs}
    lasting: set[str] = set()
    for kind in _ABOUT:
        if about := package.related_part(kind):
            lasting |= _drop_entries(package, about, "paraId", gone)
    if about := package.related_part("commentsExtensible"):
        _drop_entries(package, about, "durableId", lasting)
    ids = {comment.id for comment in comments}
    story = read_story(package, package.main)
    edits = []
    for anchor in story.anchors:
        if anchor.comment in ids:
            alone = anchor.kind == "Reference" and anchor.run and anchor.run.children == 1
            start, end = (anchor.run.start, anchor.run.end) if alone and anchor.run else (anchor.start, anchor.end)
            edits.append(Edit(start, end, 0, b""))
    package.replacements[package.main] = apply_edits(story.xml, edits)


def _drop_entries(package: Package, part: str, key: str, values: Collection[str]) -> set[str]:
    """Takes out the entries with these ids; returns the lasting ids that they gave."""
    entries = [(tag, end) for tag, end in _entries(package, part) if tag.attributes.get(key) in values]
    if entries:
        package.replacements[part] = apply_edits(
            package.xml(part), (Edit(tag.start, end, 0, b"") for tag, end in entries)
        )
    return {lasting for tag, _ in entries if (lasting := tag.attributes.get("durableId"))}


def _entries(package: Package, part: str) -> Iterator[tuple[Tag, int]]:
    """The children of a part's root, with the ends of their bytes."""
    entries: list[tuple[Tag, int]] = []
    stack: list[Tag] = []

    def on_close(_name: str, _start: int, end: int) -> None:
        tag = stack.pop()
        if len(stack) == 1:
            entries.append((tag, end))

    package.walk(part, stack.append, on_close)
    yield from entries
