"""A draft is never lost and never overwritten by an older page."""

from __future__ import annotations

import pytest
from django.db import connection

from yizhan.cases import drafting
from yizhan.cases.actions import receiving
from yizhan.cases.models import IntakeDraft
from yizhan.cases.refusals import DraftChangedElsewhere, DraftGone
from yizhan.cases.selectors.gate import drafts_visible_to
from yizhan.cases.tests.build import Office
from yizhan.testing.cast import at

pytestmark = pytest.mark.django_db


def _begun(office: Office) -> IntakeDraft:
    clerk = office.cast.clerk
    return drafting.begin(office.cast.hall.pk, at=at(9, 0), user=clerk.user, implementation=office.item)


def test_what_is_typed_is_kept_and_sealed(licence: Office) -> None:
    draft = drafting.keep(_begun(licence), {"name": "欧阳建国"}, revision=0, at=at(9, 1))
    assert IntakeDraft.objects.get().content == {"name": "欧阳建国"}
    assert draft.revision == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM cases_intakedraft")
        assert "欧阳" not in cursor.fetchone()[0]


def test_an_older_page_is_told_and_overwrites_nothing(licence: Office) -> None:
    draft = _begun(licence)
    drafting.keep(draft, {"name": "甲"}, revision=0, at=at(9, 1))
    with pytest.raises(DraftChangedElsewhere):
        drafting.keep(draft, {"name": "乙"}, revision=0, at=at(9, 2))
    assert IntakeDraft.objects.get().content == {"name": "甲"}
    assert drafting.keep(draft, {"name": "甲"}, revision=0, at=at(9, 3)).revision == 1  # the same words again


def test_a_draft_becomes_one_case(licence: Office) -> None:
    draft, clerk = _begun(licence), licence.cast.clerk
    receiving.receive(licence.intake(), user=clerk.user, by=clerk.actor, at=at(9, 5), draft=draft)
    with pytest.raises(DraftGone):
        receiving.receive(licence.intake(), user=clerk.user, by=clerk.actor, at=at(9, 6), draft=draft)
    with pytest.raises(DraftGone):
        drafting.keep(draft, {"name": "迟到"}, revision=draft.revision, at=at(9, 7))
    assert IntakeDraft.objects.get().content == {}


def test_another_halls_drafts_do_not_exist(licence: Office) -> None:
    _begun(licence)
    assert drafts_visible_to(licence.cast.clerk.actor).count() == 1
    assert drafts_visible_to(licence.cast.stranger.actor).count() == 0
