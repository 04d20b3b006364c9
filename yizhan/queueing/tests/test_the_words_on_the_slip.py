"""The slip says the time to expect in the words of kiosk, phone and boards."""

from __future__ import annotations

import pytest

from yizhan.queueing.models import Ticket
from yizhan.queueing.slip import slip_of, wait_sentence
from yizhan.testing.floor import Floor
from yizhan.ui.wording import minutes

pytestmark = pytest.mark.clause("6.1")


@pytest.mark.parametrize("span", [(0, 5), (0, 0), (5, 10), (10, 10), (None, None)])
def test_the_time_to_expect_is_worded_as_on_the_screens(span: tuple[int | None, int | None]) -> None:
    assert wait_sentence(*span) == f"预计等候：{minutes(*span)}"
    assert "0–" not in wait_sentence(*span).replace("10–", "")


def test_the_paper_bears_it(floor: Floor) -> None:
    ticket = floor.issue(9, 5)
    Ticket.objects.filter(pk=ticket.pk).update(expected_low=0, expected_high=5)
    ticket.refresh_from_db()
    paper = slip_of(ticket).decode("gb18030", errors="replace")
    assert "预计等候：不超过 5 分钟" in paper
    Ticket.objects.filter(pk=ticket.pk).update(expected_low=None, expected_high=None)
    ticket.refresh_from_db()
    assert "预计等候" not in slip_of(ticket).decode("gb18030", errors="replace")
