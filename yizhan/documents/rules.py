"""Numbers and names of official paper, on plain values."""

from __future__ import annotations

import re

_OFFICES = (
    (re.compile(r"(?:.*(?:人民政府|县|区|市))?(.+?)街道办事处$"), "{}街办"),
    (re.compile(r"(?:.*(?:县|区|市))?(.+?[镇乡])人民政府$"), "{}政"),
    (re.compile(r"(?:.*(?:县|区|市))?(.+?)人民政府$"), "{}政"),
)
_WITHOUT_PLACE = re.compile(r"^.{1,8}?(?:省|市)(?=.{3})|^.{1,6}?(?:县|区)(?=.{3})")
LONGEST_CODE = 12


def document_number(code: str, series: str, year: int, position: int) -> str:
    """The 文号 in six-cornered brackets: 谭家街办受〔2026〕12号."""
    return f"{code}{series}〔{year}〕{position}号"


def full_name(name: str) -> str:
    """How a body signs that is known by its place: a street by its office, a town by its government."""
    if name.endswith("街道"):
        return f"{name}办事处"
    return f"{name}人民政府" if re.search(r"[镇乡]$", name) else name


def proposed_code(name: str) -> str:
    """The 机关代字 that a body's name suggests: 谭家街办 for 西安市未央区人民政府谭家街道办事处."""
    plain = name.strip()
    for pattern, shape in _OFFICES:
        if found := pattern.fullmatch(plain):
            return shape.format(found[1])[:LONGEST_CODE]
    shorter = plain
    while (cut := _WITHOUT_PLACE.sub("", shorter)) != shorter:
        shorter = cut
    return shorter[:LONGEST_CODE]


def reprint_mark(copies: int, day: str) -> str:
    """What a copy says: nothing on the first print, 补打 第n次 with its day on every later one."""
    return f"补打 第{copies - 1}次 {day}" if copies > 1 else ""


def in_groups(code: str) -> str:
    """A case number as people read it aloud: division, day, serial. Other codes stay as they are."""
    found = re.fullmatch(r"(\d{9}|\d{12})(\d{8})(\d{6})", code)
    return " ".join(found.groups()) if found else code


def scanned(words: str) -> str:
    """A number as the scanner reads it: without what groups it for people."""
    return re.sub(r"[^0-9A-Za-z]", "", words)
