"""Which items count as a breach of "all items of the town enter the hall" (clause 4.1)."""

from __future__ import annotations

import pytest

from yizhan.catalog.rules.admission import Breach, Share, Standing, breach_of, share_admitted

pytestmark = pytest.mark.clause("4.1")


def standing(
    status: str = "active", nature: str = "own", admission: str = "direct", is_open: bool = True
) -> Standing:
    return Standing(status, nature, admission, is_open)


@pytest.mark.parametrize(
    ("one", "breach"),
    [
        (standing(), None),
        (standing(admission="entrusted"), None),
        (standing(admission="absent"), Breach.ABSENT),
        (standing(admission="absent", is_open=False), Breach.ABSENT),
        (standing(is_open=False), Breach.CLOSED),
        (None, Breach.NOT_TAKEN_UP),
        # ended by law: may stay closed with its reason, wherever it is
        (standing(status="stopped", is_open=False), None),
        (standing(status="doubtful", admission="absent", is_open=False), None),
        # opened again by the unit: then it belongs in the hall like any other
        (standing(status="doubtful", admission="absent"), Breach.ABSENT),
        # others' items may be entrusted or absent with a reason
        (standing(nature="vertical", admission="absent"), None),
        (standing(nature="public", admission="absent"), None),
        (standing(nature="upper", is_open=False), None),
    ],
)
def test_only_the_units_own_living_items_are_breaches(one: Standing | None, breach: Breach | None) -> None:
    assert breach_of(one) is breach


def test_the_share_counts_what_the_law_still_knows() -> None:
    rows = [standing(), standing(admission="absent"), standing(status="stopped", is_open=False), None]
    assert share_admitted(rows) == Share(1, 3)


@pytest.mark.parametrize(
    ("share", "percent"), [(Share(51, 52), 98), (Share(52, 52), 100), (Share(0, 0), None)]
)
def test_a_hundred_percent_means_all(share: Share, percent: int | None) -> None:
    assert share.percent == percent
