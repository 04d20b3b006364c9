"""Posts are granted, count once trained, and end (clauses 2.1, 2.3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yizhan.accounts import actions as accounts
from yizhan.accounts.models import User
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import NotYours, Refusal
from yizhan.orgs import actions, refusals, selectors
from yizhan.orgs.models import Membership, Unit
from yizhan.orgs.states import ADMIN_POSTS, Employment, Post
from yizhan.testing.cast import PASSWORD, TODAY, Cast, at

NOW = at(9)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def newcomer(cast: Cast) -> User:
    return accounts.create_user(
        "newcomer", name="华新来", password=PASSWORD, by=cast.system_admin.actor, at=NOW
    )


def grant(
    cast: Cast,
    user: User,
    post: str,
    *,
    unit: Unit | None = None,
    employment: str = Employment.CONTRACT,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    return actions.grant_membership(
        user,
        unit or cast.hall,
        post=post,
        employment=employment,
        valid_from=valid_from,
        valid_to=valid_to,
        by=cast.security_admin.actor,
        at=NOW,
    )


def train(cast: Cast, user: User, post: str, *, passed_on: date, valid_until: date | None = None) -> None:
    actions.record_training(
        user,
        post=post,
        passed_on=passed_on,
        valid_until=valid_until,
        unit=cast.hall,
        by=cast.director.actor,
        at=NOW,
    )


@pytest.mark.clause("2.3")
def test_a_post_counts_once_the_training_is_passed(cast: Cast, newcomer: User) -> None:
    grant(cast, newcomer, Post.ACCEPTANCE)
    assert selectors.posts_in(newcomer.pk, cast.hall.pk, TODAY) == frozenset()
    train(cast, newcomer, Post.ACCEPTANCE, passed_on=TODAY)
    assert selectors.posts_in(newcomer.pk, cast.hall.pk, TODAY) == {Post.ACCEPTANCE}


@pytest.mark.clause("2.3")
def test_every_post_needs_its_own_training(cast: Cast, newcomer: User) -> None:
    for post in (Post.ACCEPTANCE, Post.DELIVERY):
        grant(cast, newcomer, post)
    train(cast, newcomer, Post.DELIVERY, passed_on=TODAY)
    assert selectors.posts_in(newcomer.pk, cast.hall.pk, TODAY) == {Post.DELIVERY}


@pytest.mark.clause("2.3")
def test_a_training_that_ran_out_gives_no_right(cast: Cast, newcomer: User) -> None:
    grant(cast, newcomer, Post.ACCEPTANCE)
    train(cast, newcomer, Post.ACCEPTANCE, passed_on=TODAY - timedelta(days=300), valid_until=TODAY)
    assert selectors.posts_in(newcomer.pk, cast.hall.pk, TODAY)
    assert not selectors.posts_in(newcomer.pk, cast.hall.pk, TOMORROW)


@pytest.mark.clause("2.3")
@pytest.mark.parametrize("employment", [Employment.PUBLIC_WELFARE, Employment.OUTSOURCED])
def test_welfare_and_outsourced_staff_never_approve(
    cast: Cast, newcomer: User, employment: Employment
) -> None:
    with pytest.raises(refusals.NeverApproves):
        grant(cast, newcomer, Post.APPROVER, employment=employment)
    for post in (Post.ACCEPTANCE, Post.GUIDE, Post.AGENT):
        assert grant(cast, newcomer, post, employment=employment).employment == employment


@pytest.mark.clause("2.3")
def test_a_station_has_no_approvers(cast: Cast, newcomer: User) -> None:
    with pytest.raises(refusals.PostNotHere):
        grant(cast, newcomer, Post.APPROVER, unit=cast.station)
    with pytest.raises(refusals.PostNotHere):
        grant(cast, newcomer, "no such post")


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("post", ADMIN_POSTS)
def test_the_three_administrators_are_three_persons(cast: Cast, post: Post) -> None:
    holders = {
        Post.SYSTEM_ADMIN: cast.system_admin,
        Post.SECURITY_ADMIN: cast.security_admin,
        Post.AUDIT_ADMIN: cast.audit_admin,
    }
    for other, holder in holders.items():
        if other == post or holder is cast.security_admin:
            continue
        with pytest.raises(refusals.AdministratorsKeptApart):
            grant(cast, holder.user, post)


@pytest.mark.clause("2.1")
def test_an_administrator_post_that_ends_tomorrow_still_keeps_apart_today(cast: Cast, newcomer: User) -> None:
    grant(cast, newcomer, Post.AUDIT_ADMIN, valid_to=TOMORROW)
    with pytest.raises(refusals.AdministratorsKeptApart):
        grant(cast, newcomer, Post.SYSTEM_ADMIN)
    assert grant(cast, newcomer, Post.SYSTEM_ADMIN, valid_from=TOMORROW).valid_from == TOMORROW


def test_nobody_grants_himself_a_post_or_ends_his_own(cast: Cast) -> None:
    with pytest.raises(refusals.NotForYourself):
        grant(cast, cast.security_admin.user, Post.DIRECTOR)
    own = Membership.objects.get(user=cast.security_admin.user)
    with pytest.raises(refusals.NotForYourself):
        actions.end_membership(own, by=cast.security_admin.actor, at=NOW)


@pytest.mark.parametrize("who", ["director", "system_admin", "audit_admin", "clerk"])
def test_posts_are_granted_by_the_security_administrator_alone(cast: Cast, newcomer: User, who: str) -> None:
    with pytest.raises(NotYours):
        actions.grant_membership(
            newcomer,
            cast.hall,
            post=Post.GUIDE,
            employment=Employment.CONTRACT,
            by=getattr(cast, who).actor,
            at=NOW,
        )


def test_posts_in_another_hall_are_not_granted_from_here(cast: Cast, newcomer: User) -> None:
    with pytest.raises(NotYours):
        grant(cast, newcomer, Post.GUIDE, unit=cast.other_hall)
    assert grant(cast, newcomer, Post.STATION_WORKER, unit=cast.station).unit == cast.station


def test_a_post_is_held_once(cast: Cast, newcomer: User) -> None:
    grant(cast, newcomer, Post.GUIDE)
    with pytest.raises(refusals.PostHeldAlready):
        grant(cast, newcomer, Post.GUIDE)


def test_a_closed_account_gets_no_post(cast: Cast, newcomer: User) -> None:
    accounts.deactivate(newcomer, by=cast.system_admin.actor, at=NOW)
    with pytest.raises(refusals.AccountClosed):
        grant(cast, newcomer, Post.GUIDE)


def test_a_post_ends_today_and_may_be_granted_again(cast: Cast) -> None:
    post = Membership.objects.get(user=cast.clerk.user)
    actions.end_membership(post, by=cast.security_admin.actor, at=NOW)
    assert selectors.posts_in(cast.clerk.user.pk, cast.hall.pk, TODAY - timedelta(days=1))
    assert not selectors.posts_in(cast.clerk.user.pk, cast.hall.pk, TODAY)
    with pytest.raises(refusals.PostEnded):
        actions.end_membership(post, by=cast.security_admin.actor, at=NOW)
    grant(cast, cast.clerk.user, Post.ACCEPTANCE)
    assert selectors.posts_in(cast.clerk.user.pk, cast.hall.pk, TODAY) == {Post.ACCEPTANCE}


def test_a_post_may_end_on_a_later_day_but_not_in_the_past(cast: Cast) -> None:
    post = Membership.objects.get(user=cast.clerk.user)
    with pytest.raises(refusals.PastIsFixed):
        actions.end_membership(post, on=TODAY - timedelta(days=1), by=cast.security_admin.actor, at=NOW)
    actions.end_membership(post, on=TOMORROW, by=cast.security_admin.actor, at=NOW)
    assert selectors.posts_in(cast.clerk.user.pk, cast.hall.pk, TODAY)
    assert not selectors.posts_in(cast.clerk.user.pk, cast.hall.pk, TOMORROW)


def test_a_post_does_not_end_before_it_began(cast: Cast, newcomer: User) -> None:
    with pytest.raises(refusals.PostDatesBackwards):
        grant(cast, newcomer, Post.GUIDE, valid_from=TOMORROW, valid_to=TODAY)


@pytest.mark.clause("2.3")
@pytest.mark.parametrize(("passed_on", "valid_until"), [(TOMORROW, None), (TODAY, TODAY - timedelta(days=1))])
def test_a_training_lies_in_the_past_and_ends_after_it_was_passed(
    cast: Cast, newcomer: User, passed_on: date, valid_until: date | None
) -> None:
    with pytest.raises(refusals.TrainingDatesWrong):
        train(cast, newcomer, Post.GUIDE, passed_on=passed_on, valid_until=valid_until)


@pytest.mark.clause("2.3")
def test_a_training_is_recorded_once(cast: Cast, newcomer: User) -> None:
    train(cast, newcomer, Post.GUIDE, passed_on=TODAY)
    with pytest.raises(refusals.TrainingRecorded):
        train(cast, newcomer, Post.GUIDE, passed_on=TODAY)


@pytest.mark.clause("2.3")
def test_clerks_do_not_record_their_own_training(cast: Cast) -> None:
    with pytest.raises(NotYours):
        actions.record_training(
            cast.untrained.user,
            post=Post.ACCEPTANCE,
            passed_on=TODAY,
            unit=cast.hall,
            by=cast.clerk.actor,
            at=NOW,
        )


@pytest.mark.parametrize(
    ("constraint_rows", "refusal"),
    [
        ([(Post.GUIDE, Employment.CONTRACT)] * 2, refusals.PostHeldAlready),
        (
            [(Post.SYSTEM_ADMIN, Employment.CONTRACT), (Post.AUDIT_ADMIN, Employment.CONTRACT)],
            refusals.AdministratorsKeptApart,
        ),
        ([(Post.APPROVER, Employment.OUTSOURCED)], refusals.NeverApproves),
    ],
)
def test_the_database_refuses_what_the_act_forgot(
    cast: Cast,
    newcomer: User,
    monkeypatch: pytest.MonkeyPatch,
    constraint_rows: list[tuple[Post, Employment]],
    refusal: type[Refusal],
) -> None:
    """With the act's own checks taken out, the constraints answer with the same sentences."""
    monkeypatch.setattr("yizhan.orgs.actions.people._apart_from_others", lambda *_: None)
    monkeypatch.setattr("yizhan.orgs.actions.people.may_hold", lambda *_: True)
    *earlier, (post, employment) = constraint_rows
    for first_post, first_employment in earlier:
        grant(cast, newcomer, first_post, employment=first_employment)
    with pytest.raises(refusal):
        grant(cast, newcomer, post, employment=employment)


def test_the_journal_knows_who_got_which_post_by_id(cast: Cast, newcomer: User) -> None:
    membership = grant(cast, newcomer, Post.GUIDE)
    entry = Entry.objects.get(act="orgs.membership_granted", subject_id=str(membership.pk))
    assert entry.unit_id == cast.hall.pk
    assert entry.actor_id == str(cast.security_admin.user.pk)
    assert entry.facts == {"user": str(newcomer.pk), "post": "guide", "employment": "contract"}
    assert newcomer.name not in str(entry.facts)


def test_set_up_may_grant_without_an_administrator(cast: Cast, newcomer: User) -> None:
    membership = actions.grant_membership(
        newcomer, cast.other_hall, post=Post.GUIDE, employment=Employment.CONTRACT, by=SYSTEM, at=NOW
    )
    assert membership.valid_from == TODAY
