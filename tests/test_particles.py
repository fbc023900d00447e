"""的, 地 and 得: what is reported, and right ones that seldom stand so."""

from __future__ import annotations

import pytest

from zhlint.linter import Linter

LINTER = Linter({"select": ["WRD023", "GRM012"]})
#: Right sentences, each alone in a draft.
RIGHT = (
    "她激动得流下了热泪。",
    "伯伯激动得抱紧了孙子。",
    "姑娘们兴奋得喊了起来。",
    "外婆开心得笑了。",
    "他高兴得忘了工作。",
    "老人激动得好一会儿才说出话来。",
    "孩子委屈得哭了起来，母亲气得摔门走了。",
    "乡亲得实惠，合作社得发展，镇里得民心。",
    "学生得锻炼，学校得荣誉。",
    "村民得便利、市场得规范。",
    "学徒得奖了，师傅得表扬，厂子得荣誉。",
    "让农户得实惠、集体得收益。",
    "既要农户得实惠，又要企业得发展。",
    "农户得实惠企业得效益。",
    "大夫耐心的讲解让病人放了心。",
    "声情并茂的讲述打动了听众。",
    "民警耐心的劝解终于打开了他的心结。",
    "有力的推进靠的是大家。",
    "仔细的观察不可少。",
    "通过师傅耐心的讲解，徒弟懂了。",
    "认真的听讲、积极的发言，这堂课很活跃。",
    "有力的推进，稳步的提升，扎实的开展，都记在本子上。",
    "默默的奉献，无声的陪伴，长久的等待。",
    "紧锣密鼓的筹备、如火如荼的建设、有条不紊的安排。",
    "有效的把控、坚定的把握、很好的把关。",
    "他写的清清楚楚的账目，一分不差。",
    "前年摆的整整齐齐的货架，今年乱了。",
    "布置的非常有特色的房间，客人很多。",
    "更深入的了解来自更多的走访。",
    "他画的栩栩如生的虾，挂在堂屋里。",
    "一遍遍耐心的讲解，换来了乡亲的理解。",
    "居民对节水有了更加深入的认识和理解。",
    "有效的开展需要各方配合。",
    "更全面的认识有助于办事。",
    "全身心的投入换来了好收成。",
    "更准确的理解离不开反复的讨论。",
)
#: Sentences that look like those, each with one particle that is wrong.
WRONG = (
    "他高兴[得]说，今年收成好。",
    "老人激动[得]告诉记者。",
    "李女士激动[得]向民警道谢。",
    "居民惊喜[得]发现，路修好了。",
    "他们愉快[得]度过了假期。",
    "她认真[得]检查了每一台机器。",
    "他们说这是农户[得]发展。",
    "居民对社区[得]工作很满意。",
    "老师耐心[的]讲解着题目。",
    "干部详细[的]了解了情况。",
    "大家为了更深入[的]了解村情走了一趟。",
    "救援正有条不紊[的]展开。",
    "队员们跑[的]满头大汗。",
    "那天的雨下[的]很大。",
)


def found(text: str) -> list[str]:
    """The particles that are reported, each with its offset."""
    places = (finding.place for finding in LINTER.lint_text(text).findings)
    return [f"{text[place.end - 1]}{place.end - 1}" for place in places]


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_right_particle_is_left_alone(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize("sentence", WRONG)
def test_a_wrong_particle_is_reported(sentence: str) -> None:
    before, rest = sentence.split("[")
    assert found(sentence.replace("[", "").replace("]", "")) == [f"{rest[0]}{len(before)}"]
