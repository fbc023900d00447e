"""Expressions for verbs of saying and the words between them and a name."""

from __future__ import annotations

from typing import Final

VERBS: Final = (
    "说道|说|表示|介绍|指出|强调|认为|谈到|谈道|坦言|告诉记者|告诉笔者|透露|提出|要求|建议|呼吁|回应|写道|总结道"
    "|感慨|分享道|畅谈|解释|补充|直言|提到|号召|希望|表态|承诺|回答|答道|讲述|讲道|发言|称"
)
#: A courtesy or a note in brackets, which may follow a name.
NOTE: Final = r"(?:同志|先生|女士)?(?:（[^（）\r\n]{1,24}）)?"
#: The words that may stand between a name and the verb: without a list 李明没有说 would give a person 李明没.
MANNER: Final = (
    "在|对|向|接受|近日|日前|今天|昨天|当天|随后|也|还|又|曾|则|就|进一步|激动|高兴|自豪|欣慰|笑|深情|动情"
    "|深有感触|感慨|同时|特别|反复|多次|一再|再次|明确|率先|首先|作|做|以|从|用|结合|代表|信心|满怀|如是|这样"
    "|坚定|边|一边|通过|专门|详细|郑重|由衷|谦虚|听后|看到|谈及|说起|谈起|表态"
)
_WHEN: Final = r"(?:，(?:[^，。；：“”！？\s]{1,16}(?:时|后|中|上|期间)，)?)?"
SAYS: Final = rf"(?:(?:{MANNER})[^，。；：“”！？\s]{{0,16}}?)?{_WHEN}(?:{VERBS})(?![话法明服号赞为呼])"
