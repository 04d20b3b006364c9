"""Telephone numbers as people type them: mobile and landline of the mainland, with or without +86."""

from __future__ import annotations

import re
import unicodedata

from yizhan.lib.idnumber import Problem

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})(?:(?:转|EXT\.?|X|#|,)(\d{1,6}))?")
_SERVICE = re.compile(r"[48]00\d{7}")
_ABROAD = re.compile(r"\+\d{7,15}")
_HARMLESS = re.compile(r"[\s()\[\]\-.·—\u2010-\u2015\u200b\ufeff]")


def read(typed: str) -> str | Problem:
    """The number as it is stored: 13800000000, 029-86510000, 029-86510000转12, +85212345678."""
    told = tidy(typed)
    if _MOBILE.fullmatch(told) or _SERVICE.fullmatch(told) or _ABROAD.fullmatch(told):
        return told
    if found := _LANDLINE.fullmatch(told):
        area, local, extension = found.groups()
        return f"{area}-{local}" + (f"转{extension}" if extension else "")
    return _problem(told)


def is_mobile(number: str) -> bool:
    """Whether a stored number can get messages."""
    return _MOBILE.fullmatch(number) is not None


def tidy(typed: str) -> str:
    """Without spaces, brackets, dashes and the country code of the mainland."""
    told = _HARMLESS.sub("", unicodedata.normalize("NFKC", typed).upper())
    home = re.sub(r"^(?:\+86|0086)", "", told)
    if home != told and re.match(r"[2-9]|10\d{8}$", home):
        home = f"0{home}"  # abroad an area code is dialled without its 0
    mobile = home.removeprefix("86") if len(home) == 13 else home
    return mobile if _MOBILE.fullmatch(mobile) else home


def _problem(told: str) -> Problem:
    if not re.search(r"\d", told):
        return Problem("telephone_shape", "电话里没有数字。", "请输入手机号，或带区号的座机号。")
    if told.startswith("1") and told.isdigit():
        return Problem(
            "telephone_shape",
            f"手机号应是11位，以13至19开头，现在是{len(told)}位。",
            "请与本人核对后重新输入。",
        )
    return Problem(
        "telephone_shape",
        "这个电话认不出来：手机号11位，座机要带区号，如029-86510000。",
        "请与本人核对后重新输入。",
    )
