"""Text that people type: one line or several, without signs that nobody can see."""

from __future__ import annotations

import re
import unicodedata

from yizhan.lib.refusal import Refusal

# Cc control, Cs half surrogates; and the signs that turn the direction of writing, with which a name can be
# made to read as another. Not Cn: the newest rare characters of names are unknown to older Pythons.
_INVISIBLE_KINDS = frozenset({"Cc", "Cs"})
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\n\r\t\u2028\u2029\x0b\x0c\x85")
_PASTED = str.maketrans("", "", "\ufeff\u200b\u2060\u00ad")  # come along with copied text, mean nothing


class UnreadableCharacters(Refusal):
    """The text holds signs that nobody can see."""

    code = "unreadable_characters"
    sentence = "文字里有看不见的控制字符。"
    next_step = "请删去后重新输入，不要从别的软件直接粘贴。"
    sentence_en = "The text contains invisible control characters."
    next_step_en = "Please remove them and type the text again."


class TextTooLong(Refusal):
    """The text is longer than its place."""

    code = "text_too_long"
    sentence = "文字太长：最多{longest}个字，现在有{length}个。"
    next_step = "请删短后再提交。"
    sentence_en = "The text is too long: {length} characters, {longest} at most."
    next_step_en = "Please shorten it."


def has_control_characters(text: str, *, allow_breaks: bool = False) -> bool:
    """Whether the text holds control characters or signs that turn the direction of writing.

    Line breaks and tabs count as such, unless `allow_breaks` says that the text may have several lines.
    """
    return any(
        character in _DIRECTION
        or (character in _BREAKS and not allow_breaks)
        or (character not in _BREAKS and unicodedata.category(character) in _INVISIBLE_KINDS)
        for character in text
    )


def clean_line(text: str, *, longest: int | None = None) -> str:
    """One line as it is stored: trimmed, inner spaces single, nothing invisible.

    HTML is plain text here: it is stored as typed and escaped where it is shown.
    Raises UnreadableCharacters and, where `longest` is given, TextTooLong.
    """
    line = text.translate(_PASTED).strip()
    if has_control_characters(line):
        raise UnreadableCharacters
    return _within(re.sub(r"\s+", " ", unicodedata.normalize("NFC", line)), longest)


def clean_paragraphs(text: str, *, longest: int | None = None) -> str:
    """A text of several lines as it is stored: line ends alike, trimmed, nothing else invisible.

    Raises UnreadableCharacters and, where `longest` is given, TextTooLong.
    """
    lines = unicodedata.normalize("NFC", text.translate(_PASTED)).splitlines()
    paragraphs = "\n".join(line.replace("\t", " ").rstrip() for line in lines).strip()
    if has_control_characters(paragraphs, allow_breaks=True):
        raise UnreadableCharacters
    return _within(paragraphs, longest)


def _within(text: str, longest: int | None) -> str:
    if longest is not None and len(text) > longest:
        raise TextTooLong(longest=longest, length=len(text))
    return text
