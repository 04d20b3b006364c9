"""English words for the grades and reasons of a rating, for pads and phones."""

from __future__ import annotations

from collections.abc import Mapping

from yizhan.feedback.states import Grade, Reason

GRADES: Mapping[int, str] = {
    Grade.VERY_SATISFIED: "Very satisfied",
    Grade.SATISFIED: "Satisfied",
    Grade.FAIR: "Acceptable",
    Grade.DISSATISFIED: "Dissatisfied",
    Grade.VERY_DISSATISFIED: "Very dissatisfied",
}
REASONS: Mapping[str, str] = {
    Reason.FRIENDLY: "Friendly",
    Reason.CLEAR: "Explained clearly",
    Reason.QUICK: "Quick",
    Reason.ONE_TRIP: "Done in one visit",
    Reason.TIDY: "Tidy place",
    Reason.UNFRIENDLY: "Unfriendly",
    Reason.UNCLEAR: "Not explained clearly",
    Reason.LONG_WAIT: "Waited too long",
    Reason.SLOW: "Slow",
    Reason.MORE_PAPERS: "Asked for papers again and again",
    Reason.SENT_AWAY: "Sent from place to place",
    Reason.POOR_PLACE: "Poor place or equipment",
}
