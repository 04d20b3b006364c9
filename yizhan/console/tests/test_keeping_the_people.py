"""Accounts, posts, trainings, photos and tokens, through the screens, each by its administrator."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from yizhan.accounts.models import Photo, User
from yizhan.console.tests.browsing import Browser, today
from yizhan.devices.tokens import digest_of
from yizhan.orgs import selectors
from yizhan.orgs.models import AccessToken, Membership
from yizhan.testing.cast import Cast

Browse = Callable[[str], Browser]


@pytest.mark.clause("2.1", "2.3")
def test_from_a_new_account_to_a_post_that_counts_takes_three_people(cast: Cast, browse: Browse) -> None:
    on = today()
    account: dict[str, Any] = {
        "username": "newcomer",
        "name": "华新来",
        "staff_number": "0012",
        "password": "given-by-admin-1",
    }
    assert "华新来的账号已建好" in browse("system_admin").send("new_account", **account)
    user = User.objects.get(username="newcomer")
    assert "华新来" in browse("security_admin").read("people")
    address = f"{browse('security_admin').address('grant')}?username=newcomer"
    posted: dict[str, Any] = {"post": "acceptance", "employment": "outsourced", "valid_from": str(on)}
    response = browse("security_admin").client.post(address, posted)
    assert response.status_code == 302
    assert "未培训，不能上岗" in browse("director").read("people")
    browse("director").send("record_training", user.pk, post="acceptance", passed_on=str(on))
    assert "未培训" not in browse("director").read("person", user.pk)
    assert selectors.posts_in(user.pk, cast.hall.pk, on) == {"acceptance"}


@pytest.mark.clause("2.3")
def test_an_outsourced_approver_is_refused_in_words(cast: Cast, browse: Browse) -> None:
    address = f"{browse('security_admin').address('grant')}?username=outsourced"
    posted: dict[str, Any] = {"post": "approver", "employment": "outsourced", "valid_from": str(today())}
    response = browse("security_admin").client.post(address, posted)
    assert response.status_code == 422
    assert "不能担任审批" in response.content.decode()


def test_granting_needs_the_whole_sign_in_name(cast: Cast, browse: Browse) -> None:
    security = browse("security_admin")
    assert cast.stranger.user.name not in security.read("grant", username="strange")
    assert cast.stranger.user.name in security.read("grant", username="stranger")
    assert "没有登录名是" in security.read("grant", username="<b>nobody</b>")
    assert "<b>nobody" not in security.read("grant", username="<b>nobody</b>")


@pytest.mark.parametrize(
    "typed",
    [
        {"username": ""},
        {"name": "名" * 41},
        {"name": "甲\x00乙"},
        {"password": "short"},
        {"password": "newcomer99"},
        {"staff_number": "1" * 21},
    ],
)
def test_an_account_that_cannot_be_comes_back_with_sentences(browse: Browse, typed: dict[str, Any]) -> None:
    account: dict[str, Any] = {"username": "newcomer99", "name": "甲", "password": "given-by-admin-1"} | typed
    assert "还有几处要改一下" in browse("system_admin").refused("new_account", **account)
    assert not User.objects.filter(username="newcomer99").exists()


def test_a_taken_name_is_told_above_the_form(cast: Cast, browse: Browse) -> None:
    account: dict[str, Any] = {"username": "clerk", "name": "甲", "password": "given-by-admin-1"}
    response = browse("system_admin").post("new_account", **account)
    assert response.status_code == 409
    assert "已经有人用了" in response.content.decode()


def test_a_post_ends_at_once(cast: Cast, browse: Browse) -> None:
    post = Membership.objects.get(user=cast.clerk.user)
    assert "岗位已结束" in browse("security_admin").send("end_membership", post.pk)
    assert not selectors.posts_in(cast.clerk.user.pk, cast.hall.pk, today())
    foreign = Membership.objects.get(user=cast.stranger.user)
    assert browse("security_admin").post("end_membership", foreign.pk).status_code == 404


def test_account_names_passwords_and_closing_are_the_system_administrators(
    cast: Cast, browse: Browse
) -> None:
    system, clerk = browse("system_admin"), cast.clerk.user
    assert "何更正" in system.send("correct_name", clerk.pk, name="何更正", staff_number="007")
    assert "密码已重置" in system.send("reset_password", clerk.pk, password="given-by-admin-1")
    assert "账号已停用" in system.send("deactivate", clerk.pk)
    assert "账号已恢复" in system.send("reactivate", clerk.pk)
    for page in ("deactivate", "reset_password", "correct_name"):
        assert browse("security_admin").post(page, clerk.pk).status_code == 403
        assert system.post(page, cast.stranger.user.pk).status_code == 404


def picture() -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (400, 560), "white").save(made, "PNG")
    return SimpleUploadedFile("me.png", made.getvalue(), content_type="image/png")


@pytest.mark.clause("5.4")
def test_a_photo_is_uploaded_and_shown(cast: Cast, browse: Browse) -> None:
    page = browse("director").send("put_photo", cast.clerk.user.pk, photo=picture())
    assert f"photos/{cast.clerk.user.pk}/" in page
    assert Photo.objects.filter(user=cast.clerk.user).exists()


@pytest.mark.clause("5.4")
@pytest.mark.parametrize("name", ["me.jpg", "me.png", "me.svg"])
def test_another_file_is_refused_whatever_its_name(cast: Cast, browse: Browse, name: str) -> None:
    file = SimpleUploadedFile(name, b"<svg onload=alert(1)>", content_type="image/png")
    response = browse("director").post("put_photo", cast.clerk.user.pk, photo=file)
    assert response.status_code == 422
    assert "不是能用的照片" in response.content.decode()
    assert not Photo.objects.exists()


def test_a_token_is_shown_once_and_revoked(cast: Cast, browse: Browse) -> None:
    security = browse("security_admin")
    page = security.post("issue_token", user=cast.clerk.user.pk, name="统一平台")
    assert page.status_code == 200
    row = AccessToken.objects.get()
    shown = page.content.decode().split('id="token" value="')[1].split('"')[0]
    assert digest_of(shown) == row.token_digest
    assert shown not in security.read("tokens")
    assert "已作废" in security.send("revoke_token", row.pk)
    security.refused("issue_token", user=cast.stranger.user.pk, name="统一平台")
