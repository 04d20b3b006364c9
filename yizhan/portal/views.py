"""The public pages. Everybody may open them; they read and never write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from yizhan.accounts.access import ActingRequest, public
from yizhan.catalog.public_words import LINES, TYPES, Words
from yizhan.catalog.selectors import Guide, find_items, guide_of, halls_with_items, open_items, public_hall
from yizhan.orgs.models import Unit
from yizhan.portal.paper import qr_image
from yizhan.portal.reading import read_guide
from yizhan.portal.selectors import chosen, coming_exceptions, hall_now, most_wanted, week_of
from yizhan.ui.responses import is_fragment

AUDIENCES = {"person": ("个人", "For persons"), "body": ("单位和组织", "For companies and organisations")}


@public
@require_GET
def root(request: ActingRequest) -> HttpResponse:
    """The hall, where there is one; otherwise the halls to choose from."""
    halls = halls_with_items()
    if len(halls) == 1:
        return redirect("portal:home", hall_id=halls[0].pk)
    return render(request, "portal/halls.html", {"halls": halls})


@public
@require_GET
def home(request: ActingRequest, hall_id: UUID) -> HttpResponse:
    """One search box, the hall now, the eight matters most wanted."""
    hall, at = _hall(hall_id), timezone.now()
    items = open_items(hall)
    wanted, is_counted = most_wanted(hall, items, at)
    context = {
        "hall": hall,
        "now": hall_now(hall, at),
        "wanted": wanted,
        "is_counted": is_counted,
        "count": len(items),
        "lines": _offered(LINES, {item.line for item in items}),
    }
    return render(request, "portal/home.html", context)


@public
@require_GET
def items(request: ActingRequest, hall_id: UUID) -> HttpResponse:
    """All matters of the hall, by line, type and audience (clause 7.3)."""
    hall = _hall(hall_id)
    offered = open_items(hall)
    asked = {name: request.GET.get(name, "")[:20] for name in ("line", "type", "audience")}
    found = chosen(offered, **asked)
    lines = _offered(LINES, {item.line for item in offered})
    context = {
        "hall": hall,
        "asked": asked,
        "is_filtered": any(asked.values()),
        "count": len(found),
        "groups": [(zh, en, [item for item in found if item.line == line]) for line, zh, en in lines],
        "lines": lines,
        "types": _offered(TYPES, {item.type for item in offered}),
        "audiences": [(value, zh, en) for value, (zh, en) in AUDIENCES.items()],
    }
    return render(request, "portal/items.html", context)


@public
@require_GET
def search(request: ActingRequest, hall_id: UUID) -> HttpResponse:
    """What fits everyday words, characters or pinyin; live with htmx, a page without it (clause 7.3)."""
    hall, query = _hall(hall_id), request.GET.get("q", "").strip()[:40]
    context = {"hall": hall, "query": query, "found": find_items(hall, query) if query else []}
    template = "portal/search.html#found" if is_fragment(request) else "portal/search.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@public
@require_GET
def guide(request: ActingRequest, hall_id: UUID, item_id: UUID) -> HttpResponse:
    """The guide of a matter; answered questions leave only the materials that this person needs (7.3)."""
    found = _guide(hall_id, item_id)
    context = _guide_context(request, found)
    if found.content and is_fragment(request):
        return render(request, "portal/guide.html#materials", context)
    return render(request, "portal/guide.html", context)


@public
@require_GET
def paper(request: ActingRequest, hall_id: UUID, item_id: UUID) -> HttpResponse:
    """The same guide for one A4 sheet, with a code that leads back to the page."""
    found = _guide(hall_id, item_id)
    context = _guide_context(request, found)
    if settings.PUBLIC_URL:
        address = reverse("portal:guide", args=[hall_id, item_id])
        context["code"] = qr_image(f"{settings.PUBLIC_URL}{address}")
    return render(request, "portal/paper.html", context)


@public
@require_GET
def about(request: ActingRequest, hall_id: UUID) -> HttpResponse:
    """Opening hours, the way here, and where to complain (clauses 5.1, 7.4)."""
    hall, today = _hall(hall_id), timezone.localdate()
    context = {
        "hall": hall,
        "now": hall_now(hall, timezone.now()),
        "week": week_of(hall, today),
        "exceptions": coming_exceptions(hall, today),
    }
    return render(request, "portal/about.html", context)


def _hall(hall_id: UUID) -> Unit:
    hall = public_hall(hall_id)
    if hall is None:
        raise Http404
    return hall


def _guide(hall_id: UUID, item_id: UUID) -> Guide:
    found = guide_of(_hall(hall_id), item_id)
    if found is None:
        raise Http404
    return found


def _guide_context(request: ActingRequest, found: Guide) -> dict[str, Any]:
    shown: dict[str, Any] = {"hall": found.hall, "guide": found, "item": found.item}
    if found.content is None:
        return shown
    answers = {name: str(value) for name, value in request.GET.items()}
    page = read_guide(found.content, answers, english=request.english)
    return shown | {"content": found.content, "page": page}


def _offered(words: Mapping[str, Words], there: set[str]) -> list[tuple[str, str, str]]:
    """The values of a fixed list that the hall has something for, in Chinese and English."""
    return [(value, *each) for value, each in words.items() if value in there]
