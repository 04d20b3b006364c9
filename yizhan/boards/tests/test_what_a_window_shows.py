"""The board over a window: who serves, which number, what is done, for how much, how fast, which phone."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from yizhan.accounts import actions as accounts
from yizhan.catalog.models import Implementation
from yizhan.kiosk.tests.screens import Screen, enrolled, unmarked_chinese, words
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.queueing.actions import calling, finishing, setting_up, windows
from yizhan.queueing.actions.finishing import Done
from yizhan.testing.cast import SET_UP, Cast, at
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.clause("5.3")


def photo() -> bytes:
    stored = io.BytesIO()
    Image.new("RGB", (400, 560), "teal").save(stored, "JPEG")
    return stored.getvalue()


def test_a_window_without_anybody_is_closed_and_says_where_to_go(window_board: Screen, floor: Floor) -> None:
    page = window_board.read("boards:window")
    assert "1 号窗口" in page
    assert "本窗口没有开 请到其他窗口，或问咨询导引台" in page


def test_from_waiting_to_called_to_serving(window_board: Screen, floor: Floor, cast: Cast) -> None:
    session = floor.serve(cast.clerk)
    floor.issue(9, 1)
    assert "请留意叫号" in window_board.read("boards:window_now")
    ticket = floor.call(session, cast.clerk, 9, 10)
    assert "请到本窗口 A001" in window_board.read("boards:window_now")
    calling.start(ticket, session, by=cast.clerk.actor, at=at(9, 11))
    assert "正在办理 A001" in window_board.read("boards:window_now")


def test_a_recall_begins_the_signal_anew(window_board: Screen, floor: Floor, cast: Cast) -> None:
    session = floor.serve(cast.clerk)
    floor.issue(9, 1)
    ticket = floor.call(session, cast.clerk, 9, 10)
    assert b'data-fresh="A001-1"' in window_board.get("boards:window_now").content
    calling.recall(ticket, session, by=cast.clerk.actor, at=at(9, 11))
    assert b'data-fresh="A001-2"' in window_board.get("boards:window_now").content


@pytest.mark.parametrize(
    ("reason", "chinese", "english"),
    [("meal", "用餐", "Meal break"), ("system_fault", "系统故障", "System fault")],
)
def test_a_pause_says_why(
    window_board: Screen, floor: Floor, cast: Cast, reason: str, chinese: str, english: str
) -> None:
    windows.pause(floor.serve(cast.clerk), reason, by=cast.clerk.actor, at=at(9, 10))
    assert f"暂停服务 {chinese}" in window_board.read("boards:window_now")
    assert f"Closed for a moment {english}" in window_board.read("boards:window_now", language="en")


@pytest.mark.clause("5.4")
def test_the_clerk_is_named_with_post_and_photo_or_a_silhouette(
    window_board: Screen, floor: Floor, cast: Cast
) -> None:
    floor.serve(cast.clerk)
    page = window_board.get("boards:window_now").content.decode()
    assert "何受理" in page
    assert "综合受理" in page
    assert "<img" not in page
    accounts.put_photo(cast.clerk.user, photo(), by=SYSTEM, at=SET_UP)
    assert '<img class="photo" src="/boards/photo/' in window_board.get("boards:window_now").content.decode()
    answer = window_board.get("boards:photo", cast.clerk.user.pk)
    assert answer.headers["Content-Type"] == "image/jpeg"


@pytest.mark.clause("5.4")
def test_photos_of_another_halls_people_are_not_given_out(window_board: Screen, cast: Cast) -> None:
    accounts.put_photo(cast.stranger.user, photo(), by=SYSTEM, at=SET_UP)
    assert window_board.get("boards:photo", cast.stranger.user.pk).status_code == 404


@pytest.mark.usefixtures("items")
def test_matters_stand_with_fee_and_limit_and_nothing_is_made_up(
    window_board: Screen, floor: Floor, cast: Cast
) -> None:
    page = window_board.read("boards:window")
    assert "承包地调整 法定 20个工作日 不收费" in page
    assert "造林补助 未定时限 收费请问窗口" in page


@pytest.mark.usefixtures("items")
def test_a_restricted_window_shows_its_own_lines_and_what_is_wanted_most_first(
    window_board: Screen, floor: Floor, cast: Cast
) -> None:
    setting_up.restrict_window(cast.windows[0], [floor.social], by=cast.director.actor, at=at(9))
    session = floor.serve(cast.clerk)
    floor.issue(9, 1)
    ticket = floor.call(session, cast.clerk, 9, 5)
    wanted = Implementation.objects.get(unit=cast.hall, item__short_name="灵活就业登记")
    finishing.finish(
        ticket, session, by=cast.clerk.actor, user=cast.clerk.user, at=at(9, 10), done=[Done(wanted, 3)]
    )
    page = window_board.read("boards:window")
    assert page.index("灵活就业登记") < page.index("就业困难认定")
    assert "承包地调整" not in page


@pytest.mark.clause("7.4")
def test_the_telephones_stand_at_the_bottom(window_board: Screen, floor: Floor, cast: Cast) -> None:
    orgs.change_contacts(
        cast.hall,
        phone="029-86001234",
        complaint_phone="029-86004321",
        address="",
        name_en="",
        by=SYSTEM,
        at=SET_UP,
    )
    page = window_board.read("boards:window")
    assert "咨询电话 029-86001234" in page
    assert "投诉 029-86004321 · 12345" in page


@pytest.mark.usefixtures("items")
def test_the_board_is_complete_in_english(window_board: Screen, floor: Floor, cast: Cast) -> None:
    session = floor.serve(cast.clerk)
    floor.issue(9, 1)
    floor.call(session, cast.clerk, 9, 5)
    page = window_board.get("boards:window", language="en")
    assert unmarked_chinese(page) == []
    assert "Please come to this window A001" in words(page)


def test_a_board_without_a_window_says_what_is_to_be_done(cast: Cast, floor: Floor) -> None:
    lost = enrolled(cast.hall, "window_board", name="没有安好的屏")
    answer = lost.get("boards:window")
    assert answer.status_code == 404
    assert "这块屏还没有指定窗口" in words(answer)
