"""Reading a request's body: JSON only, not too large, nothing that JSON does not know."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from yizhan.exchange.refusals import BodyTooLarge, BodyUnreadable, MediaTypeNotTaken

JSON = "application/json"
LARGEST_BODY_MB = 1
_MEGABYTE = 1024 * 1024


class CarefulParser(Parser):
    """The API's parser. What it refuses reaches the caller as the cause of the library's own error."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as plain values. Raises MediaTypeNotTaken, BodyTooLarge, BodyUnreadable."""
        if request.content_type != JSON:
            raise MediaTypeNotTaken(taken=JSON)
        if len(request.body) > LARGEST_BODY_MB * _MEGABYTE:
            raise BodyTooLarge(megabytes=LARGEST_BODY_MB)
        try:
            found: dict[str, Any] = json.loads(request.body, parse_constant=_refuse)
        except (ValueError, RecursionError) as problem:
            raise BodyUnreadable from problem
        return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
