"""The clock before acceptance: until when a receipt must be answered, and what silence means (clause 7.2c).

行政许可法 32: on the spot or within five working days the body accepts, declines, or says once and completely
what is lacking; if it says nothing, the application is accepted from the day of its receipt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yizhan.cases.rules.counting import WorkingDays, nth_counted_day
from yizhan.cases.states import LawClass
from yizhan.catalog.states import LimitUnit

ANSWER_WITHIN = 5
"""Working days, 行政许可法 32(4) and 82."""
BASIS = "《行政许可法》第三十二条"
BY_ANALOGY = "参照《行政许可法》第三十二条"
OWN_RULE = "本单位公布的答复期限"


@dataclass(frozen=True, slots=True)
class AnswerBy:
    """The last day to answer, the working days that it came from, and by which rule."""

    received_on: date
    on: date
    workdays: int
    basis: str
    unpublished_years: tuple[int, ...] = ()

    @property
    def is_by_analogy(self) -> bool:
        """Whether no law says so for this type, and the rule for licences is followed (参照)."""
        return self.basis == BY_ANALOGY


def answer_by(
    received_on: date, law_class: str, calendar: WorkingDays, *, own_workdays: int | None = None
) -> AnswerBy:
    """The last day to answer a receipt; the day of the receipt does not count (clause 7.2c).

    Licences: five working days, whatever a unit sets beyond it. Other types have no law of procedure: the
    unit's own days where it published some, else the rule for licences by analogy, marked 参照.
    """
    if law_class == LawClass.LICENCE:
        workdays, basis = min(own_workdays or ANSWER_WITHIN, ANSWER_WITHIN), BASIS
    elif own_workdays is not None:
        workdays, basis = own_workdays, OWN_RULE
    else:
        workdays, basis = ANSWER_WITHIN, BY_ANALOGY
    last = nth_counted_day(received_on, workdays, LimitUnit.WORKDAYS, calendar)
    return AnswerBy(received_on, last, workdays, basis, tuple(calendar.unpublished_years(received_on, last)))


def receipt_that_counts(received_on: date, supplements: Iterable[date | None]) -> date | None:
    """The day of receipt from which the answer is due: of the last supplement, where something was lacking.

    `supplements` are the days on which what a notice asked for came in. None: something is still awaited
    from the resident, so the body has answered and no clock runs (行政许可法 32(4), (5)).
    """
    latest = received_on
    for one in supplements:
        if one is None:
            return None
        latest = max(latest, one)
    return latest


def deemed_accepted(received_on: date, answer_by: date, *, on: date) -> date | None:
    """The day from which an unanswered receipt counts as accepted: that of the receipt; None while in time.

    The last day itself is still in time; the limit runs back from the receipt (视为受理).
    """
    return received_on if on > answer_by else None
