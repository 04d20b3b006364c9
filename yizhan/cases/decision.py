"""What a favourable decision says, as one plain value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What is granted: the facts found, the decision, and the certificate where one is given."""

    facts: str
    decision: str
    result_name: str = ""
    certificate_number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
