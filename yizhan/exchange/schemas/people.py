"""People, their posts and trainings; tokens of other systems."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from yizhan.exchange.fields import Day, In, Instant, OneLine, Out, Password, Yes
from yizhan.orgs.states import Employment, Post


class PersonOut(Out):
    """A member of staff."""

    id: UUID
    username: str
    name: str
    staff_number: str
    is_active: Yes
    must_change_password: Yes


class MembershipOut(Out):
    """A post in a unit, from a day to a day."""

    id: UUID
    user_id: UUID
    unit_id: UUID
    post: Post
    employment: Employment
    valid_from: date
    valid_to: date | None


class TrainingOut(Out):
    """A passed training."""

    id: int
    user_id: UUID
    post: Post
    passed_on: date
    valid_until: date | None
    note: str


class PersonPageOut(Out):
    """A person with posts and trainings."""

    person: PersonOut
    memberships: list[MembershipOut]
    trainings: list[TrainingOut]


class AccountIn(In):
    """A new account; it has no rights until a post is granted."""

    username: Annotated[str, OneLine(40)]
    name: Annotated[str, OneLine(40)]
    staff_number: Annotated[str, OneLine(20, may_be_empty=True)] = ""
    password: Password


class NameIn(In):
    """What stands on the badge."""

    name: Annotated[str, OneLine(40)]
    staff_number: Annotated[str, OneLine(20, may_be_empty=True)] = ""


class PasswordIn(In):
    """A new password, to be changed at the next sign-in."""

    password: Password


class GrantIn(In):
    """A post for somebody, by his sign-in name (2.3)."""

    username: Annotated[str, OneLine(40)]
    post: Post
    employment: Employment
    valid_from: Day | None = None
    valid_to: Day | None = None


class EndIn(In):
    """From which day on the post is no longer held; today if it is left out."""

    on: Day | None = None


class TrainingIn(In):
    """A passed training (2.3)."""

    post: Post
    passed_on: Day
    valid_until: Day | None = None
    note: Annotated[str, OneLine(120, may_be_empty=True)] = ""


class TokenIn(In):
    """For whom the token acts, and what it is for."""

    user_id: UUID
    name: Annotated[str, OneLine(40)]


class TokenOut(Out):
    """A token of another system; what it says is nowhere stored."""

    id: UUID
    name: str
    user_id: UUID
    unit_id: UUID
    issued_at: Instant
    revoked_at: Instant | None


class IssuedTokenOut(TokenOut):
    """A token just issued: shown this once."""

    token: str


class PhotoOut(Out):
    """A badge photo."""

    user_id: UUID
    digest: str


class MeOut(Out):
    """Who this token is."""

    kind: str = Field(description="staff 或 device")
    id: UUID
    name: str
    unit_id: UUID
    unit_name: str
    posts: list[str]
