"""The acts that give and take posts, and record the training without which a post is void (clause 2.3)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from yizhan.accounts.models import User
from yizhan.journal.acts import act, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.orgs.models import Membership, Training, Unit
from yizhan.orgs.reach import only_within
from yizhan.orgs.refusals import (
    AccountClosed,
    AdministratorsKeptApart,
    NeverApproves,
    NotForYourself,
    PastIsFixed,
    PostDatesBackwards,
    PostEnded,
    PostHeldAlready,
    PostNotHere,
    TrainingDatesWrong,
)
from yizhan.orgs.rules.posts import may_hold, posts_for
from yizhan.orgs.states import ADMIN_POSTS, Post

_OWNER = "安全管理员"


@act("orgs.membership_granted")
def grant_membership(
    user: User,
    unit: Unit,
    *,
    post: str,
    employment: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> Membership:
    """Give somebody a post in a unit; it counts once he is trained for it (clauses 2.1, 2.3).

    Approvers are never on 公益性岗位 or outsourced; the three administrators are three persons; nobody
    grants himself a post. Raises PostNotHere, NeverApproves, AdministratorsKeptApart, NotForYourself,
    PostHeldAlready, AccountClosed, PostDatesBackwards.
    """
    only_within(unit.pk, Post.SECURITY_ADMIN, owner=_OWNER, by=by)
    start = valid_from or timezone.localtime(at).date()
    if by.id == str(user.pk):
        raise NotForYourself
    if post not in posts_for(unit.kind):
        raise PostNotHere(unit=unit.name, post=Post(post).label if post in Post else post)
    if not may_hold(post, employment):
        raise NeverApproves
    if valid_to is not None and valid_to <= start:
        raise PostDatesBackwards(valid_from=start)
    # Locks the account's row: two grants at one instant come one after the other and see each other.
    if not User.objects.select_for_update().get(pk=user.pk).is_active:
        raise AccountClosed(name=user.name)
    _apart_from_others(user, unit, post, start)
    membership = Membership.objects.create(
        user=user, unit=unit, post=post, employment=employment, valid_from=start, valid_to=valid_to
    )
    record(membership, by=by, at=at, unit_id=unit.pk, user=str(user.pk), post=post, employment=employment)
    return membership


@act("orgs.membership_ended")
def end_membership(membership: Membership, *, on: date | None = None, by: Actor, at: datetime) -> Membership:
    """Take a post away from a day on, else today; its rights end with the next request (clause 2.1).

    Raises NotForYourself, PostEnded, PastIsFixed.
    """
    only_within(membership.unit_id, Post.SECURITY_ADMIN, owner=_OWNER, by=by)
    today = timezone.localtime(at).date()
    if by.id == str(membership.user_id):
        raise NotForYourself
    if on is not None and on < today:
        raise PastIsFixed
    end = max(on or today, membership.valid_from)
    still_held = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=end), pk=membership.pk)
    if still_held.update(valid_to=end) != 1:
        raise PostEnded
    membership.valid_to = end
    record(membership, by=by, at=at, unit_id=membership.unit_id, valid_to=str(end))
    return membership


@act("orgs.training_recorded")
def record_training(
    user: User,
    *,
    post: str,
    passed_on: date,
    unit: Unit,
    valid_until: date | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Training:
    """Record that somebody passed the training for a post: 培训合格后方可上岗 (clause 2.3).

    Raises PostNotHere, TrainingDatesWrong, TrainingRecorded.
    """
    only_within(unit.pk, Post.SECURITY_ADMIN, Post.DIRECTOR, owner="中心（站）负责人或安全管理员", by=by)
    if post not in posts_for(unit.kind):
        raise PostNotHere(unit=unit.name, post=Post(post).label if post in Post else post)
    if passed_on > timezone.localtime(at).date() or (valid_until is not None and valid_until < passed_on):
        raise TrainingDatesWrong
    training = Training.objects.create(
        user=user, post=post, passed_on=passed_on, valid_until=valid_until, note=clean_line(note, longest=120)
    )
    record(training, by=by, at=at, unit_id=unit.pk, user=str(user.pk), post=post)
    return training


def _apart_from_others(user: User, unit: Unit, post: str, start: date) -> None:
    """The constraints see open rows only; posts that end on a known day are looked at here."""
    overlapping = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=start), user=user)
    if overlapping.filter(unit=unit, post=post).exists():
        raise PostHeldAlready
    if post in ADMIN_POSTS and overlapping.filter(post__in=ADMIN_POSTS).exists():
        raise AdministratorsKeptApart
