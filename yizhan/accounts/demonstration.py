"""The sign-ins of a demonstration, which its sign-in page shows; a real hall has no such file."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings

FILE = "DEMO"


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """Whom one may sign in as, and what he does."""

    username: str
    password: str
    who: str


def demo_sign_ins() -> list[DemoSignIn]:
    """What the demonstration wrote beside its data: {"sign_ins": [{"username", "password", "who"}]}.

    Nothing outside of a demonstration, and nothing from a file that cannot be read.
    """
    if not settings.IS_DEMO:
        return []
    try:
        written = json.loads((settings.DATA_DIR / FILE).read_text(encoding="utf-8"))
        return [
            DemoSignIn(str(each["username"]), str(each["password"]), str(each["who"]))
            for each in written["sign_ins"]
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []
