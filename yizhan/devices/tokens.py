"""Tokens of devices and of other systems: shown once, stored as a digest."""

from __future__ import annotations

import secrets

from yizhan.lib.sm3 import sm3

COOKIE = "device"


def new_token() -> str:
    """A token of 256 bits, fit for an address or a header."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is stored of a token. It is random, so a plain digest cannot be guessed back."""
    return sm3(token.encode()).hex()
