"""The acts of persons and bodies."""

from yizhan.people.actions.bodies import correct_body, register_body, reveal_body
from yizhan.people.actions.keys import keep_rotation
from yizhan.people.actions.merging import merge_persons, separate_person
from yizhan.people.actions.persons import correct_person, register_person, reveal

__all__ = [
    "correct_body",
    "correct_person",
    "keep_rotation",
    "merge_persons",
    "register_body",
    "register_person",
    "reveal",
    "reveal_body",
    "separate_person",
]
