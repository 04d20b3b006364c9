"""The public number of a case: division code, day, serial and a check digit (GB/T 39046 办件编号, an..50)."""

from __future__ import annotations

from datetime import date

SERIAL_DIGITS = 5


def case_number(code: str, on: date, serial: int) -> str:
    """The number of the `serial`-th case of a division on a day: 610112006 20261123 00001 and a check digit.

    A community's code has twelve digits. The check digit lets a clerk's or a resident's slip of the
    keyboard be told at once (GB/T 17710—2008, ISO 7064 MOD 11,10).
    """
    body = f"{code}{on:%Y%m%d}{serial:0{SERIAL_DIGITS}d}"
    return f"{body}{check_digit(body)}"


def check_digit(body: str) -> str:
    """The check digit of a row of digits by ISO 7064 MOD 11,10."""
    check = 10
    for digit in body:
        check = (check + int(digit)) % 10 or 10
        check = check * 2 % 11
    return str((11 - check) % 10)


def is_case_number(text: str) -> bool:
    """Whether the digits can be a case number at all."""
    return text.isdecimal() and len(text) in {23, 26} and check_digit(text[:-1]) == text[-1]
