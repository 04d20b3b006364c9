"""Reading official paper: a unit's documents and templates, the letterheads that it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from yizhan.documents.bodies import IssuingBody, Signing
from yizhan.documents.letterheads import letterhead_of
from yizhan.documents.models import Document, Letterhead, Template
from yizhan.documents.registry import all_registered, bodies_for
from yizhan.documents.states import TemplateFormat
from yizhan.lib.actor import Actor


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One paper in the list: which of its two templates are the unit's own."""

    key: str
    title: str
    series: str
    own_typst: Template | None
    own_word: Template | None


@dataclass(frozen=True, slots=True)
class LetterheadRow:
    """One body in the list: how it signs, and whether somebody entered that."""

    body: IssuingBody
    signing: Signing
    is_entered: bool


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """The documents of the actor's own unit; none for residents."""
    return Document.objects.filter(unit_id=actor.hall_id).order_by("issued_at", "pk")


def documents_of(actor: Actor, subject: str) -> QuerySet[Document]:
    """The documents of one thing (`app.model:id`), in the order in which they were issued."""
    return documents_visible_to(actor).filter(subject=subject)


def letterhead_rows(actor: Actor) -> list[LetterheadRow]:
    """How the bodies sign in whose name the actor's unit issues paper, entered or proposed."""
    bodies = bodies_for(actor)
    entered = letterheads_of(body.id for body in bodies)
    return [LetterheadRow(body, letterhead_of(body), body.id in entered) for body in bodies]


def letterhead_row(actor: Actor, body_id: UUID) -> LetterheadRow | None:
    """One of them; None for a body of others."""
    return next((row for row in letterhead_rows(actor) if row.body.id == body_id), None)


def letterheads_of(bodies: Iterable[UUID]) -> dict[UUID, Letterhead]:
    """The letterheads that were entered for these bodies, by body."""
    return {one.body_id: one for one in Letterhead.objects.filter(body_id__in=list(bodies))}


def templates_visible_to(actor: Actor) -> QuerySet[Template]:
    """The versions that the actor's unit uploaded, the newest first."""
    return Template.objects.filter(unit_id=actor.hall_id).order_by("key", "format", "-version")


def template_rows(actor: Actor) -> list[TemplateRow]:
    """Every paper of the program, with the unit's own templates in force."""
    own = {
        (one.key, one.format): one
        for one in templates_visible_to(actor).filter(in_force=True).defer("bundle")
    }
    return [
        TemplateRow(
            paper.key,
            paper.title,
            paper.series,
            own.get((paper.key, TemplateFormat.TYPST)),
            own.get((paper.key, TemplateFormat.WORD)),
        )
        for paper in all_registered()
    ]
