"""A story about a reading room, for tests of the lines around it."""

from __future__ import annotations

from zhlint.config.model import Config
from zhlint.linter import Linter

LINTER = Linter(Config())
LEAD = (
    "镇文化站介绍，新书房上月底开门，每天有上百名居民来看书。书房里有两层，楼下借书，楼上自习。"
    "志愿者每周来两次，帮助整理书架，也给孩子们讲故事。"
)
MORE = "书房还准备在秋天办三场讲座，请来两位写书人，讲一讲老街的故事。"
LISTED = "林知远主持大会，季明远、陶一凡、顾晓岚、何大川出席大会。"
TITLE = "镇里的新书房开门迎客"


def roles(*lines: str) -> str:
    """The roles of the blocks of a draft of these paragraphs."""
    report = LINTER.lint_text("\n\n".join(lines))
    assert report.document
    return " ".join(block.role for block in report.document.blocks)


def codes(*lines: str) -> list[str]:
    """The codes of its findings."""
    return sorted({finding.code for finding in LINTER.lint_text("\n\n".join(lines)).findings})
