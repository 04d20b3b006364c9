"""Signing in: one sentence for every failure, a lock after five, a new session key, a new password first."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from yizhan.accounts import actions
from yizhan.journal.models import Entry
from yizhan.testing.cast import PASSWORD, Cast, at

WRONG = "not-the-password"


@pytest.fixture
def browser() -> Client:
    return Client()


def sign_in(browser: Client, username: str, password: str = PASSWORD, **more: str) -> tuple[int, str, str]:
    """Status, the address it leads to, and the page."""
    typed = {"username": username, "password": password} | more
    response = browser.post(reverse("accounts:sign_in"), typed)
    page = "" if response.status_code == 302 else response.content.decode()
    return response.status_code, response.headers.get("Location", ""), page


def test_signing_in_leads_into_ones_only_unit_and_the_journal_notes_it(cast: Cast, browser: Client) -> None:
    status, onward, _ = sign_in(browser, "clerk")
    assert (status, onward) == (302, reverse("accounts:unit"))
    assert browser.get(onward).headers["Location"] == reverse("web:start")
    assert browser.session["unit_id"] == str(cast.hall.pk)
    entry = Entry.objects.get(act="accounts.signed_in")
    assert (entry.unit_id, entry.actor_id) == (cast.hall.pk, str(cast.clerk.user.pk))


def test_the_page_that_was_wanted_is_reached_but_never_another_host(cast: Cast, browser: Client) -> None:
    _, onward, _ = sign_in(browser, "clerk", next="/account/password/")
    assert browser.get(onward).headers["Location"] == "/account/password/"
    for evil in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        browser.logout()
        _, onward, _ = sign_in(browser, "clerk", next=evil)
        assert onward == reverse("accounts:unit")


def test_case_and_spaces_of_the_sign_in_name_do_not_matter(cast: Cast, browser: Client) -> None:
    assert sign_in(browser, " CLERK ")[0] == 302


def test_every_failure_reads_the_same(cast: Cast, browser: Client) -> None:
    actions.deactivate(cast.clerk2.user, by=cast.system_admin.actor, at=at(9))
    pages = [
        sign_in(browser, username, password)[2].split("error-summary")[1].split("</div>")[0]
        for username, password in (("clerk", WRONG), ("nobody-here", WRONG), ("clerk2", PASSWORD))
    ]
    assert "登录名或密码不对" in pages[0]
    assert pages[0] == pages[1] == pages[2]


@pytest.mark.parametrize("username", ["clerk", "nobody-here"])
def test_after_five_failures_the_page_is_locked_and_says_for_how_long(
    cast: Cast, browser: Client, username: str
) -> None:
    statuses = [sign_in(browser, username, WRONG)[0] for _ in range(5)]
    assert statuses == [422] * 4 + [429]
    status, _, page = sign_in(browser, username)
    assert status == 429
    assert "锁定 15 分钟" in page
    assert "系统管理员" in page
    assert sign_in(browser, "clerk2")[0] == 302


def test_a_reset_by_the_administrator_ends_the_lock(cast: Cast, browser: Client) -> None:
    for _ in range(5):
        sign_in(browser, "clerk", WRONG)
    actions.reset_password(cast.clerk.user, password="given-by-admin-1", by=cast.system_admin.actor, at=at(9))
    assert sign_in(browser, "clerk", "given-by-admin-1")[:2] == (302, reverse("accounts:password"))


def test_whoever_must_change_his_password_gets_no_further(cast: Cast, browser: Client) -> None:
    actions.reset_password(cast.clerk.user, password="given-by-admin-1", by=cast.system_admin.actor, at=at(9))
    _, onward, _ = sign_in(browser, "clerk", "given-by-admin-1")
    assert onward == reverse("accounts:password")
    assert browser.get(reverse("accounts:unit")).headers["Location"] == reverse("accounts:password")
    posted = {"unit": str(cast.hall.pk)}
    assert browser.post(reverse("orgs:act_in"), posted).headers["Location"] == reverse("accounts:password")
    typed = {"old": "given-by-admin-1", "new": "my-own-secret-1", "again": "my-own-secret-1"}
    assert browser.post(reverse("accounts:password"), typed).headers["Location"] == reverse("accounts:unit")
    assert browser.get(reverse("accounts:unit")).headers["Location"] == reverse("web:start")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": WRONG}, "原密码不对"),
        ({"again": "something-else-1"}, "两遍输入的新密码不一样"),
        ({"new": PASSWORD, "again": PASSWORD}, "新密码与原密码相同"),
        ({"new": "short", "again": "short"}, "密码"),
        ({"new": "1234567890123", "again": "1234567890123"}, "密码"),
        ({"new": ""}, "请填写“新密码”"),
    ],
)
def test_a_password_that_does_not_do_is_told_at_the_field(
    cast: Cast, browser: Client, typed: dict[str, str], sentence: str
) -> None:
    sign_in(browser, "clerk")
    values = {"old": PASSWORD, "new": "my-own-secret-1", "again": "my-own-secret-1"} | typed
    response = browser.post(reverse("accounts:password"), values)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    cast.clerk.user.refresh_from_db()
    assert cast.clerk.user.check_password(PASSWORD)


def test_changing_the_password_ends_the_other_sessions(cast: Cast, browser: Client) -> None:
    elsewhere = Client()
    for each in (browser, elsewhere):
        sign_in(each, "clerk")
    typed = {"old": PASSWORD, "new": "my-own-secret-1", "again": "my-own-secret-1"}
    browser.post(reverse("accounts:password"), typed)
    assert browser.get(reverse("accounts:password")).status_code == 200
    assert elsewhere.get(reverse("accounts:password")).headers["Location"] == reverse("accounts:sign_in")


def test_the_session_gets_a_new_key_at_sign_in_and_is_gone_at_sign_out(cast: Cast, browser: Client) -> None:
    browser.get(reverse("accounts:sign_in"))
    session = browser.session
    session["planted"] = "by somebody"
    session.save()
    planted = session.session_key
    sign_in(browser, "clerk")
    assert browser.session.session_key != planted
    browser.get(reverse("accounts:unit"))
    browser.post(reverse("accounts:sign_out"))
    assert "unit_id" not in browser.session
    assert Entry.objects.filter(act="accounts.signed_out", unit_id=cast.hall.pk).count() == 1


def test_signing_out_needs_a_press_of_the_button(cast: Cast, browser: Client) -> None:
    sign_in(browser, "clerk")
    assert browser.get(reverse("accounts:sign_out")).status_code == 405


def test_a_closed_account_ends_its_open_session(cast: Cast, browser: Client) -> None:
    sign_in(browser, "clerk")
    browser.get(reverse("accounts:unit"))
    actions.deactivate(cast.clerk.user, by=cast.system_admin.actor, at=at(9))
    assert browser.get(reverse("accounts:password")).headers["Location"] == reverse("accounts:sign_in")


def test_the_access_log_tells_what_happened_without_naming_anybody(
    cast: Cast, browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="yizhan.access"):
        sign_in(browser, "clerk", WRONG)
        sign_in(browser, "clerk")
        browser.post(reverse("accounts:sign_out"))
    assert [word for word in ("failed", "signed in", "signed out") if word in caplog.text] == [
        "failed",
        "signed in",
        "signed out",
    ]
    assert "clerk" not in caplog.text
    assert cast.clerk.user.name not in caplog.text


@pytest.mark.parametrize(
    "typed", [{}, {"username": "x" * 5000, "password": "y"}, {"username": "a\x00b", "password": "y"}]
)
def test_nonsense_is_a_form_with_errors(browser: Client, db: None, typed: dict[str, str]) -> None:
    assert browser.post(reverse("accounts:sign_in"), typed).status_code == 422


def test_a_demonstration_lists_its_sign_ins_and_a_real_hall_lists_none(
    browser: Client, db: None, settings: LazySettings, tmp_path: Path
) -> None:
    written = {"sign_ins": [{"username": "demo-clerk", "password": "demo-pass", "who": "窗口工作人员"}]}
    (tmp_path / "DEMO").write_text(json.dumps(written), encoding="utf-8")
    settings.DATA_DIR = tmp_path
    settings.IS_DEMO = False
    assert "demo-clerk" not in browser.get(reverse("accounts:sign_in")).content.decode()
    settings.IS_DEMO = True
    page = browser.get(reverse("accounts:sign_in")).content.decode()
    assert "demo-clerk" in page
    assert "窗口工作人员" in page
    (tmp_path / "DEMO").write_text("not json", encoding="utf-8")
    assert browser.get(reverse("accounts:sign_in")).status_code == 200
