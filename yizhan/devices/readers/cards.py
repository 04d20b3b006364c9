"""Cards that lie on the simulated reader: invented people, numbers of a county that does not exist."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

LONG_TERM = "长期"
# What stands for the photo: a test that finds it anywhere has found a photo.
PHOTO = "cGhvdG8tb2YtdGhlLWludmVudGVkLWNhcmQ="
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Card:
    """What the chip of one card says; days as yyyymmdd, as chips have them."""

    name: str
    sex: str
    nation: str
    born_on: str
    address: str
    number: str
    issued_by: str
    valid_from: str
    valid_to: str
    mark: str = ""
    """I or Y: a foreigner's permanent residence card, J: Hong Kong, Macao or Taiwan; empty: a citizen's."""

    @property
    def masked(self) -> str:
        """Which card it is, for a log: surname and the ends of the number."""
        return f"{self.name[:1]}*，{self.number[:4]}…{self.number[-2:]}"


class CardsUnreadable(Exception):
    """The file with cards cannot be used."""


def numbered(first_17: str) -> str:
    """The number with its check digit (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True))
    return first_17 + "10X98765432"[total % 11]


def _invented(
    name: str, sex: str, nation: str, born_on: str, order: str, address: str, valid_to: str = LONG_TERM
) -> Card:
    number = numbered(f"610199{born_on}{order}")
    return Card(name, sex, nation, born_on, address, number, "演示市公安局演示分局", "20160501", valid_to)


INVENTED = (
    _invented("王桂兰", "女", "汉", "19460315", "022", "陕西省西安市演示区长安路街道 1 号院 2 号楼 301"),
    _invented("李建国", "男", "汉", "19850612", "013", "陕西省西安市演示区友谊路 20 号", valid_to="20360501"),
    _invented(
        "玛依拉·艾合买提",
        "女",
        "维吾尔",
        "19910820",
        "044",
        "新疆维吾尔自治区演示市人民路 8 号",
        valid_to="20360501",
    ),
    _invented("扎西·尼玛", "男", "藏", "19780104", "015", "西藏自治区演示县演示镇 3 组", valid_to="20360501"),
    _invented("刘䶮", "男", "汉", "20031130", "017", "陕西省西安市演示区太白路 5 号", valid_to="20360501"),
    _invented("𠮷小满", "女", "汉", "19990521", "028", "陕西省西安市演示区含光路 66 号", valid_to="20260501"),
    Card(
        name="STERLING, ANNA MARIA",
        sex="女",
        nation="",
        born_on="19880214",
        address="",
        number=numbered("96199919880214002"),
        issued_by="国家移民管理局",
        valid_from="20240105",
        valid_to="20340104",
        mark="Y",
    ),
    Card(
        name="陈嘉怡",
        sex="女",
        nation="",
        born_on="19930707",
        address="陕西省西安市演示区雁塔路 12 号",
        number=numbered("81009919930707004"),
        issued_by="演示市公安局演示分局",
        valid_from="20230301",
        valid_to="20280301",
        mark="J",
    ),
)
"""Also 80 years old, a dot or a rare character in the name, an expired card, a foreigner, Hong Kong."""


def read_cards(file: Path) -> tuple[Card, ...]:
    """Cards from a JSON list of objects with the fields of Card; a number may leave out its check digit."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        cards = tuple(Card(**{key: str(value) for key, value in row.items()}) for row in rows)
        if not cards:
            raise ValueError
        return tuple(_completed(card) for card in cards)
    except (OSError, ValueError, TypeError, AttributeError):
        # From none: what stands in the file is nobody's business.
        raise CardsUnreadable(str(file)) from None


def _completed(card: Card) -> Card:
    if len(card.number) != 17:
        return card
    values = {name: getattr(card, name) for name in card.__slots__}
    return Card(**{**values, "number": numbered(card.number)})
