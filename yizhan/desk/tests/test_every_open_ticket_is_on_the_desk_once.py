"""No act makes a ticket vanish from the desk, and none shows it twice."""

from __future__ import annotations

import re

import pytest

from yizhan.desk.tests.conftest import Screen
from yizhan.queueing.actions import calling, issuing, moving, setting_up
from yizhan.queueing.models import Ticket
from yizhan.queueing.states import ENDED
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.clause("6.1")
ROW = re.compile(r'class="row-number" id="row-([0-9a-f-]{36})"')


@pytest.fixture
def busy_floor(floor: Floor, cast: Cast) -> Floor:
    """One ticket in every state, and some for other windows."""
    setting_up.restrict_window(cast.windows[0], [floor.social], by=cast.director.actor, at=at(8, 55))
    mine, other = floor.serve(cast.clerk, 0), floor.serve(cast.clerk2, 1)
    for minute in range(12):
        floor.issue(9, minute, category=floor.civil if minute % 3 == 0 else None)
    floor.pass_over(mine, cast.clerk, 9, 15)
    set_aside = floor.call(mine, cast.clerk, 9, 17)
    moving.suspend(set_aside, mine, "with_papers", by=cast.clerk.actor, at=at(9, 18), note="复印材料")
    sent_on = floor.call(mine, cast.clerk, 9, 19)
    moving.transfer(sent_on, mine, by=cast.clerk.actor, at=at(9, 20), window=cast.windows[1])
    floor.finish(floor.call(mine, cast.clerk, 9, 21), mine, cast.clerk, 9, 22)
    floor.call(other, cast.clerk2, 9, 23)
    waiting = Ticket.objects.filter(state="waiting", category=floor.social).order_by("-queued_at")[0]
    issuing.cancel(waiting, "resident_left", by=cast.guide.actor, at=at(9, 24))
    calling.start(floor.call(mine, cast.clerk, 9, 25), mine, by=cast.clerk.actor, at=at(9, 26))
    return floor


def test_every_open_ticket_is_on_the_desk_exactly_once(busy_floor: Floor, cast: Cast, clerk: Screen) -> None:
    page = clerk.open("desk")
    rows = ROW.findall(page)
    current = Ticket.objects.get(session__user=cast.clerk.user, state="serving")
    still_open = {str(pk) for pk in Ticket.objects.exclude(state__in=ENDED).values_list("pk", flat=True)}
    assert len(rows) == len(set(rows))
    assert still_open - {str(current.pk)} <= set(rows)
    assert str(current.pk) not in rows
    assert current.label in page


def test_the_lists_alone_show_the_same(busy_floor: Floor, clerk: Screen) -> None:
    assert ROW.findall(clerk.open("lists")) == ROW.findall(clerk.open("desk"))


def test_the_lists_say_when_the_window_was_left(busy_floor: Floor, cast: Cast, clerk: Screen) -> None:
    from yizhan.queueing.actions import days

    days.close_day(busy_floor.day, by=cast.director.actor, at=at(9, 40), even_if_busy=True)
    assert "您已经不在这个窗口" in clerk.open("lists")


def test_the_days_tickets_stand_on_the_page_of_tickets(busy_floor: Floor, guide: Screen) -> None:
    rows = set(ROW.findall(guide.open("tickets")))
    assert rows == {str(pk) for pk in Ticket.objects.values_list("pk", flat=True)}
