"""`zhlint outline`: what the reader saw, line by line: roles, sections, speakers, by-line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.analysis.article.types import article_type
from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, drafts_from
from zhlint.cli.output import complain
from zhlint.cli.values import Choice
from zhlint.reports.limits import limit_note
from zhlint.reports.outlines import as_outline
from zhlint.word.story import NOTES

if TYPE_CHECKING:
    from zhlint.document import Block, Document, Section
    from zhlint.report import Report

_TITLES: Final = {
    "headline": "标题", "deck": "副题", "byline": "署名", "dateline": "电头", "speaker": "发言人", "subhead": "小标题",
    "paragraph": "正文", "question": "提问", "attribution": "出处", "quotation": "引文", "verse": "诗歌", "list": "列举",
    "caption": "图说", "credit": "文末署名", "note": "编者按", "contact": "联系方式", "table": "表格", "code": "代码",
    "frontmatter": "文首数据", "aside": "附加",
}  # fmt: skip
_TYPES: Final = {
    "news": "消息", "feature": "通讯", "commentary": "评论", "photo": "图片", "notice": "通知公告", "reprint": "转载", "brief": "简讯",
    "letter": "书信", "speech": "讲话", "essay": "散文", "interview": "访谈", "roundup": "简讯集纳", "web": "网页",
}  # fmt: skip
_OPENING: Final = 24


@click.command(
    cls=ChineseCommand,
    short_help="列出看到的标题、署名、发言人和段落",
    help="逐行列出看到的标题、署名、发言人和段落：看懂一条报告，先看这里。",
)
@click.argument("paths", nargs=-1, metavar="文稿…", shell_complete=files)
@config_options
@click.option("--format", "form", type=Choice(("text", "json")), default="text", metavar="格式", help="text | json")
def command(paths: tuple[str, ...], form: str, **options: Any) -> int:
    reports = list(drafts_from(paths, **options).reports())
    complain(reports)
    readable = [report for report in reports if report.document]
    if form == "json":
        from zhlint.reports.output import as_json

        objects = [as_outline(report) for report in readable]
        click.echo(as_json(objects[0] if len(paths) == len(objects) == 1 else objects, indent=1))
    else:
        for report in readable:
            if len(readable) > 1:
                click.echo(f"{report.path}:")
            _print(report)
    return 2 if any(not report.document for report in reports) else 0


def _title(document: Document, block: Block, line: int) -> str:
    """The Chinese name of a block's role, or of its kind of note."""
    own = document.line_names.own.get(line, "")
    return next((kind for kind in NOTES.values() if block.role == "note" and kind in own), _TITLES[block.role])


def _print(report: Report) -> None:
    document = report.document
    assert document  # noqa: S101 - of a draft that was read
    article = document.analyse(article_type)
    click.echo(f"体裁：{_TYPES[article]}（{article}）")
    sections = {section.start: section for section in document.sections}
    for block in document.blocks:
        line = document.position(document.to_source(block.start, block.end).start).line
        text = " ".join(document[block].split())
        shown = text if len(text) <= _OPENING else f"{text[:_OPENING]}……（{len(text)} 字）"
        click.echo(f"{line:5}  {_title(document, block, line):　<5}{shown}")
        if section := sections.get(block.start):
            _print_speaker(section)
        for credit in document.credits:
            if block.start <= credit.start < block.end:
                names = "、".join(name.text for name in credit.names) or "（没有姓名）"
                click.echo(f"{'':14}　{credit.role or '（无称谓）'}：{names}")
    if note := limit_note(report):
        click.echo(f"{note}。")
    if report.suppressed:
        click.echo(f"免报 {report.suppressed} 处（基线和注释）。")


def _print_speaker(section: Section) -> None:
    if section.speaker:
        place, post = (part and part.text for part in (section.speaker.place, section.speaker.post))
        click.echo(f"{'':14}　姓名 {section.speaker.name.text}，地方 {place or '（未见）'}，职务 {post or '（未见）'}")
