"""Keys of rows that may travel between installations, and unguessable public tokens."""

from __future__ import annotations

import secrets
import uuid

from uuid_utils.compat import uuid7

# Without 0/O, 1/I/L and vowels: tokens are read aloud and typed by people, and never spell a word.
PUBLIC_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_id() -> uuid.UUID:
    """A time-ordered UUIDv7: may travel, indexes well."""
    return uuid7()


def public_token(length: int = 16) -> str:
    """An unguessable token for addresses on paper: 16 signs carry about 76 bits."""
    return "".join(secrets.choice(PUBLIC_ALPHABET) for _ in range(length))
