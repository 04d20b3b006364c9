"""Put the fonts of official paper beside the program, so that it prints without fonts of the machine.

Four files, TrueType because Typst reads no other compressed form:
- YizhanSerif-Regular, YizhanSerif-Bold: what nearly all paper needs, the 8,105 characters of 通用规范汉字表,
  all of GB 2312, and every sign of the font that is no Chinese character;
- YizhanSerifMore-Regular: the rest of Noto Serif SC, the whole of Unicode's first Chinese block (traditional
  and rare characters);
- YizhanRare-Regular: characters of names outside of it, from HanaMin (Debian fonts-hanazono): those that the
  Ministry of Public Security, the national tables or Hong Kong's registry brought into Unicode, and
  those of which Unicode knows a meaning.

Needs npm, Debian's fonts-hanazono and unicode-data, and `pip install fonttools==4.68.0`; takes two minutes.
"""

import bz2
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from packages import Package, fetch

SERIF = Package(
    "@expo-google-fonts/noto-serif-sc",
    "0.4.3",
    "7d2994a62485b527b21d5e39ff6c543b2e5275f131925430c0c28dddc4230190"
    "2e8c84c70e649ba4c1c255d08c851a8c8d0b6ed19460736f6ef00f825376a47f",
)
HANAZONO = Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf")
UNIHAN = Path("/usr/share/unicode")
FONTS = Path(__file__).parents[2] / "yizhan/documents/fonts"
FIRST_CHINESE, LAST_PLAIN, FIRST_EXTENDED = 0x3400, 0xA000, 0x20000
DICTIONARIES = ("GKX", "GHZ", "GHZR", "GCYY", "GZFY", "GCH", "GHC", "GCY", "GJZ")
"""Sources that brought in what stands in dictionaries only."""


def main() -> None:
    """Write the four fonts and their licence."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        package = fetch(SERIF, Path(scratch))
        regular = package / "400Regular/NotoSerifSC_400Regular.ttf"
        has = characters_of(regular)
        core = {code for code in has if not is_chinese(code)} | (has & (standard_table() | gb_2312()))
        cut(regular, core, "Yizhan Serif", "Regular")
        cut(package / "700Bold/NotoSerifSC_700Bold.ttf", core, "Yizhan Serif", "Bold")
        cut(regular, has - core, "Yizhan Serif More", "Regular")
        cut(HANAZONO, (names() & characters_of(HANAZONO)) - has, "Yizhan Rare", "Regular")
        shutil.copyfile(package / "LICENSE_FONT", FONTS / "LICENSE-NotoSerifSC")
    shutil.copyfile("/usr/share/doc/fonts-hanazono/copyright", FONTS / "LICENSE-Hanazono")


def is_chinese(code: int) -> bool:
    """Whether the code is a Chinese character and no sign or letter."""
    return FIRST_CHINESE <= code < LAST_PLAIN or code >= FIRST_EXTENDED


def standard_table() -> set[int]:
    """通用规范汉字表."""
    return {code for code, _ in unihan("OtherMappings", "kTGH")}


def gb_2312() -> set[int]:
    """Every character of GB 2312."""
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {ord(sign) for row in rows for sign in row.decode("gb2312", "ignore")}


def names() -> set[int]:
    """Characters beyond the first block that somebody may be called by."""
    by_source = {
        code
        for code, source in unihan("IRGSources", "kIRG_GSource")
        if source.split("-")[0] not in DICTIONARIES
    }
    registered = {code for code, _ in unihan("IRGSources", "kIRG_HSource")}
    meaningful = {code for code, _ in unihan("Readings", "kDefinition")}
    return {code for code in by_source | registered | meaningful if code >= FIRST_EXTENDED}


def unihan(file: str, field: str) -> Iterator[tuple[int, str]]:
    """The rows of a field of Unicode's table of Chinese characters."""
    with bz2.open(UNIHAN / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] == field:
                yield int(parts[0][2:], 16), parts[2]


def characters_of(font: Path) -> set[int]:
    """Every character that a font draws."""
    return set(TTFont(font).getBestCmap())


def cut(font: Path, characters: set[int], family: str, style: str) -> None:
    """Write the font with these characters only, under a name of our own, without instructions for screens."""
    options = Options()
    options.hinting = False
    options.layout_features = ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"] if family == "Yizhan Rare" else []
    opened = TTFont(font)
    cutter = Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(opened)
    postscript = f"{family.replace(' ', '')}-{style}"
    for number, word in {1: family, 2: style, 4: f"{family} {style}", 6: postscript}.items():
        opened["name"].setName(word, number, 3, 1, 0x409)
    for number in (16, 17, 21, 22):
        opened["name"].removeNames(nameID=number)
    opened["name"].names = [row for row in opened["name"].names if row.platformID == 3 and row.langID == 0x409]
    opened.save(FONTS / f"{postscript}.ttf")
    print(f"{postscript}: {len(characters)} characters")


if __name__ == "__main__":
    main()
