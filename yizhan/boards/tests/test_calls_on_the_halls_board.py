"""The hall's board: calls, passed numbers, people waiting, units and limits, and who speaks."""

from __future__ import annotations

import re

import pytest

from yizhan.boards.selectors import hall_board as read_board
from yizhan.boards.selectors import settled_in, voice_zone
from yizhan.devices.models import Device
from yizhan.kiosk.tests.screens import Screen, enrolled, unmarked_chinese, words
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.queueing.actions import calling, days
from yizhan.queueing.models import Call
from yizhan.testing.cast import SET_UP, TODAY, Cast, add_window, at, join
from yizhan.testing.floor import Floor
from yizhan.testing.monday_morning import Clock

pytestmark = pytest.mark.clause("5.3")


def lines(screen: Screen) -> list[str]:
    """The calls on the board, as label→window, the ones still at their window marked."""
    found = re.findall(
        r'data-label="(\w+)" data-window="(\d+)"[^>]*?( data-current)?>',
        screen.get("boards:hall_now").content.decode(),
    )
    return [f"{label}→{window}{'*' if current else ''}" for label, window, current in found]


@pytest.mark.clause("6.1")
def test_a_call_stands_first_and_a_finished_one_grows_quiet(
    hall_board: Screen, floor: Floor, cast: Cast
) -> None:
    first, second = floor.serve(cast.clerk), floor.serve(cast.clerk2, 1)
    floor.issue(9, 1), floor.issue(9, 2), floor.issue(9, 3)
    ticket = floor.call(first, cast.clerk, 9, 10)
    floor.call(second, cast.clerk2, 9, 11)
    assert lines(hall_board) == ["A002→2*", "A001→1*"]
    floor.finish(ticket, first, cast.clerk, 9, 20)
    floor.call(first, cast.clerk, 9, 21)
    assert lines(hall_board) == ["A003→1*", "A002→2*", "A001→1"]


@pytest.mark.clause("6.1")
def test_a_number_called_twice_has_one_line_with_its_newest_call(
    hall_board: Screen, floor: Floor, cast: Cast
) -> None:
    session = floor.serve(cast.clerk)
    floor.issue(9, 1)
    ticket = floor.call(session, cast.clerk, 9, 10)
    calling.recall(ticket, session, by=cast.clerk.actor, at=at(9, 11))
    assert lines(hall_board) == ["A001→1*"]
    newest = Call.objects.order_by("-at").first()
    assert newest is not None
    assert f'data-call="{newest.pk}"' in hall_board.get("boards:hall_now").content.decode()


@pytest.mark.clause("6.1")
def test_a_call_put_back_disappears_and_a_passed_number_is_listed(
    hall_board: Screen, floor: Floor, cast: Cast
) -> None:
    session = floor.serve(cast.clerk)
    floor.issue(9, 1), floor.issue(9, 2)
    floor.pass_over(session, cast.clerk, 9, 10)
    ticket = floor.call(session, cast.clerk, 9, 15)
    calling.put_back(ticket, session, by=cast.clerk.actor, at=at(9, 16))
    assert lines(hall_board) == ["A001→1"]
    page = hall_board.read("boards:hall_now")
    assert "过号，请告诉导引台 A001" in page
    assert "社保就业 1" in page  # A002 waits again
    assert "民政救助 0" in page


def test_every_window_keeps_its_line_where_there_are_many(floor: Floor, cast: Cast) -> None:
    assert read_board(cast.hall.pk, at(9, 30)).columns == 1
    zone = cast.zone
    more = [add_window(cast.hall, zone, number) for number in range(4, 15)]
    for place, window in enumerate(more):
        person = join(cast.hall, "acceptance", username=f"p{place}", name="某")
        cast.windows.append(window)
        floor.issue(9, place)
        floor.call(floor.serve(person, len(cast.windows) - 1), person, 9, 15, place)
    board = read_board(cast.hall.pk, at(9, 30))
    assert (board.columns, board.rows) == (2, 8)
    assert {call.window_number for call in board.calls} == set(range(4, 15))


def test_the_slow_line_names_units_and_every_matter_with_its_limits(
    hall_board: Screen, items: None, floor: Floor, cast: Cast
) -> None:
    department = orgs.found_department(cast.hall, name="社保窗口组", by=SYSTEM, at=SET_UP)
    orgs.change_window(
        cast.windows[0],
        number=1,
        zone=cast.zone,
        name="综合窗口",
        department=department,
        by=SYSTEM,
        at=SET_UP,
    )
    orgs.change_policy(cast.hall, notice="11月25日停电", by=SYSTEM, at=SET_UP)
    page = hall_board.read("boards:ticker")
    assert "进驻单位" in page
    assert all(unit in page for unit in settled_in(cast.hall))
    assert "社保窗口组" in settled_in(cast.hall)
    assert "承包地调整 法定20个工作日，承诺未定时限" in page
    assert "造林补助 未定时限" in page
    assert "开放时间 星期一至星期五 09:00–12:00 13:00–17:00" in page
    assert "投诉举报" in page
    assert "11月25日停电" in page


def test_a_closed_day_and_a_new_day_show_no_old_numbers(
    hall_board: Screen, floor: Floor, cast: Cast, clock: Clock
) -> None:
    session = floor.serve(cast.clerk)
    floor.issue(9, 1)
    ticket = floor.call(session, cast.clerk, 9, 10)
    floor.finish(ticket, session, cast.clerk, 9, 20)
    days.close_day(floor.day, by=cast.director.actor, at=at(17))
    clock.is_at(17, 5)
    assert "今天已经闭厅 下次开放 11月24日 星期二 09:00" in hall_board.read("boards:hall_now")
    clock.now = at(8, 0, day=TODAY.replace(day=24))
    assert lines(hall_board) == []
    assert "今天还没有叫号" in hall_board.read("boards:hall_now")


@pytest.mark.clause("6.1")
def test_a_call_may_be_spoken_late_only_while_it_stands(hall_board: Screen, floor: Floor, cast: Cast) -> None:
    session = floor.serve(cast.clerk)
    floor.issue(9, 1)
    ticket = floor.call(session, cast.clerk, 9, 10)
    call = Call.objects.get()
    assert hall_board.get("boards:called", call.pk).json() == {"called": True}  # type: ignore[attr-defined]
    elsewhere = enrolled(cast.other_hall, "hall_board", name="别处的屏")
    assert elsewhere.get("boards:called", call.pk).json() == {"called": False}  # type: ignore[attr-defined]
    calling.start(ticket, session, by=cast.clerk.actor, at=at(9, 11))
    assert hall_board.get("boards:called", call.pk).json() == {"called": False}  # type: ignore[attr-defined]


@pytest.mark.clause("6.1")
@pytest.mark.parametrize(
    ("speaks", "place", "zone"),
    [(False, None, None), (True, None, ""), (True, "zone", "zone"), (True, "window", "zone")],
)
def test_only_a_board_that_speaks_has_a_voice_and_only_for_its_zone(
    cast: Cast, speaks: bool, place: str | None, zone: str | None
) -> None:
    places = {"zone": cast.zone.pk, "window": cast.windows[0].pk}
    screen = enrolled(
        cast.hall, "hall_board", name="屏", speaks=speaks, place_id=places[place] if place else None
    )
    device = Device.objects.get(pk=screen.device.pk)  # type: ignore[union-attr]
    expected = str(places[zone]) if zone else zone
    assert voice_zone(device, cast.clerk.actor) == expected
    page = screen.get("boards:hall").content.decode()
    assert ("data-speaks" in page) is speaks


@pytest.mark.clause("6.1")
def test_the_voice_follows_the_halls_policy(hall_board: Screen, cast: Cast) -> None:
    page = hall_board.get("boards:hall").content.decode()
    assert " data-english" not in page
    assert " data-yao" not in page
    orgs.change_policy(cast.hall, speaks_english=True, spoken_one_is_yao=True, by=SYSTEM, at=SET_UP)
    page = hall_board.get("boards:hall").content.decode()
    assert " data-english" in page
    assert " data-yao" in page
    assert "Please go to window" in page


@pytest.mark.clause("6.1")
def test_the_board_is_complete_in_english(hall_board: Screen, items: None, floor: Floor, cast: Cast) -> None:
    session = floor.serve(cast.clerk)
    floor.issue(9, 1), floor.issue(9, 2)
    floor.pass_over(session, cast.clerk, 9, 10)
    page = hall_board.get("boards:hall", language="en")
    assert unmarked_chinese(page) == []
    assert "window 1" in words(page)
    assert "by law: 20 working days" in words(page)


def test_a_board_that_asks_is_alive(hall_board: Screen, floor: Floor, clock: Clock) -> None:
    hall_board.get("boards:hall_now")
    assert Device.objects.get(pk=hall_board.device.pk).last_seen_at == clock.now  # type: ignore[union-attr]
