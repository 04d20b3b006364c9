"""What the script of every page does: keys, one act per press, alerts where they belong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import NewContext

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("yizhan.ui.tests.gallery"),
    pytest.mark.django_db(transaction=True),
]
KEY = "#done input[name=request_key]"
NOTHING = "还没有按。"


@pytest.fixture
def acts(page: Page, live_server: LiveServer) -> Page:
    """The page with one form for each way an act can end."""
    page.goto(f"{live_server.url}/gallery/acts")
    expect(page.locator("[aria-keyshortcuts]").first).to_be_attached()
    return page


def test_a_function_key_presses_its_button_even_while_typing(acts: Page) -> None:
    acts.locator("#typed").fill("张")
    acts.locator("#typed").press("F2")
    expect(acts.locator("#result")).to_contain_text("已叫")
    expect(acts.locator("#announcer")).to_have_text("A023 已叫到 3 号窗口。")
    assert acts.locator("#typed").input_value() == "张"


def test_other_keys_belong_to_the_field_while_typing(acts: Page) -> None:
    acts.locator("#typed").press("Enter")
    acts.wait_for_timeout(200)
    expect(acts.locator("#alert")).to_be_empty()
    acts.locator("h1").click()
    acts.keyboard.press("Enter")
    expect(acts.locator("#alert")).to_contain_text("刚才的操作没有生效")


def test_a_key_pressed_in_the_chinese_input_method_does_nothing(acts: Page) -> None:
    acts.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'F2', isComposing: true, bubbles: true}))"
    )
    acts.wait_for_timeout(200)
    expect(acts.locator("#result")).to_have_text(NOTHING)


def test_shortcuts_are_told_to_screen_readers(acts: Page) -> None:
    assert acts.locator("#done button").get_attribute("aria-keyshortcuts") == "F2"
    assert acts.locator("#wrong button").get_attribute("aria-keyshortcuts") == "Alt+1"


def test_a_refusal_stands_at_the_top_and_leaves_the_page_as_it_was(acts: Page) -> None:
    acts.locator("#stale button").click()
    alert = acts.locator("#alert")
    expect(alert).to_contain_text("A023现在的状态是“已过号”，刚才的操作没有生效。")
    expect(alert.get_by_role("link", name="刷新页面")).to_be_visible()
    expect(acts.locator("#result")).to_have_text(NOTHING)
    acts.locator("#done button").click()
    expect(alert).to_be_empty()


def test_a_stale_page_may_fetch_itself_anew(acts: Page) -> None:
    acts.evaluate("document.body.addEventListener('stale', () => { document.body.title = 'stale'; })")
    acts.locator("#stale button").click()
    expect(acts.locator("body")).to_have_attribute("title", "stale")


def test_a_form_with_errors_comes_back_in_its_place(acts: Page) -> None:
    acts.keyboard.press("Alt+1")
    expect(acts.locator("#result")).to_have_text("请填写件数。")
    expect(acts.locator("#alert")).to_be_empty()


def test_a_bug_shows_the_number_to_quote_and_frees_the_button(acts: Page) -> None:
    with acts.expect_response("**/gallery/act") as answered:
        acts.route("**/gallery/act", _broken)
        acts.locator("#broken button").click()
    number = answered.value.headers["x-request-number"]
    expect(acts.locator("#alert")).to_contain_text(number)
    expect(acts.locator("#broken button")).not_to_have_attribute("aria-disabled", "true")


def _broken(route: Route) -> None:
    """An answer that no handler of ours made: a proxy, or a crash."""
    route.fulfill(status=418, body="?", headers={"X-Request-Number": "7KQ2MXP9"})


def test_a_cut_cable_is_told_in_words(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page()  # not by new_context: here the console has to complain
    page.goto(f"{live_server.url}/gallery/acts")
    page.route("**/gallery/act", lambda route: route.abort())
    key = page.locator(KEY).input_value()
    page.locator("#done button").click()
    expect(page.locator("#alert")).to_contain_text("没有连上服务器，刚才的操作没有生效。")
    assert page.locator(KEY).input_value() == key  # the next press is recognised if this one did arrive
    expect(page.locator("#done button")).not_to_have_attribute("aria-disabled", "true")
    page.close()


def test_a_whole_page_is_never_put_inside_a_page(acts: Page) -> None:
    """An expired session answers with the sign-in page."""
    acts.route(
        "**/gallery/act", lambda route: route.fulfill(status=200, body="<!doctype html><title>登录</title>")
    )
    acts.locator("#done button").click()
    expect(acts.locator("#alert")).to_contain_text("登录已过期")
    expect(acts.locator("#result")).to_have_text(NOTHING)


def test_a_double_press_is_one_act_and_the_next_act_has_a_new_key(acts: Page) -> None:
    sent: list[str] = []
    acts.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    first = acts.locator(KEY).input_value()
    acts.evaluate("for (let n = 0; n < 3; n += 1) document.querySelector('#done button').click()")
    expect(acts.locator("#result")).to_have_text(f"已叫 {first}")
    assert len(sent) == 1
    second = acts.locator(KEY).input_value()
    assert second not in {"", first}
    acts.locator("#done button").click()
    expect(acts.locator("#result")).to_have_text(f"已叫 {second}")


def test_an_empty_key_is_filled_in(acts: Page) -> None:
    filled = acts.locator("#sure input[name=request_key]").input_value()
    assert len(filled) == 36


def test_what_cannot_be_undone_is_asked_first(acts: Page) -> None:
    acts.keyboard.press("F9")
    dialog = acts.get_by_role("dialog", name="真的要办完吗？")
    expect(dialog).to_be_visible()
    acts.keyboard.press("F2")  # behind the dialog nothing is pressed
    acts.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    acts.wait_for_timeout(200)
    expect(acts.locator("#result")).to_have_text(NOTHING)
    acts.keyboard.press("F9")
    dialog.get_by_role("button", name="确定").click()
    expect(acts.locator("#result")).to_contain_text("已叫")


def test_an_act_works_without_the_script(new_context: NewContext, live_server: LiveServer) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/gallery/acts")
    page.locator("#done button").click()
    expect(page.locator("#alert")).to_contain_text("A023 已叫到 3 号窗口。")
    assert page.url.endswith("/gallery/acts")


def test_the_kiosk_goes_home_when_nobody_touches_it(page: Page, live_server: LiveServer) -> None:
    page.clock.install()
    page.goto(f"{live_server.url}/gallery/kiosk_taken")
    left = page.locator("[data-left]")
    page.clock.run_for(15_000)
    expect(left).to_have_text("5")
    expect(page.locator(".countdown")).to_have_class("countdown countdown-soon")
    page.mouse.click(5, 5)
    expect(left).to_have_text("20")
    page.clock.run_for(19_000)
    assert page.url.endswith("/gallery/kiosk_taken")
    page.clock.run_for(2_000)
    page.wait_for_url(f"{live_server.url}/")


def test_the_clock_of_a_board_goes_by_the_server(page: Page, live_server: LiveServer) -> None:
    page.clock.install(time="2020-01-01T00:00:00Z")
    page.goto(f"{live_server.url}/gallery/board")
    clock = page.locator("[data-clock]")
    shown = clock.inner_text()
    assert page.locator("[data-day]").inner_text() != "1月1日 星期三"
    page.clock.run_for(61_000)
    assert clock.inner_text() != shown
