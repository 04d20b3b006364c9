"""What stands in the form, what should stand there after a card, and what is said beside the button."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from yizhan.devices.readers.cards import INVENTED, Card

GRANNY, LI, MAYILA, ZHAXI, LIU, XIAOMAN, FOREIGNER, HONG_KONG = INVENTED
Open = Callable[..., Page]
Browsers = Callable[..., BrowserContext]


def said(page: Page, form: str = "#applicant") -> str:
    """What the button's place says, once it says anything final."""
    place = page.locator(f"{form} [data-said]:not(.notice-info)")
    expect(place).not_to_be_empty()
    return place.inner_text()


def values(page: Page, prefix: str = "") -> dict[str, str]:
    """What stands in the form."""
    found = {
        name: page.locator(f"[name={prefix}{name}]").input_value()
        for name in ("name", "id_kind", "id_number", "born_on", "address")
    }
    checked = page.locator(f"[name={prefix}sex]:checked")
    return {**found, "sex": checked.input_value() if checked.count() else ""}


def expected(card: Card, kind: str = "111") -> dict[str, str]:
    """What stands in the form after the card was read."""
    born = f"{card.born_on[:4]}-{card.born_on[4:6]}-{card.born_on[6:]}"
    return {
        "name": card.name,
        "id_kind": kind,
        "id_number": card.number,
        "born_on": born,
        "address": card.address,
        "sex": "1" if card.sex == "男" else "2",
    }
