"""What the views share: the object behind an address, or no such page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from yizhan.accounts.access import ActingRequest
from yizhan.catalog import selectors
from yizhan.catalog.actions.editors import EDITORS
from yizhan.catalog.models import Implementation, ItemImport, ItemVersion
from yizhan.orgs.models import Unit


def hall_of(request: ActingRequest, hall_id: UUID) -> Unit:
    """A hall whose catalogue the actor may read; another's does not exist (404)."""
    return get_object_or_404(selectors.halls_visible_to(request.actor), pk=hall_id)


def implementation_of(request: ActingRequest, pk: UUID) -> Implementation:
    """An item of such a hall."""
    return get_object_or_404(selectors.implementations_visible_to(request.actor), pk=pk)


def version_of(request: ActingRequest, pk: UUID) -> ItemVersion:
    """A version of such an item."""
    return _there(selectors.version_visible_to(request.actor, pk))


def import_of(request: ActingRequest, pk: UUID) -> ItemImport:
    """An import of such a hall."""
    return get_object_or_404(selectors.imports_visible_to(request.actor), pk=pk)


def may_edit(request: ActingRequest) -> bool:
    """Whether the page offers the editor's buttons; the acts ask again."""
    return request.actor.holds(*EDITORS)


def _there[Row](row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
