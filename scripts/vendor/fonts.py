"""Put the one Chinese sans beside the program, cut into slices that a page loads as it needs them.

Two sources, both Noto Sans SC 2.004 under the OFL. The published slices (variable weight, ordered
by how often characters meet) carry about 13,600 characters, but not every character of GB 2312,
nor of Xi'an's village names (垇, 泘). All others that the font has are cut here from the full font:
its lightest and its heaviest weight are drawn with the same points, so that joining the two
gives back the variable font, in which a rare name looks like the text around it.

Needs npm, and `pip install fonttools==4.68.0 brotli==1.2.1`; takes two to five minutes.
"""

import re
import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from fontTools.designspaceLib import DesignSpaceDocument
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import build as join
from packages import Package, fetch

SLICES = Package(
    "@fontsource-variable/noto-sans-sc",
    "5.3.1",
    "501f7a249d7b1f20f97a1114ec49b4843761edfbd3301e01e07ce6ab973841a3"
    "70c122ea4eb74cd92f9ca3249e06a0a45f08740f1a974f46f4c0cae6ce8ac5a5",
)
FULL = Package(
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "f6b0307454c51db3bfbba0acd208f68d96d6ef84c62226853509d7607dace700"
    "356f3564c1b6af88be2df18515eb8d9e1988e0f3a787e8390011099f3470e771",
)
UI = Path(__file__).parents[2] / "yizhan/ui/static/ui"
FONTS = UI / "fonts"
FAMILY = "Yizhan Sans"
LIGHTEST, HEAVIEST = 100, 900
CHARACTERS_PER_RARE_SLICE = 256  # about 70 kB, the size of a published slice
FACE = (
    '@font-face{{font-family:"{family}";font-weight:100 900;font-display:swap;'
    'src:url("fonts/{file}") format("woff2");unicode-range:{characters}}}\n'
)
HEAD = """\
/* Noto Sans SC, OFL 1.1 (fonts/LICENSE), as the family "Yizhan Sans". Written by
   scripts/vendor/fonts.py. Where ranges overlap the later face is asked first, so the coarse
   ranges of rare characters come first and are only reached by characters no later face has. */
"""


def main() -> None:
    """Write the slices, their licence and the style sheet that names them."""
    shutil.rmtree(FONTS, ignore_errors=True)
    FONTS.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        published = fetch(SLICES, Path(scratch))
        full = fetch(FULL, Path(scratch))
        common = copy_published(published)
        rare = cut_rare(full, published)
        shutil.copyfile(full / "LICENSE_FONT", FONTS / "LICENSE")
    (UI / "fonts.css").write_text(HEAD + "".join(rare + common), encoding="utf-8")


def copy_published(package: Path) -> list[str]:
    """Copy the published slices and return their faces in the published order."""
    faces = []
    sheet = (package / "index.css").read_text(encoding="utf-8")
    for block in re.findall(r"@font-face \{(.*?)\}", sheet, re.DOTALL):
        file = re.search(r"files/([\w-]+\.woff2)", block)
        characters = re.search(r"unicode-range: ([^;]+);", block)
        if not file or not characters:
            raise SystemExit(f"the published style sheet has another form: {block}")
        shutil.copyfile(package / "files" / file[1], FONTS / file[1])
        faces.append(FACE.format(family=FAMILY, file=file[1], characters=characters[1].replace(" ", "")))
    return faces


def cut_rare(full: Path, published: Path) -> list[str]:
    """Cut every character of the full font that no published slice has, in code order."""
    common: set[int] = set()
    for slice_ in (published / "files").glob("*.woff2"):
        common |= set(TTFont(slice_).getBestCmap())
    some_slice = TTFont(next((published / "files").glob("*-latin-wght-*.woff2")))
    weights = some_slice["avar"].segments["wght"]
    thin = (full / "100Thin/NotoSansSC_100Thin.ttf").read_bytes()
    black = (full / "900Black/NotoSansSC_900Black.ttf").read_bytes()
    rare = sorted(set(TTFont(BytesIO(thin)).getBestCmap()) - common)
    faces = []
    for number, start in enumerate(range(0, len(rare), CHARACTERS_PER_RARE_SLICE), 1):
        characters = rare[start : start + CHARACTERS_PER_RARE_SLICE]
        font = joined(subset(thin, characters), subset(black, characters), weights)
        file = f"noto-sans-sc-rare-{number:02}.woff2"
        font.flavor = "woff2"
        font.save(FONTS / file)
        coarse = f"U+{characters[0]:x}-{characters[-1]:x}"
        faces.append(FACE.format(family=FAMILY, file=file, characters=coarse))
    return faces


def subset(source: bytes, characters: list[int]) -> TTFont:
    """Keep only some characters of a font, without hints and layout features."""
    options = Options(
        layout_features=[],
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "gasp", "DSIG"],
    )
    font = TTFont(BytesIO(source), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def joined(thin: TTFont, black: TTFont, weights: dict[float, float]) -> TTFont:
    """Make a variable font of its two ends; `weights` bends the axis as in the published slices."""
    space = DesignSpaceDocument()
    span = HEAVIEST - LIGHTEST
    space.addAxisDescriptor(
        tag="wght",
        name="Weight",
        minimum=LIGHTEST,
        default=LIGHTEST,
        maximum=HEAVIEST,
        map=[
            (LIGHTEST + span * user, LIGHTEST + span * drawn) for user, drawn in weights.items() if user >= 0
        ],
    )
    for font, weight in ((thin, LIGHTEST), (black, HEAVIEST)):
        space.addSourceDescriptor(font=font, name=str(weight), location={"Weight": weight})
    font, _, _ = join(space)
    return font


if __name__ == "__main__":
    main()
