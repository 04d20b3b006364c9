"""统一社会信用代码 (GB 32100—2015): the eighteen signs by which a body is known."""

from __future__ import annotations

import unicodedata

from yizhan.lib.idnumber import Problem

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Without I, O, S, V and Z, which are taken for digits."""

WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
LENGTH = 18


def read(typed: str) -> str | Problem:
    """The code as it is stored (18 large signs), or the reason why it cannot be one."""
    code = tidy(typed)
    if len(code) != LENGTH:
        return Problem(
            "uscc_shape",
            f"统一社会信用代码应是{LENGTH}位，现在是{len(code)}位。",
            "请对照营业执照或登记证书重新输入。",
        )
    if strange := sorted(set(code) - set(ALPHABET)):
        return Problem(
            "uscc_shape",
            f"统一社会信用代码里没有“{'、'.join(strange)}”。",
            "字母I、O、S、V、Z不会出现，多半是数字1、0、5、2，请核对后重新输入。",
        )
    if code[-1] != check_sign(code[:-1]):
        return Problem(
            "uscc_mistyped",
            "统一社会信用代码最后一位对不上，有一位输错了。",
            "请对照证照逐位核对后重新输入。",
        )
    return code


def tidy(typed: str) -> str:
    """Full-width signs narrow, letters large, without spaces and dashes."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign not in " -\u3000\t")


def check_sign(first_seventeen: str) -> str:
    """The last sign of a code, mod 31."""
    total = sum(weight * ALPHABET.index(sign) for weight, sign in zip(WEIGHTS, first_seventeen, strict=True))
    return ALPHABET[(31 - total % 31) % 31]
