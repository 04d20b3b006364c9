"""Badge photos: judged by their content, stored small and without the camera's notes."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from yizhan.accounts import actions, refusals
from yizhan.accounts.models import Photo
from yizhan.accounts.photos import LARGEST_FILE, LARGEST_STORED
from yizhan.lib.refusal import NotYours, Refusal
from yizhan.testing.cast import Cast, at

pytestmark = pytest.mark.clause("5.4")
NOW = at(9)


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (800, 1120), mode: str = "RGB", **options: object
) -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 80).convert(mode).save(made, kind, **options)
    return made.getvalue()


def put(cast: Cast, content: bytes) -> Photo:
    return actions.put_photo(cast.clerk.user, content, by=cast.director.actor, at=NOW)


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P")])
def test_a_photo_is_stored_as_a_small_jpeg(cast: Cast, kind: str, mode: str) -> None:
    photo = put(cast, picture(kind, mode=mode))
    content = bytes(photo.content)
    with Image.open(io.BytesIO(content)) as stored:
        assert (stored.format, stored.size) == ("JPEG", (400, 560))
    assert len(content) <= LARGEST_STORED
    assert photo.content_type == "image/jpeg"


def test_the_notes_of_the_camera_are_dropped_but_its_turning_is_kept(cast: Cast) -> None:
    notes = Image.Exif()
    notes[0x0112] = 6  # turned by a quarter
    notes[0x010E] = "GPS and a name"
    content = bytes(put(cast, picture(size=(1120, 800), exif=notes)).content)
    with Image.open(io.BytesIO(content)) as stored:
        assert stored.size == (400, 560)
        assert not stored.getexif()
    assert b"GPS and a name" not in content


def test_a_new_photo_replaces_the_old_one(cast: Cast) -> None:
    first = put(cast, picture()).digest
    assert put(cast, picture(size=(400, 560))).digest != first
    assert Photo.objects.filter(user=cast.clerk.user).count() == 1


def bomb() -> bytes:
    """A PNG of a few bytes that promises 60,000 × 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    body = struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + body + picture("PNG", (120, 168))[33:]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", refusals.NotAPhoto),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", refusals.NotAPhoto),
        (b"GIF89a" + b"\0" * 40, refusals.NotAPhoto),
        (b"%PDF-1.7 not a picture", refusals.NotAPhoto),
        (picture()[:900], refusals.NotAPhoto),
        (picture("GIF", mode="P"), refusals.NotAPhoto),
        (picture("WEBP"), refusals.NotAPhoto),
        (picture(size=(100, 100)), refusals.PhotoTooSmall),
        (b"\xff\xd8" + b"\0" * LARGEST_FILE, refusals.PhotoTooLarge),
        (bomb(), refusals.PhotoTooLarge),
    ],
    ids=["empty", "svg", "gif head", "pdf", "cut off", "gif", "webp", "too small", "too many bytes", "bomb"],
)
def test_other_files_are_refused_by_their_content(cast: Cast, content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        put(cast, content)
    assert not Photo.objects.exists()


def test_photos_are_put_by_the_director_or_the_system_administrator(cast: Cast) -> None:
    with pytest.raises(NotYours):
        actions.put_photo(cast.clerk.user, picture(), by=cast.clerk.actor, at=NOW)
    assert actions.put_photo(cast.clerk.user, picture(), by=cast.system_admin.actor, at=NOW).digest
