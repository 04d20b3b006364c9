"""Finding an item by everyday words, characters, and pinyin: gl, gaoling and 老人钱 all find 高龄补贴 (7.3).

A hall has some fifty items, so every query is compared with every item; nothing is indexed in the
database, and both databases find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

from pypinyin import lazy_pinyin

LONGEST_QUERY = 40
KNOWN_SHARE = 0.5  # of a question's pairs of characters must be known to the item
KNOWN_SHARE_OF_LETTERS = 0.8  # letters repeat more than characters do
_NO_SENSE = re.compile(r"[\W_]+")
_FILLING = re.compile(
    r"怎么|如何|在?哪里|在?哪儿|可以|需要|什么|多少|想要|我想|我要|办理|咨询|申请|[办领吗呢的了我能]"
)
_TENS = re.compile(r"([二三四五六七八九])?十([一二三四五六七八九])?")
_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")}


class Rank(IntEnum):
    """How well an item fits; smaller is better."""

    EXACT = 0
    PREFIX = 1
    WORD = 2
    FUZZY = 3


@dataclass(frozen=True)
class Sought[Key]:
    """What can be found of one item: its short, official and English names, its everyday words."""

    key: Key
    short_name: str
    name: str
    everyday_words: tuple[str, ...] = ()
    name_en: str = ""

    @cached_property
    def spellings(self) -> dict[str, int]:
        """Everything that may be typed for the item, with the weight of its field (smaller is better)."""
        found: dict[str, int] = {}
        for text, weight in self._fields():
            for spelling in (plain(text), spoken(text)):
                found.setdefault(spelling, weight)
        found.pop("", None)
        return found

    @cached_property
    def initials(self) -> dict[str, int]:
        """The pinyin initials; two letters say little, so they never fit as exactly as a whole word."""
        found: dict[str, int] = {}
        for text, weight in self._fields():
            found.setdefault(initials(text), weight)
        found.pop("", None)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """The everyday words and the short name, as they may stand inside a longer question."""
        return frozenset(
            word for word in map(plain, (self.short_name, *self.everyday_words)) if len(word) > 1
        )

    def _fields(self) -> list[tuple[str, int]]:
        words = [(word, 1) for word in (*self.everyday_words, self.name_en)]
        return [(self.short_name, 0), *words, (self.name, 2)]


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How one item fits one query; sorts best first."""

    missed_terms: int
    rank: Rank
    weight: int
    length: int


def search[Key](query: str, items: Iterable[Sought[Key]]) -> list[Key]:
    """The items that fit, best first: exact, then prefix, then word, then fuzzy.

    Of several terms, who knows more stands first. Equal fits keep the given order.
    """
    terms = [term for term in (plain(part) for part in query[:LONGEST_QUERY].split()) if term]
    fits = [(fit, item.key) for item in items if (fit := _fit(terms, item)) is not None]
    fits.sort(key=lambda pair: pair[0])
    return [key for _, key in fits]


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """The text as it is compared: half-width, small letters, no signs, 八十岁 as 80岁."""
    text = _NO_SENSE.sub("", unicodedata.normalize("NFKC", text).lower())
    return _TENS.sub(lambda tens: f"{_DIGITS.get(tens[1], '1')}{_DIGITS.get(tens[2], '0')}", text)


@lru_cache(maxsize=16_384)
def spoken(text: str) -> str:
    """The text in full pinyin: 高龄 → gaoling."""
    return "".join(map(plain, lazy_pinyin(text)))


@lru_cache(maxsize=16_384)
def initials(text: str) -> str:
    """The text in pinyin initials: 高龄 → gl. Digits stay whole."""
    syllables = filter(None, map(plain, lazy_pinyin(text)))
    return "".join(part if part.isdigit() else part[0] for part in syllables)


def _fit[Key](terms: Sequence[str], item: Sought[Key]) -> Fit | None:
    found = [fit for term in terms if (fit := _term_fit(term, item)) is not None]
    if not found:
        return None
    worst = max(found)
    return Fit(len(terms) - len(found), worst.rank, worst.weight, worst.length)


def _term_fit[Key](term: str, item: Sought[Key]) -> Fit | None:
    fits = [_spelled(term, spelling, weight) for spelling, weight in item.spellings.items()]
    if term.isascii():
        fits += [_abbreviated(term, short, weight) for short, weight in item.initials.items()]
    found = [fit for fit in fits if fit is not None]
    if found:
        return min(found)
    inside = [len(word) for word in item.words if word in term]
    if inside:
        return Fit(0, Rank.WORD, 3, -max(inside))
    return _fuzzy(term, item)


def _spelled(term: str, spelling: str, weight: int) -> Fit | None:
    if term == spelling:
        return Fit(0, Rank.EXACT, weight, len(spelling))
    if spelling.startswith(term):
        return Fit(0, Rank.PREFIX, weight, len(spelling))
    if len(term) > 1 and term in spelling:
        return Fit(0, Rank.WORD, weight, len(spelling))
    return None


def _abbreviated(term: str, short: str, weight: int) -> Fit | None:
    if term == short and weight == 0:
        return Fit(0, Rank.EXACT, weight, len(short))
    if short.startswith(term):
        return Fit(0, Rank.PREFIX, weight, len(short))
    if len(term) > 1 and term in short:
        return Fit(0, Rank.WORD, weight, len(short))
    return None


def _fuzzy[Key](term: str, item: Sought[Key]) -> Fit | None:
    """The question without its filling words, the same sound, characters left out, most pairs of them."""
    bare = _FILLING.sub("", term)
    if len(bare) < 2:
        return None
    sound = spoken(bare)
    for spelling, weight in item.spellings.items():
        if (len(bare) < len(term) and bare in spelling) or (
            not bare.isascii() and spelling.startswith(sound)
        ):
            return Fit(0, Rank.FUZZY, weight, len(spelling))
    if _in_order(bare, plain(item.short_name)):
        return Fit(0, Rank.FUZZY, 0, len(item.short_name))
    known = _known_share(bare, item)
    enough = KNOWN_SHARE_OF_LETTERS if bare.isascii() else KNOWN_SHARE
    return Fit(0, Rank.FUZZY, 4, -round(100 * known)) if known >= enough else None


def _in_order(term: str, text: str) -> bool:
    """Whether the text has the term's characters in their order: 高补 in 高龄补贴."""
    rest = iter(text)
    return all(character in rest for character in term)


def _known_share[Key](bare: str, item: Sought[Key]) -> float:
    pairs = {bare[i : i + 2] for i in range(len(bare) - 1)}
    return max(sum(pair in spelling for pair in pairs) for spelling in item.spellings) / len(pairs)
