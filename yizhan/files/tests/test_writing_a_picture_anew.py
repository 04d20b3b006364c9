"""What is stored of a picture: what one sees, upright and legible, and nothing besides."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from yizhan.files.checking import checked
from yizhan.files.pictures import KEPT_PIXELS
from yizhan.files.tests import uploads


def shown(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def is_red(picture: Image.Image, x: int, y: int) -> bool:
    red, green, blue = picture.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return bool(red > 200 and green < 60 and blue < 60)


def test_place_and_phone_are_not_stored() -> None:
    photo = uploads.phone_photo()
    assert uploads.GPS_WORDS in photo
    stored = checked(photo).content
    assert uploads.GPS_WORDS not in stored
    assert b"Exif" not in stored
    assert len(shown(stored).getexif()) == 0


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (640, 480), (20, 20)),
        (2, (640, 480), (620, 20)),
        (3, (640, 480), (620, 460)),
        (4, (640, 480), (20, 460)),
        (5, (480, 640), (20, 20)),
        (6, (480, 640), (460, 20)),
        (7, (480, 640), (460, 620)),
        (8, (480, 640), (20, 620)),
    ],
)
def test_a_photo_is_stored_upright(orientation: int, size: tuple[int, int], corner: tuple[int, int]) -> None:
    stored = checked(uploads.phone_photo(orientation))
    picture = shown(stored.content)
    assert picture.size == size == (stored.width, stored.height)
    assert is_red(picture, *corner)


def test_a_heic_photo_keeps_its_colours() -> None:
    assert is_red(shown(checked(uploads.heic()).content), 20, 20)


def test_transparent_places_become_paper() -> None:
    stored = checked(uploads.saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))
    assert shown(stored.content).getpixel((5, 5)) == (255, 255, 255)


def test_what_hides_behind_a_picture_is_gone() -> None:
    hidden = uploads.zipped(**{"evil.html": "<script>"})
    for honest in (uploads.jpeg(), uploads.saved(uploads.picture(), "PNG")):
        stored = checked(honest + hidden).content
        assert b"PK" not in stored[-len(hidden) :]
        assert b"evil.html" not in stored


def test_what_hides_before_a_pdf_is_gone() -> None:
    stored = checked(b"<html><script>1</script>" + uploads.pdf()).content
    assert stored.startswith(b"%PDF-")
    assert b"<script>" not in stored


def test_a_pdf_is_stored_without_its_author_and_equal_each_time() -> None:
    content = uploads.pdf()
    assert checked(content).content == checked(content).content
    assert "某某打字社".encode("utf-16-be") not in checked(content).content
    assert b"/Author" not in checked(content).content


def test_a_signed_pdf_stays_byte_for_byte_unless_something_follows_it() -> None:
    signed = uploads.signed()
    assert checked(signed).content == signed
    followed = signed + uploads.zipped(**{"evil.html": ""})
    assert b"evil.html" not in checked(followed).content


def test_a_large_scan_keeps_the_points_of_an_a4_page() -> None:
    stored = checked(uploads.jpeg((7016, 4961)))
    assert stored.width is not None
    assert stored.height is not None
    assert 0.99 * KEPT_PIXELS < stored.width * stored.height < 1.01 * KEPT_PIXELS
    assert stored.width / stored.height == pytest.approx(7016 / 4961, rel=0.01)


def test_a_long_screenshot_stays_as_wide_as_it_is() -> None:
    assert checked(uploads.saved(uploads.picture((1080, 8000)), "PNG")).width == 1080


def test_a_scan_of_several_pages_is_bound_with_its_pages() -> None:
    assert b"/Author" not in checked(uploads.tiff(pages=3)).content
