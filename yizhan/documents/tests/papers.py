"""A paper to issue in tests: the receipt's example, in the name of an invented office."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from yizhan.documents.issuing import IssuingBody, issue
from yizhan.documents.models import Document
from yizhan.documents.registry import registered
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import TODAY, at

HALL, OFFICE, OTHER_OFFICE = UUID(int=11), UUID(int=12), UUID(int=13)
STREET = IssuingBody(OFFICE, "西安市未央区人民政府谭家街道办事处")


def issued(
    key: str = "acceptance_notice", *, body: IssuingBody = STREET, on: date = TODAY, **said: Any
) -> Document:
    """A paper of the example's content, with what the test says differently."""
    content = dict(registered(key).sample) | said
    return issue(key, content, unit_id=HALL, body=body, subject="tests.paper:1", by=SYSTEM, at=at(10, day=on))
