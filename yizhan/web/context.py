"""What every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor, the language, the type size, and whether this is a demonstration."""
    return {
        "actor": getattr(request, "actor", None),
        "english": getattr(request, "english", False),
        "large_type": getattr(request, "large_type", False),
        "request_number": getattr(request, "number", ""),
        "is_demo": settings.IS_DEMO,
    }
