"""Publishing the shipped guides as the first versions of a hall."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from yizhan.catalog.actions.editors import must_edit
from yizhan.catalog.actions.writing import new_draft, publish_draft
from yizhan.catalog.models import Implementation, ItemVersion
from yizhan.catalog.reading import reference_guides
from yizhan.catalog.refusals import NotAHall
from yizhan.catalog.selectors import level_of
from yizhan.journal.acts import act, record
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit


@act("catalog.guides_adopted")
def adopt_guides(hall: Unit, *, by: Actor, at: datetime) -> list[ItemVersion]:
    """Publish the shipped guides as version 1 of the hall's items that have no version yet. [7.3]

    What a guide leaves open (place, phone, promise) stays open: the hall fills it in a new version.
    """
    must_edit(by, hall)
    level = level_of(hall)
    if level is None:
        raise NotAHall(unit=hall)
    without = Implementation.objects.filter(unit=hall, versions=None, item__listings__list=level)
    by_number = {row.number: row for row in without.annotate(number=F("item__listings__number"))}
    published = [
        publish_draft(new_draft(by_number[guide.row[1]], guide.content), at=at)
        for guide in reference_guides()
        if guide.row[0] == level and guide.row[1] in by_number
    ]
    record(hall, by=by, at=at, unit_id=hall.pk, guides=len(published))
    return published
