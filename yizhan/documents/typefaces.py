"""Which fonts paper is set in: the hall's own first, then those that come with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst
from django.conf import settings

SHIPPED = Path(__file__).parent / "fonts"
BODY, MORE, RARE = "Yizhan Serif", "Yizhan Serif More", "Yizhan Rare"
FANGSONG = (
    "FangSong_GB2312",
    "仿宋_GB2312",
    "FZFangSong-Z02S",
    "方正仿宋_GBK",
    "FangSong",
    "仿宋",
    "STFangsong",
    "华文仿宋",
)
XIAOBIAOSONG = ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "小标宋体")


def folders() -> tuple[str, ...]:
    """Where fonts are: the program's, and the folder `fonts` of the data folder for the hall's own."""
    return str(SHIPPED), str(_own_folder())


def families() -> dict[str, list[str]]:
    """The families for body and title, in the order in which a character is looked for."""
    own = _own_families(str(_own_folder()))
    shipped = [BODY, MORE, RARE]
    body = [one for one in FANGSONG if one in own]
    title = [one for one in XIAOBIAOSONG if one in own]
    rest = [one for one in own if one not in (*FANGSONG, *XIAOBIAOSONG)]
    return {"body": [*body, *shipped, *rest], "title": [*title, *shipped, *rest]}


def _own_folder() -> Path:
    return Path(settings.DATA_DIR) / "fonts"


@cache
def _own_families(folder: str) -> tuple[str, ...]:
    if not Path(folder).is_dir():
        return ()
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return tuple(own.families())
