"""Mojibake: text whose bytes were read in a wrong encoding, or have lost their sense."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

#: The 500 most frequent hanzi by the word frequencies of jieba, and what traditional script writes for them.
FREQUENT: Final = frozenset(
    "国爲這個來會時學說們於後發對長過業裏經門動進區開產軍還種現機體與當兩實麼關從內沒將員東頭間無見戰點場數樣問並萬級應資務氣漢總電聲設義統處馬兒領隊計別權話報給變書幾華議稱決張導術結師達題條規縣風運組聽濟黨論強黃選記卻職號類傳帶幹農邊據聯廣質陽難歷專認車臺遊舉線團備爭衆連調轉該爾讓較際親單紅價約亞則屬積圖準極裝許參喫觀魚辦復遠羣構隨劃勢熱網語鐵斷愛紀況證編國"
    "的一是人了不在有大中和为上他地年我以到要出生道民家子也成行下就自之得主可天作分方用多你着部能市等全里工公本都而高政法面日事代那去心小同北定前其然起所如理力表好外文重新三只山水明化平建又制南西此名手最者月安看各城十相但已些正口通想度加第她合院物性由位常海意武使次二向治因立身情入原把路被并利石老教知量任江及省委元美特期世湖回系比科金先品或王社很四共形己司太目基直女少流命至米打果清活州解更程今府才保交放管便走族反再色五京河接式白它改光信受什布百指做取技神斯真界件花何眼兵空密集古完增史官每住商即步林必死游言皇土收考求德叫近研非具李感笑革持始英克士拉思根格造朝型校器字段周深候功快火千究往育半令吃精像帝八影告包料算象容示投值夫望源息股派速怎需片律支早病境"
    "这个来会时国说学们于后发对长过业经门动进区开产军还种现机体与当两实么关从内没将员东头间无见战点场数样问万级应资务气汉总电声设义统处马儿领队计别权话报给变书几华议称决张导术结师达题条规县风运组听济党论强黄选记却职号类传带干农边据联广质阳难历专认车台举线团备争众连调转该尔让较际亲单红价约亚则属积图准极装许参观鱼办复远群构随划势热网语铁断爱纪况证编"
)
#: The encoding in which a text was read by mistake, and its true one.
_PAIRS: Final = (
    ("gb18030", "utf-8"), ("gb18030", "big5hkscs"), ("big5hkscs", "utf-8"), ("big5hkscs", "gb18030"),
    ("cp1252", "utf-8"), ("cp1252", "gb18030"), ("cp1252", "big5hkscs"), ("utf-16-le", "utf-16-be"),
)  # fmt: skip
NAMES: Final = {
    "utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5", "cp1252": "Windows-1252",
    "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE",
}  # fmt: skip
#: The characters of Windows-1252 at 0x80 to 0x9F; where it has none, the character of that number.
_WINDOWS: Final = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
#: The first characters of those that UTF-8 read as Windows-1252 becomes.
LEADS: Final = frozenset(map(chr, range(0xC2, 0xF0)))
_BYTES: Final = {ord(char): byte for byte, char in enumerate(_WINDOWS, 0x80)}
#: So many characters from each of its beginning, middle and end show whether a text makes sense.
_SAMPLE: Final = 600
#: So many are enough of a sound text.
_GLANCE: Final = 80
#: The least share of frequent hanzi in plausible text, and the largest in mojibake; names and old texts lie between.
_SENSE: Final = 0.42
_NONSENSE: Final = 0.25
#: Fewer hanzi prove nothing: UTF-8 has a form of its own, in the other encodings nearly any bytes are characters.
_FEWEST: Final = {"utf-8": 4}
_FEW: Final = 10
#: The largest share of a text read anew that may be no characters, since bytes were lost.
_BROKEN: Final = 0.12
#: From this share on, the signs of lost characters are no slip in a text but all that is left of it.
_LOST: Final = 0.4
#: So many characters of the text are shown.
_SHOWN: Final = 10


_HANZI: Final = expression("[㐀-鿿\ue000-\uf8ff豈-\ufaff𠀀-\U000323af]")
_HIGH: Final = expression("[\x80-\xff€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]")
#: The signs that programs put where characters were lost, or where there never were any.
_LOST_SIGNS: Final = expression("(?:[锟斤拷]{3,}|\ufffd+|\\?{2,}|烫{3,}|屯{3,}|葺{3,}|[锘縷]{3,})")
#: The sign of a lost byte.
_MARK: Final = expression("\ufffd[\ufffd?]*")
_LIKELY: Final = expression("[\xa0-\xff‐-⁄℀-⋿①-⓿■-◿　-〿㐀-鿿！-￥]")


class Mojibake(NamedTuple):
    """Mojibake, and its remedy where there is one.

    `wrong` is the encoding in which the bytes were read, `right` the true one, `text` the beginning of the text in that. All three
    are empty where the characters are lost.
    """

    wrong: str = ""
    right: str = ""
    text: str = ""


class Fragment(NamedTuple):
    """Some characters of mojibake amid sound text, and the text that they stand for."""

    start: int
    end: int
    text: str


def find_mojibake(text: str) -> Mojibake | None:
    """Finds out whether a text is mojibake, None where it makes sense."""
    if _sense(_sample(text, _GLANCE))[1] > _SENSE:
        return None
    sample = _sample(text, _SAMPLE)
    solid = len("".join(sample.split()))
    if sum(len(signs[0]) for signs in _LOST_SIGNS.finditer(sample)) >= max(_LOST * solid, _FEW):
        return Mojibake()
    hanzi, sense = _sense(sample)
    high = len(_HIGH.findall(sample))
    if max(hanzi, high) < _FEWEST["utf-8"] or sense > _NONSENSE or (high > hanzi and high * 3 < solid):
        return None
    return max(_readings(sample.replace("\ufffd", "?")), key=lambda reading: reading[0], default=(0, None))[1]


def fragments(text: str) -> Iterator[Fragment]:
    """Finds characters amid sound text that are UTF-8 read as Windows-1252: â€œ for “."""
    for match in _fragment().finditer(text):
        try:
            original = _bytes_of(match[0], "cp1252").decode()
        except UnicodeDecodeError:
            continue
        if _LIKELY.fullmatch(original):
            yield Fragment(*match.span(), original)


def _sample(text: str, size: int) -> str:
    """The beginning, the middle and the end of a text, `size` characters each."""
    if len(text) <= 3 * size:
        return text
    middle = len(text) // 2
    return text[:size] + text[middle : middle + size] + text[-size:]


def _sense(text: str) -> tuple[int, float]:
    """The number of hanzi in a text, and the share of frequent ones among them."""
    hanzi = _HANZI.findall(text)
    return len(hanzi), sum(map(FREQUENT.__contains__, hanzi)) / max(1, len(hanzi))


def _readings(sample: str) -> Iterator[tuple[float, Mojibake]]:
    """The ways to read a sample anew that make sense, with how much of it."""
    for wrong, right in _PAIRS:
        content = _bytes_of(sample, wrong)
        if not content:
            continue
        text = content.decode(right, "replace")
        hanzi, sense = _sense(text)
        broken = text.count("\ufffd") - sample.count("?")
        if hanzi >= _FEWEST.get(right, _FEW) and sense >= _SENSE and broken <= max(1, _BROKEN * len(text)):
            opening = " ".join(_MARK.sub("", text).split())[:_SHOWN]
            yield sense - broken / len(text), Mojibake(wrong, right, opening)


def _bytes_of(text: str, encoding: str) -> bytes:
    """The bytes that were read as `text`, empty where they cannot be in that encoding."""
    if encoding == "cp1252":
        numbers = [_BYTES.get(ord(char), ord(char)) for char in text]
        return bytes(numbers) if max(numbers, default=0) < 0x100 else b""
    content = text.encode(encoding, "ignore")
    text_back = content.decode(encoding, "ignore")
    return content if len(text_back) >= (1 - _BROKEN) * len(text) else b""


@cache
def _fragment() -> re.Pattern[str]:
    """The expression of two or three characters that are one in UTF-8.

    Closing quotation marks after é are none.
    """
    following = "[\x80-\xbf" + "".join(char for char in _WINDOWS if char > "\xff") + "]"
    return compile_expression(f"(?:[Â-ß]{following}|[à-ï](?![“”‘’…—–•]{{2}}){following}{{2}})")
