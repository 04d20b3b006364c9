"""The director's figures, and what may need somebody."""

from __future__ import annotations

from datetime import date

from yizhan.exchange.fields import Instant, Out
from yizhan.exchange.schemas.floor import SumsOut


class HourOut(Out):
    """One hour of arrivals."""

    hour: int
    issued: int
    planned_median: float | None
    real_median: float | None


class GroupOut(Out):
    """The sums of one category or channel."""

    key: str
    sums: SumsOut


class SinceOut(Out):
    """Something that lasts since an instant."""

    what: str
    why: str
    since: Instant


class QuotaOut(Out):
    """A category with a daily limit, as far as it is used."""

    category: str
    issued: int
    limit: int


class BadRatingOut(Out):
    """A 差评: the window and what was said, never who said it."""

    rated_at: Instant
    grade: str
    reasons: list[str]
    words: str
    window: str
    clerk: str


class AttentionOut(Out):
    """What may need somebody now."""

    longest: SinceOut | None
    pauses: list[SinceOut]
    papers: list[SinceOut]
    unanswered: int
    oldest_question: Instant | None
    quotas: list[QuotaOut]
    slips_not_printed: int
    windows_calling: int


class TodayOut(Out):
    """The director's page."""

    date: date
    sums: SumsOut
    windows_in_service: int
    longest_wait_minutes: int | None
    hours: list[HourOut]
    by_category: list[GroupOut]
    by_channel: list[GroupOut]
    bad_ratings: list[BadRatingOut]
    attention: AttentionOut
