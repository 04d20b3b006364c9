"""A hall and its station with the printed lists taken up and the shipped guides published."""

from __future__ import annotations

import dataclasses
from copy import deepcopy
from datetime import date
from uuid import UUID

import pytest

from yizhan.catalog import actions
from yizhan.catalog.content import GuideContent
from yizhan.catalog.models import Implementation, ItemVersion
from yizhan.catalog.selectors import content_of
from yizhan.lib.actor import SYSTEM, Actor
from yizhan.orgs.models import Unit
from yizhan.orgs.states import Post
from yizhan.testing.cast import SET_UP, Cast, Member, assembled, at, join
from yizhan.testing.snapshot import Snapshot, take_snapshot


@dataclasses.dataclass
class Catalogue:
    """The cast's hall and station with their items, and handy acts of the director."""

    cast: Cast

    @property
    def by(self) -> Actor:
        """The director of the cast's hall."""
        return self.cast.director.actor

    def item(self, number: int, hall: Unit | None = None) -> Implementation:
        """The hall's item by its printed number."""
        rows = Implementation.objects.select_related("item", "unit", "responsible_body")
        return rows.get(unit=hall or self.cast.hall, item__listings__number=number)

    def draft(self, number: int, **changes: object) -> ItemVersion:
        """A draft of the item, changed where told."""
        draft = actions.draft_version(self.item(number), by=self.by, at=at(9))
        return self.change(draft, **changes) if changes else draft

    def change(self, draft: ItemVersion, **changes: object) -> ItemVersion:
        """The draft with these things said otherwise."""
        before = content_of(ItemVersion.objects.get(pk=draft.pk))
        after = dataclasses.replace(before, **changes)  # type: ignore[arg-type]
        return actions.change_draft(draft, after, seen=before.digest(), by=self.by, at=at(9, 5))

    def published(self, number: int, **changes: object) -> ItemVersion:
        """A version of the item, drafted and published."""
        complete = {"summary": "一句话。", "checked_on": date(2026, 11, 1), **changes}
        return actions.publish_version(self.draft(number, **complete), by=self.by, at=at(9, 10))

    def says(self, version_id: UUID) -> GuideContent:
        """What the version says now."""
        return content_of(ItemVersion.objects.get(pk=version_id))


@pytest.fixture
def lists(db: None) -> None:
    """The printed lists, loaded."""
    actions.load_reference(by=SYSTEM, at=SET_UP)


_first: list[tuple[Snapshot, Cast]] = []


@pytest.fixture
def catalogue(db: None) -> Catalogue:
    """The hall and its station have taken up their lists and published the shipped guides.

    Made by acts in the first test, put back in later ones. It brings the cast along: no test asks for both.
    """
    if not _first:
        cast = assembled()
        actions.load_reference(by=SYSTEM, at=SET_UP)
        for hall in (cast.hall, cast.station):
            actions.adopt_items(hall, by=SYSTEM, at=SET_UP)
            actions.adopt_guides(hall, by=SYSTEM, at=SET_UP)
        _first.append((take_snapshot(), cast))
    else:
        _first[0][0].put_back()
    return Catalogue(deepcopy(_first[0][1]))


@pytest.fixture
def other_director(catalogue: Catalogue) -> Member:
    """The director of the other hall."""
    return join(catalogue.cast.other_hall, Post.DIRECTOR, username="other-director", name="郝主任")


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screens at half past nine of the cast's Monday."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(9, 30))
