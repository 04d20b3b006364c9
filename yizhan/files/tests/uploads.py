"""What people hand in, made on the spot: photos, scans and PDFs, honest ones and others."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw

AT = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
HALL = UUID("01900000-0000-7000-8000-00000000000a")
OTHER_HALL = UUID("01900000-0000-7000-8000-00000000000b")
GPS_WORDS = b"SM-TESTPHONE"


def picture(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A page with lines on it, red in its upper left corner, so that one sees which way up it is."""
    page = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(page)
    for y in range(60, size[1] - 10, 24):
        draw.line((20, y, size[0] - 20, y), fill="black", width=2)
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), fill="red")
    return page.convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as a file of the kind."""
    stored = io.BytesIO()
    image.save(stored, kind, **options)
    return stored.getvalue()


def jpeg(size: tuple[int, int] = (640, 480)) -> bytes:
    """A plain photo."""
    return saved(picture(size), "JPEG")


def phone_photo(orientation: int = 6) -> bytes:
    """A photo as a phone takes it: lying on its side, with the phone's name and the place in its notes."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x0110] = GPS_WORDS.decode()
    notes.get_ifd(0x8825).update({1: "N", 2: (34.0, 15.0, 30.0), 3: "E", 4: (108.0, 56.0, 30.0)})
    return saved(picture(), "JPEG", exif=notes)


def heic() -> bytes:
    """A photo of a phone that saves room."""
    stored = io.BytesIO()
    pillow_heif.from_pillow(picture()).save(stored, quality=60)
    return stored.getvalue()


def tiff(pages: int = 1, mode: str = "RGB") -> bytes:
    """A scan, perhaps of several pages."""
    first, *others = [picture(mode=mode) for _ in range(pages)]
    return saved(first, "TIFF", save_all=True, append_images=others)


def zipped(**parts: str) -> bytes:
    """An archive with the named parts."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stored.getvalue()


def bomb_png(width: int = 30_000, height: int = 30_000) -> bytes:
    """A few hundred bytes that promise nearly a thousand million picture points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, *, pages: int = 1, **saving: object) -> bytes:
    """A PDF of empty pages, with whatever `change` puts into it."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    document.docinfo["/Author"] = "某某打字社"
    if change is not None:
        change(document)
    stored = io.BytesIO()
    document.save(stored, **saving)  # type: ignore[arg-type]
    return stored.getvalue()


def script(document: pikepdf.Pdf) -> None:
    """A script that runs when the document opens."""
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def script_of_a_name(document: pikepdf.Pdf) -> None:
    """A script in the table of names, deep inside of other dictionaries."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", action]))
    document.Root.Names = names


def script_of_a_page(document: pikepdf.Pdf) -> None:
    """A script that runs when a page is shown."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=document.make_stream(b"app.alert(1)"))
    document.pages[0].obj.AA = pikepdf.Dictionary(O=action)


def launch(document: pikepdf.Pdf) -> None:
    """A link that starts a program."""
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(link)])


def attachment(document: pikepdf.Pdf) -> None:
    """A file inside of the file."""
    document.attachments["a.exe"] = b"MZ"


def dynamic_form(document: pikepdf.Pdf) -> None:
    """A form that is a program of its own."""
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=document.make_stream(b"<xdp/>"))


def film(document: pikepdf.Pdf) -> None:
    """Rich media on a page."""
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 9, 9])
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])


def opens_at_a_page(document: pikepdf.Pdf) -> None:
    """What word processors write: show the first page, fitted."""
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])


def links_inside(document: pikepdf.Pdf) -> None:
    """A table of contents, as word processors write it."""
    action = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[document.pages[0].obj, pikepdf.Name.Fit])
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(link)])


def locked(user: str = "geheim") -> bytes:
    """A PDF with a password to open, or with restrictions only (`user` empty)."""
    return pdf(encryption=pikepdf.Encryption(owner="eigner", user=user))


def signed() -> bytes:
    """A PDF whose signature says that it covers every byte."""
    place = [0, 10**9, 10**9, 10**9]

    def sign(document: pikepdf.Pdf) -> None:
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=place, Contents=b"\x30" * 64)
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=document.make_indirect(value))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)], SigFlags=3)

    content = pdf(sign, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    start = content.index(b"<30303030")
    end = content.index(b">", start) + 1
    told = f"0 {start:10} {end:10} {len(content) - end:10}"
    return content.replace(b"0 1000000000 1000000000 1000000000", told.encode())
