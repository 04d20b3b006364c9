"""How a handling stands: from its facts, from the dates in its row, and when ended; the English sentence."""

from __future__ import annotations

from datetime import date

import pytest

from yizhan.calendars.published import published_calendar
from yizhan.cases.rules.counting import Stop
from yizhan.cases.rules.deadline import Extension, Facts, Limit, due, step_due
from yizhan.cases.rules.explaining import explain_en
from yizhan.cases.rules.standing import Stands, finished_standing, kept_standing, standing

pytestmark = pytest.mark.clause("7.2c")
CALENDAR = published_calendar()
ACCEPTED = date(2026, 11, 20)
FACTS = Facts(ACCEPTED, ACCEPTED, Limit(20), Limit(10))


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("on", "stands", "days"),
    [
        (day(11, 30), Stands.ON_TIME, 4),
        (day(12, 1), Stands.WARNED, 3),
        (day(12, 4), Stands.DUE_TODAY, 0),
        (day(12, 5), Stands.OVERDUE, 0),
        (day(12, 7), Stands.OVERDUE, 1),
    ],
)
def test_a_row_stands_as_its_facts_do(on: date, stands: Stands, days: int) -> None:
    found = due(FACTS, CALENDAR, on=on)
    kept = kept_standing(CALENDAR, on=on, due_on=found.due_on, warn_on=found.warn_on)
    assert kept == standing(found, CALENDAR)
    assert (kept.stands, kept.days) == (stands, days)


def test_an_open_stop_of_a_row_says_only_that_it_stands() -> None:
    """The kept date stays behind while the clock stands; it must not be read as overdue."""
    kept = kept_standing(CALENDAR, on=day(12, 28), due_on=day(12, 7), is_stopped=True)
    assert kept.stands == Stands.STOPPED
    assert kept.words == "停表"


def test_a_stop_after_the_last_day_leaves_it_overdue() -> None:
    late = Facts(ACCEPTED, ACCEPTED, promised=Limit(10), stops=(Stop("hearing", day(12, 7)),))
    found = due(late, CALENDAR, on=day(12, 8))
    assert found.stop is not None
    assert not found.is_stopped
    assert standing(found, CALENDAR).words == "超期2个工作日"


def test_what_is_not_accepted_or_has_no_limit_says_so() -> None:
    assert kept_standing(CALENDAR, on=ACCEPTED, due_on=None, is_accepted=False).words == "尚未受理"
    assert kept_standing(CALENDAR, on=ACCEPTED, due_on=None).words == "未定时限"


@pytest.mark.parametrize(
    ("finished_on", "stands", "days"),
    [
        (day(12, 2), Stands.ON_TIME, 2),
        (day(12, 4), Stands.ON_TIME, 0),
        (day(12, 7), Stands.OVERDUE, 1),
    ],
)
def test_an_ended_handling_kept_its_time_or_was_late(finished_on: date, stands: Stands, days: int) -> None:
    found = finished_standing(CALENDAR, due_on=day(12, 4), finished_on=finished_on)
    assert (found.stands, found.days) == (stands, days)


def test_what_a_list_needs_to_know_of_an_extended_and_stopped_clock() -> None:
    facts = Facts(
        ACCEPTED,
        ACCEPTED,
        Limit(20),
        Limit(10),
        (Stop("hearing", day(11, 25)),),
        (Extension(5, "workdays", day(11, 24)),),
    )
    found = due(facts, CALENDAR, on=day(11, 25))
    assert found.unextended_on == day(12, 7)
    assert found.due_on == found.extended_on == found.if_resumed_on == day(12, 14)
    assert found.workdays_left == 13
    assert found.is_open_ended
    assert due(FACTS, CALENDAR, on=ACCEPTED).extended_on is None
    assert due(FACTS, CALENDAR, on=ACCEPTED).if_resumed_on is None


def test_a_step_has_its_own_last_day_beside_the_cases() -> None:
    stops = [Stop("appraisal", day(11, 25), day(11, 26))]
    assert step_due(ACCEPTED, Limit(5), stops, CALENDAR, on=ACCEPTED) == day(12, 1)
    assert step_due(ACCEPTED, None, stops, CALENDAR, on=ACCEPTED) is None


@pytest.mark.parametrize(
    ("facts", "on", "sentence"),
    [
        (Facts(ACCEPTED), ACCEPTED, "Received on 20 Nov 2026, not accepted yet; time counts from acceptance"),
        (Facts(ACCEPTED, ACCEPTED), ACCEPTED, "Accepted on 20 Nov 2026; no time limit set"),
        (
            Facts(ACCEPTED, ACCEPTED, promised=Limit(0)),
            ACCEPTED,
            "Accepted on 20 Nov 2026, promised on the spot, due on 20 Nov 2026",
        ),
        (
            Facts(
                ACCEPTED, ACCEPTED, promised=Limit(10), stops=(Stop("supplement", day(11, 25), day(11, 27)),)
            ),
            ACCEPTED,
            "Accepted on 20 Nov 2026, promised within 10 working days, not counting 3 working days for "
            "missing papers, due on 9 Dec 2026",
        ),
        (
            Facts(ACCEPTED, ACCEPTED, Limit(8, "days"), stops=(Stop("hearing", day(11, 25)),)),
            day(11, 25),
            "Accepted on 20 Nov 2026, by law within 8 days, on hold since 25 Nov 2026 for a hearing, "
            "due on 30 Nov 2026 if it goes on tomorrow",
        ),
        (
            Facts(day(12, 28), day(12, 28), promised=Limit(5), is_deemed_accepted=True),
            day(12, 30),
            "Received on 28 Dec 2026 and accepted by law, as nobody answered in time, promised within 5 "
            "working days, due on 4 Jan 2027; the holidays of 2027 are not published yet, so this may change",
        ),
    ],
)
def test_residents_read_it_in_english_too(facts: Facts, on: date, sentence: str) -> None:
    assert explain_en(facts, due(facts, CALENDAR, on=on)) == sentence
