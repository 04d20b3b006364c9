"""What lists, notices and logs show of a person: enough to tell people apart, too little to know them.

Decided once, so that every screen and every paper hides the same:

- A Chinese name keeps its surname, each further character is one star: 张*, 张**, 欧阳**. A name of one
  character is hidden whole. Of two characters the first is taken for the surname, also where it begins like
  a compound one (欧*: surname 欧). A variant's selector is no character; a rare one beyond the BMP is one.
- A name in several parts (·) keeps its very first character; each part counts two stars at most, for such
  names are long and their length alone would betray the bearer: 阿**·**.
- A name in Latin or another alphabet keeps its first letter: J**.
- An 18-digit number keeps the county and the last four: 610199********001X. A shorter one keeps two signs at
  either end, five and less nothing.
- A mobile keeps three and four: 138****0000; a landline its area code and the last four.
- An address is kept down to the community or village, else to the street, else to the district.
- Names of bodies are public and stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

STAR = "*"
MIDDLE_DOT = "·"
DOTS = str.maketrans(dict.fromkeys("•‧∙・･．⋅ᐧ", MIDDLE_DOT))
_PAIRS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠"
    "公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁"
    "拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生公户公玉公仪梁丘公仲公上公门公山公坚左丘公伯"
    "西门公祖第五公乘贯丘公皙南荣东里东宫仲长子书子桑即墨达奚褚师纳兰叶赫完颜耶律贺兰单于"
)
COMPOUND_SURNAMES = frozenset(_PAIRS[start : start + 2] for start in range(0, len(_PAIRS), 2))
_FURTHER_STARS = 2
_LONGEST_PLAIN_NAME = 4
"""Longer names without a dot (a minority name written through) count as names in parts."""


def name(full: str) -> str:
    """A person's name as lists show it."""
    parts = [_characters(part) for part in full.strip().translate(DOTS).split(MIDDLE_DOT)]
    first = parts[0]
    if not first:
        return ""
    if len(parts) > 1:
        stars = [STAR * min(len(part), _FURTHER_STARS) for part in (first[1:], *parts[1:])]
        return MIDDLE_DOT.join([first[0] + (stars[0] or STAR), *stars[1:]])
    if not _is_ideograph(first[0]):
        return first[0] + STAR * _FURTHER_STARS
    if len(first) == 1:
        return STAR
    kept = 2 if len(first) > 2 and "".join(first[:2]) in COMPOUND_SURNAMES else 1
    hidden = len(first) - kept
    stars_shown = hidden if len(first) <= _LONGEST_PLAIN_NAME else min(hidden, _FURTHER_STARS)
    return "".join(first[:kept]) + STAR * stars_shown


def number(full: str) -> str:
    """The number of a document as lists show it."""
    if len(full) >= 18:
        return _middle(full, 6, 4)
    return _middle(full, 2, 2) if len(full) > 5 else STAR * len(full)


def phone(full: str) -> str:
    """A telephone number as lists show it."""
    area, dash, rest = full.partition("-")
    if dash:
        local = rest.partition("转")[0]
        return f"{area}-{_middle(local, 0, 4)}"
    return _middle(full, 3, 4) if len(full) >= 10 else _middle(full, 0, 2)


def address(full: str) -> str:
    """An address down to its community or village; what lies behind is hidden."""
    for pattern in _DOWN_TO:
        if found := pattern.match(full):
            return found[0] + (STAR * 3 if len(found[0]) < len(full) else "")
    return STAR * 3 if full else ""


# A road or estate that is only called after a village or a community is none (和平村路, 纺织小区).
_DOWN_TO = (
    re.compile(r".+?(?:社区|村民委员会|村委会|(?<!新)村(?![路街巷口东西南北中]))"),
    re.compile(r".+?(?:街道办事处|街道办|街道|镇(?!政府)|乡)"),
    re.compile(r".+?(?:(?<![小社园校厂院库])区|县)"),
    re.compile(r".+?市"),
)


def _characters(text: str) -> list[str]:
    """What a reader counts: marks and variant selectors belong to the sign before them."""
    found: list[str] = []
    for sign in unicodedata.normalize("NFC", text.strip()):
        if found and (
            unicodedata.category(sign) in {"Mn", "Me", "Cf"} or "\U000e0100" <= sign <= "\U000e01ef"
        ):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _is_ideograph(sign: str) -> bool:
    """Whether it is a Chinese character, of whatever plane; also 〇, and what fonts keep in private use."""
    code = ord(sign[0])
    return sign[0] == "〇" or any(low <= code <= high for low, high in _IDEOGRAPHS)


_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xE000, 0xFAFF), (0x20000, 0x3FFFF), (0xF0000, 0x10FFFD))


def _middle(full: str, front: int, back: int) -> str:
    if not full:
        return ""
    hidden = max(len(full) - front - back, 1)
    return full[:front] + STAR * hidden + (full[-back:] if len(full) > front + back else "")
