"""Each kind of device opens its own pages of its own hall."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from yizhan.kiosk.tests.screens import Screen, enrolled
from yizhan.testing.cast import Cast, Member
from yizhan.testing.floor import Floor

PAGES = {
    "hall_board": ("hall", "hall_now", "ticker"),
    "window_board": ("window", "window_now"),
    "pad": ("pad", "pad_now", "pad_home"),
}


@pytest.mark.clause("5.3")
@pytest.mark.parametrize("kind", PAGES)
def test_a_device_opens_the_pages_of_its_kind_only(cast: Cast, floor: Floor, kind: str) -> None:
    screen = enrolled(cast.hall, kind, place_id=cast.windows[0].pk)
    for owner, pages in PAGES.items():
        for page in pages:
            status = screen.get(f"boards:{page}").status_code
            if owner != kind:
                assert status == 302, page  # to the sign-in page
                assert screen.get(f"boards:{page}").headers["Location"].startswith("/sign-in"), page
            else:
                assert status in {200, 303}, page
    assert Screen().get(f"boards:{PAGES[kind][0]}").status_code == 302


@pytest.mark.clause("5.3")
def test_a_board_shows_its_own_hall_and_a_window_of_another_is_none(floor: Floor, cast: Cast) -> None:
    floor.issue(9, 1)
    floor.call(floor.serve(cast.clerk), cast.clerk, 9, 2)
    elsewhere = enrolled(cast.other_hall, "hall_board", name="别处的屏")
    assert "A001" not in elsewhere.read("boards:hall")
    wrong = enrolled(cast.hall, "window_board", name="安错的屏", place_id=cast.other_windows[0].pk)
    assert wrong.get("boards:window").status_code == 404


@pytest.mark.clause("5.3")
def test_a_window_board_keeps_to_its_window_whatever_the_address_says(floor: Floor, cast: Cast) -> None:
    screen = enrolled(cast.hall, "window_board", place_id=cast.windows[0].pk)
    assert "1 号窗口" in screen.read("boards:window", window="2")


@pytest.mark.clause("5.3")
@pytest.mark.parametrize("wanted", ["99", "x", "-1", "9" * 400, "²"])
def test_staff_choose_a_window_to_look_at_and_nonsense_harms_nothing(
    floor: Floor, cast: Cast, wanted: str
) -> None:
    browser = signed_in(cast.director)
    assert "2 号窗口" in browser.get(reverse("boards:window"), {"window": "2"}).content.decode().replace(
        "</b><span>", " "
    )
    assert browser.get(reverse("boards:window"), {"window": wanted}).status_code in {200, 404}


def signed_in(member: Member) -> Client:
    browser = Client()
    browser.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    session = browser.session
    session["unit_id"] = str(member.unit.pk)
    session.save()
    return browser
