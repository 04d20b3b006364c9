"""Every component in every state, in Chromium: accessible, inside its screen, large enough to press."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.browser.barriers import barriers
from tests.conftest import NewContext

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("yizhan.ui.tests.gallery"),
    pytest.mark.django_db(transaction=True),
]
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
KIOSK: ViewportSize = {"width": 1080, "height": 1920}
BOARD: ViewportSize = {"width": 1920, "height": 1080}
SMALL_BOARD: ViewportSize = {"width": 1280, "height": 720}
LARGE, ENGLISH = {"type": "large"}, {"language": "en"}
# Besides links inside sentences, which WCAG 2.2 leaves out (2.5.8, "inline").
PRESSED = "button, .button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, summary"

STAFF = [("staff", DESKTOP, {}), ("staff", DESKTOP, LARGE), ("staff", PHONE, {}), ("staff", PHONE, LARGE)]
PUBLIC = [
    ("public", DESKTOP, {}),
    ("public", PHONE, {}),
    ("public", PHONE, LARGE),
    ("public", PHONE, ENGLISH),
]
KIOSKS = [(name, KIOSK, choice) for name in ("kiosk", "kiosk_taken") for choice in ({}, LARGE, ENGLISH)]
BOARDS = [
    ("board", BOARD, {}),
    ("board", BOARD, LARGE),
    ("board", SMALL_BOARD, ENGLISH),
    ("window_board", BOARD, {}),
    ("window_board", SMALL_BOARD, ENGLISH),
]
PADS = [("pad", DESKTOP, {}), ("pad", DESKTOP, LARGE), ("pad", PHONE, ENGLISH)]
OTHERS = [("paper", DESKTOP, {}), ("acts", DESKTOP, {}), ("problem/404", PHONE, LARGE)]
SCROLLED = "document.documentElement.scrollHeight"


def opened(
    new_context: NewContext, live_server: LiveServer, name: str, size: ViewportSize, choices: dict[str, str]
) -> Page:
    """A page of the gallery in a browser of its own, as a demonstration, with the reader's choices."""
    context = new_context(viewport=size)
    context.add_cookies(
        [{"name": key, "value": value, "url": live_server.url} for key, value in choices.items()]
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/gallery/{name}?demo")
    page.evaluate("document.fonts.ready")
    return page


def height_and_top(element: Locator) -> tuple[float, float]:
    """The height of an element, and how far it is below the top of the page."""
    box = element.bounding_box()
    assert box is not None
    return box["height"], box["y"]


def too_low(page: Page, what: str, least: int) -> list[str]:
    """What is pressed and is lower than `least` pixels."""
    return [
        element.evaluate("e => e.outerHTML")
        for element in page.locator(what).all()
        if element.is_visible() and height_and_top(element)[0] < least
    ]


@pytest.mark.parametrize(("name", "size", "choices"), STAFF + PUBLIC + OTHERS)
def test_a_screen_has_no_barrier_and_nothing_sticks_out_sideways(
    new_context: NewContext, live_server: LiveServer, name: str, size: ViewportSize, choices: dict[str, str]
) -> None:
    page = opened(new_context, live_server, name, size, choices)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert too_low(page, PRESSED, 44) == []


@pytest.mark.parametrize(("name", "size", "choices"), KIOSKS)
def test_everything_touched_on_a_kiosk_is_large_and_within_the_lower_two_thirds(
    new_context: NewContext, live_server: LiveServer, name: str, size: ViewportSize, choices: dict[str, str]
) -> None:
    """A person in a wheelchair reaches it (clause 6.1)."""
    page = opened(new_context, live_server, name, size, choices)
    assert barriers(page) == []
    assert page.evaluate(SCROLLED) <= size["height"]
    touched = page.locator("main :is(button, a), footer :is(button, a)")
    assert touched.count() >= 4
    assert too_low(page, "main :is(button, a), footer :is(button, a)", 88) == []
    assert min(height_and_top(element)[1] for element in touched.all()) >= size["height"] / 3
    assert page.locator("header :is(button, a)").count() == 0


@pytest.mark.parametrize(("name", "size", "choices"), BOARDS)
def test_no_line_of_a_board_is_cut_or_lies_outside_its_place(
    new_context: NewContext, live_server: LiveServer, name: str, size: ViewportSize, choices: dict[str, str]
) -> None:
    page = opened(new_context, live_server, name, size, choices)
    assert barriers(page) == []
    assert page.evaluate(SCROLLED) <= size["height"]
    main = page.locator("main").bounding_box()
    assert main is not None
    for line in page.locator(".newest > :not(h1), .board-strip *, .window-board *").all():
        height, top = height_and_top(line)
        assert top >= main["y"]
        assert top + height <= main["y"] + main["height"] + 1


@pytest.mark.parametrize(("name", "size", "choices"), PADS)
def test_the_five_faces_of_the_pad_are_large_and_on_one_screen_of_a_tablet(
    new_context: NewContext, live_server: LiveServer, name: str, size: ViewportSize, choices: dict[str, str]
) -> None:
    page = opened(new_context, live_server, name, size, choices)
    assert barriers(page) == []
    if size == DESKTOP:
        assert page.evaluate(SCROLLED) <= size["height"]
    assert page.locator(".face").count() == 5
    assert too_low(page, "button", 88) == []


@pytest.mark.parametrize(
    ("name", "size"), [("staff", DESKTOP), ("public", PHONE), ("kiosk", KIOSK), ("pad", DESKTOP)]
)
def test_large_type_is_half_as_large_again(
    new_context: NewContext, live_server: LiveServer, name: str, size: ViewportSize
) -> None:
    font = "parseFloat(getComputedStyle(document.body).fontSize)"
    normal = opened(new_context, live_server, name, size, {}).evaluate(font)
    assert opened(new_context, live_server, name, size, LARGE).evaluate(font) == normal * 1.5
    assert normal >= {"staff": 16, "public": 18, "kiosk": 24, "pad": 24}[name]


@pytest.mark.parametrize("name", ["staff", "public", "kiosk", "board", "pad"])
def test_the_ticket_number_is_the_largest_thing(
    new_context: NewContext, live_server: LiveServer, name: str
) -> None:
    page = opened(new_context, live_server, "kiosk_taken" if name == "kiosk" else name, BOARD, {})
    sizes: dict[str, float] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('body *')].filter(e => e.textContent.trim())"
        ".map(e => [e.className || e.tagName, parseFloat(getComputedStyle(e).fontSize)]))"
    )
    if "ticket-number" in sizes:
        assert max(sizes.values()) == sizes["ticket-number"]


def test_what_opens_has_no_barrier_and_closes_by_escape(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/gallery/staff")
    for folded in page.locator("details:not(.person-menu) > summary").all():
        folded.click()
    page.locator(".person-menu > summary").click()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="退出").is_visible()
    assert page.evaluate("document.activeElement.parentElement.className") == "person-menu"
    page.locator("[data-confirm] button").click()
    assert page.get_by_role("dialog").is_visible()
    assert barriers(page) == []


def test_every_focus_is_seen(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/gallery/staff")
    ring = "(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))"
    page.locator(".skip").focus()
    seen = 0
    while page.evaluate("document.activeElement !== document.body"):
        if not page.evaluate("document.activeElement.matches('input[type=radio], input[type=checkbox]')"):
            assert page.evaluate(ring) == ["solid", "3px"], page.evaluate("document.activeElement.outerHTML")
        seen += 1
        page.keyboard.press("Tab")
    assert seen > 40


def test_nothing_moves_for_those_who_asked_for_stillness(
    new_context: NewContext, live_server: LiveServer
) -> None:
    page = new_context(viewport=BOARD, reduced_motion="reduce").new_page()
    page.goto(f"{live_server.url}/gallery/board")
    running = (
        "document.getAnimations().filter(a => a.effect.getComputedTiming().iterations === Infinity).length"
    )
    assert page.evaluate(running) == 0
