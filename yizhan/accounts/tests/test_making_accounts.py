"""Accounts are made, their passwords changed and reset, closed and opened again."""

from __future__ import annotations

import pytest

from yizhan.accounts import actions, refusals
from yizhan.accounts.models import User
from yizhan.journal.models import INSTALLATION, Entry
from yizhan.lib.actor import SYSTEM, Actor
from yizhan.lib.refusal import NotYours, Refusal
from yizhan.lib.text import TextTooLong, UnreadableCharacters
from yizhan.testing.cast import PASSWORD, Cast, at

NOW = at(9)


def make(cast: Cast, username: str = "newcomer", *, name: str = "华新来", password: str = PASSWORD) -> User:
    return actions.create_user(username, name=name, password=password, by=cast.system_admin.actor, at=NOW)


def test_an_account_begins_with_a_password_that_must_be_changed(cast: Cast) -> None:
    user = make(cast)
    assert user.must_change_password
    assert user.check_password(PASSWORD)
    assert user.created_at == NOW
    entry = Entry.objects.get(act="accounts.user_created", subject_id=str(user.pk))
    assert (entry.unit_id, entry.actor_id) == (cast.hall.pk, str(cast.system_admin.user.pk))
    assert user.name not in str(entry.facts)


@pytest.mark.django_db
def test_setting_up_writes_to_the_journal_of_the_installation() -> None:
    actions.create_user("first-admin", name="首位", password=PASSWORD, by=SYSTEM, at=NOW)
    assert Entry.objects.get().unit_id == INSTALLATION


@pytest.mark.parametrize(
    "username",
    ["a", "用户", "with space", "-dash", "x" * 41, "a\x00b", "<script>", "", "a/b", "名字1"],
)
def test_a_sign_in_name_must_be_typable_on_every_keyboard(cast: Cast, username: str) -> None:
    with pytest.raises(refusals.UsernameNotUsable):
        make(cast, username)


def test_a_sign_in_name_is_unique_whatever_its_case(cast: Cast) -> None:
    make(cast, "newcomer")
    with pytest.raises(refusals.UsernameTaken):
        make(cast, " NewComer ")
    assert User.objects.filter(username="newcomer").count() == 1


@pytest.mark.parametrize(
    ("name", "refusal"),
    [(" ", refusals.NameMissing), ("名" * 41, TextTooLong), ("甲\x07乙", UnreadableCharacters)],
)
def test_a_name_must_fit_on_a_badge(cast: Cast, name: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        make(cast, name=name)


def test_rare_characters_and_html_are_names_like_any_other(cast: Cast) -> None:
    assert make(cast, "rare", name="㼆\U00020bb7\U0002ebf0").name == "㼆\U00020bb7\U0002ebf0"
    assert make(cast, "html", name="<b>甲</b>").name == "<b>甲</b>"


@pytest.mark.parametrize("password", ["short", "1234567890123", "password12", "newcomer-1", "长" * 129])
def test_weak_passwords_are_refused_with_the_reason(cast: Cast, password: str) -> None:
    with pytest.raises(refusals.PasswordTooWeak) as refused:
        make(cast, password=password)
    assert "密码" in refused.value.what
    assert not User.objects.filter(username="newcomer").exists()


@pytest.mark.parametrize("who", ["director", "security_admin", "audit_admin", "clerk"])
def test_accounts_are_the_system_administrators_affair(cast: Cast, who: str) -> None:
    by: Actor = getattr(cast, who).actor
    with pytest.raises(NotYours):
        actions.create_user("newcomer", name="甲", password=PASSWORD, by=by, at=NOW)
    with pytest.raises(NotYours):
        actions.reset_password(cast.clerk2.user, password=PASSWORD, by=by, at=NOW)
    with pytest.raises(NotYours):
        actions.deactivate(cast.clerk2.user, by=by, at=NOW)


def test_whoever_changes_a_password_knows_the_old_one(cast: Cast) -> None:
    clerk = cast.clerk
    new = "another-hall-2026"
    with pytest.raises(refusals.OldPasswordWrong):
        actions.change_password(clerk.user, old="wrong", new=new, by=clerk.actor, at=NOW)
    with pytest.raises(refusals.SamePassword):
        actions.change_password(clerk.user, old=PASSWORD, new=PASSWORD, by=clerk.actor, at=NOW)
    with pytest.raises(NotYours):
        actions.change_password(clerk.user, old=PASSWORD, new=new, by=cast.clerk2.actor, at=NOW)
    actions.change_password(clerk.user, old=PASSWORD, new=new, by=clerk.actor, at=NOW)
    assert User.objects.get(pk=clerk.user.pk).check_password(new)


def test_two_changes_at_once_from_the_same_old_password_make_one(cast: Cast) -> None:
    first, second = (User.objects.get(pk=cast.clerk.user.pk) for _ in range(2))
    actions.change_password(first, old=PASSWORD, new="first-new-2026", by=cast.clerk.actor, at=NOW)
    with pytest.raises(refusals.OldPasswordWrong):
        actions.change_password(second, old=PASSWORD, new="second-new-2026", by=cast.clerk.actor, at=NOW)
    assert User.objects.get(pk=cast.clerk.user.pk).check_password("first-new-2026")


def test_a_reset_password_must_be_changed(cast: Cast) -> None:
    actions.reset_password(cast.clerk.user, password="given-by-admin-1", by=cast.system_admin.actor, at=NOW)
    user = User.objects.get(pk=cast.clerk.user.pk)
    assert user.check_password("given-by-admin-1")
    assert user.must_change_password


def test_an_account_is_closed_once_and_opened_again(cast: Cast) -> None:
    user, by = cast.clerk.user, cast.system_admin.actor
    actions.deactivate(user, by=by, at=NOW)
    with pytest.raises(refusals.AlreadyDeactivated):
        actions.deactivate(user, by=by, at=NOW)
    actions.reactivate(user, by=by, at=NOW)
    with pytest.raises(refusals.AlreadyActive):
        actions.reactivate(user, by=by, at=NOW)
    assert User.objects.get(pk=user.pk).is_active


def test_nobody_resets_or_closes_his_own_account(cast: Cast) -> None:
    admin = cast.system_admin
    with pytest.raises(refusals.NotYourself):
        actions.deactivate(admin.user, by=admin.actor, at=NOW)
    with pytest.raises(refusals.NotYourself):
        actions.reset_password(admin.user, password="other-2026-pass", by=admin.actor, at=NOW)
