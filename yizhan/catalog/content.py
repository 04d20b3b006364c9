"""What a guide says, as one plain value: read from a file, from a form or from a version, compared, written.

The same shape goes through all doors, so that no door can forget a field.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date

ALTERNATIVES = "；"
"""Between the alternatives of a material's `when`: it is needed if one of them was chosen."""
MOST_PUBLICITY_DAYS = 60
MOST_EXTENSION_WORKDAYS = 60
MOST_ANSWER_WORKDAYS = 30
MOST_STEP_WORKDAYS = 999
MOST_STEPS = 12
LONGEST_STEP_NAME = 30


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: how many, of which unit (`workdays` or `days`). Nought means at once."""

    value: int
    unit: str


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step of the way through the offices: what, by whom, within which time."""

    step: str
    who: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A law or a notice that the item rests on."""

    title: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a situation's question."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class SituationContent:
    """A question whose answer decides which materials are needed."""

    key: str
    question: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MaterialContent:
    """One material. `when` names the answer that makes it needed, as `situation/option`; empty: always."""

    name: str
    originals: int = 0
    copies: int = 0
    form: str = ""
    need: str = "required"
    when: str = ""
    issued_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewStepContent:
    """One step of the review inside the office: what, by which posts, within how many working days.

    `kind`, `posts` and `mode` are codes of `ReviewKind`, of the posts and of `ReviewMode`.
    """

    key: str
    name: str
    kind: str
    posts: tuple[str, ...]
    mode: str = "any"
    limit_workdays: int | None = None


def default_review_steps(*, is_forwarded: bool = False) -> tuple[ReviewStepContent, ...]:
    """The way through the office where a version names none: the approver decides.

    What is only reviewed here and forwarded ends with an opinion (审核意见): another office decides.
    """
    return (ReviewStepContent("decision", "审核意见" if is_forwarded else "决定", "decision", ("approver",)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideContent:
    """Everything that a version says. Empty or None means: not known."""

    summary: str = ""
    summary_en: str = ""
    audience: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    flow: tuple[FlowStep, ...] = ()
    basis: tuple[Basis, ...] = ()
    sources: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    handling_type: str = ""
    statutory: Limit | None = None
    statutory_explain: str = ""
    promised: Limit | None = None
    promised_explain: str = ""
    is_charged: bool | None = None
    fee_text: str = ""
    fee_basis: str = ""
    result_name: str = ""
    place: str = ""
    phone: str = ""
    supervise_phone: str = ""
    checked_on: date | None = None
    special_procedures: tuple[str, ...] = ()
    longest_extension: int | None = None
    answer_workdays: int | None = None
    publicity_days: int | None = None
    situations: tuple[SituationContent, ...] = ()
    materials: tuple[MaterialContent, ...] = ()
    review_steps: tuple[ReviewStepContent, ...] = ()

    def digest(self) -> str:
        """A short mark of the whole content: two editors of one draft see that the other was faster."""
        plain = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(plain.encode()).hexdigest()[:32]
