"""Reading persons and bodies: lists are masked, opening is logged."""

from yizhan.people.selectors.finding import (
    BodyLine,
    Likeness,
    PersonLine,
    duplicates_of,
    find,
    find_bodies,
    likeness,
    line_of,
)
from yizhan.people.selectors.gate import (
    bodies_visible_to,
    ids_of,
    merged_into,
    persons_visible_to,
    registrations_visible_to,
    standing_person,
)
from yizhan.people.selectors.keys import rotations
from yizhan.people.selectors.opening import Look, body_for_use, looks_at, person_for_use

__all__ = [
    "BodyLine",
    "Likeness",
    "Look",
    "PersonLine",
    "bodies_visible_to",
    "body_for_use",
    "duplicates_of",
    "find",
    "find_bodies",
    "ids_of",
    "likeness",
    "line_of",
    "looks_at",
    "merged_into",
    "person_for_use",
    "persons_visible_to",
    "registrations_visible_to",
    "rotations",
    "standing_person",
]
