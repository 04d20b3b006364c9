"""The journal for the auditor: who did what to which subject, and whether the seals hold."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.console import posts
from yizhan.console.forms.audit import JournalForm
from yizhan.console.selectors import acts_in, entries_of, verdict_on
from yizhan.console.views.page import unit_of
from yizhan.journal.models import INSTALLATION
from yizhan.orgs.models import Unit

ENTRIES_PER_PAGE = 50


@for_posts(*posts.AUDITS)
@require_GET
def audit(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """The journal of the unit."""
    unit = unit_of(request, unit_id)
    return _page(request, unit, unit.pk)


@for_posts(*posts.AUDITS)
@require_GET
def audit_installation(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """The journal of the whole installation: setting up, reference data, calendar."""
    return _page(request, unit_of(request, unit_id), INSTALLATION)


def _page(request: ActingRequest, unit: Unit, journal_of: UUID) -> HttpResponse:
    form = JournalForm(request.GET or None, acts=acts_in(request.actor, journal_of))
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    entries = entries_of(request.actor, journal_of, **{name: wanted[name] for name in wanted if wanted[name]})
    shown: dict[str, Any] = {
        "unit": unit,
        "is_installation": journal_of == INSTALLATION,
        "form": form,
        "page": Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page")),
    }
    if "verify" in request.GET:
        shown["verdict"], shown["unsealed"] = verdict_on(journal_of)
    return render(request, "console/audit.html", shown)
