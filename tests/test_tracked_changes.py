"""Tracked changes in a Word file."""

from __future__ import annotations

import pytest
from wordcopy import annotated, refused, runs_of, text_of
from wordfile import (
    changed,
    commented,
    field,
    note_reference,
    paragraph,
    remarks,
    run,
    table,
    text_box,
    unzipped,
    word_file,
    zipped,
)

NOTE = '<w:footnote w:id="1">{}</w:footnote>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ((paragraph(run("来,走", "<w:b/>")),), "来，走"),
        ((paragraph(run("来"), run(",", "<w:b/>"), run("走")),), "来，走"),
        ((paragraph(run("来,,走")),), None),
        ((paragraph(run("来"), run("走,", "<w:i/>"), run("到")),), "来走，到"),
        ((table(("来,走", "到")),), "来，走\n到"),
        ((paragraph(f'<w:hyperlink w:anchor="x">{run("来,走")}</w:hyperlink>'),), "来，走"),
        ((paragraph("<w:r><w:t>来</w:t><w:tab/><w:t>走,到</w:t></w:r>"),), "来\t走，到"),
        ((paragraph("<w:r><w:t> 来,走</w:t></w:r>"),), "来，走"),
    ],
)  # fmt: skip
def test_safe_fixes_become_tracked_changes(body: tuple[str, ...], text: str | None) -> None:
    content = word_file(*body)
    done = annotated(content, track_changes=True)
    back = zipped({**unzipped(done.content), "word/document.xml": refused(done.content).encode()})
    assert (runs_of(back), text_of(back)) == (runs_of(content), text_of(content))
    if text is not None:
        assert (text_of(done.content), done.changes, done.comments) == (text, 1, 0)
        assert remarks(done.content) == {}
        assert annotated(done.content, track_changes=True).content == done.content


@pytest.mark.parametrize("inner", [changed("ins", run("来,走")), field("REF x", "来,走")])
def test_words_that_others_or_a_field_have_put_there_get_a_comment_instead(inner: str) -> None:
    done = annotated(word_file(paragraph("前", inner, "后")), track_changes=True)
    assert (done.changes, done.comments) == (0, 1)


def test_what_stands_in_a_run_besides_the_words_is_kept() -> None:
    box = text_box(paragraph("框")).removeprefix("<w:r>").removesuffix("</w:r>")
    content = word_file(paragraph("来", f"<w:r>{box}<w:t>,</w:t></w:r>", "走"))
    for track_changes in (False, True):
        done = annotated(content, track_changes=track_changes)
        assert box in unzipped(done.content)["word/document.xml"].decode()
        assert list(commented(done.content).values()) == ([] if track_changes else [","])


def test_a_note_can_hold_a_tracked_change() -> None:
    content = word_file(paragraph("正文", note_reference(1)), parts={"footnotes": NOTE.format(paragraph("来,走"))})
    done = annotated(content, track_changes=True)
    assert (done.changes, text_of(done.content)) == (1, "正文\n来，走")
