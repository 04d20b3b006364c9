"""Reading people: their posts, trainings, photos and tokens."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from yizhan.accounts.models import Photo, User
from yizhan.journal.models import Entry
from yizhan.lib.actor import Actor, ActorKind
from yizhan.orgs.models import AccessToken, Membership, Training, Unit
from yizhan.orgs.rules.posts import posts_for
from yizhan.orgs.selectors.units import of_own_unit, units_visible_to
from yizhan.orgs.states import Post


def memberships_in_force(user_id: UUID | str, on: date) -> QuerySet[Membership]:
    """The user's memberships that give rights on the day: dated, and trained for the post (clause 2.3).

    Administrators run the program, not the hall, and need no training.
    """
    trained = Training.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on),
        user=OuterRef("user"),
        post=OuterRef("post"),
        passed_on__lte=on,
    )
    administers = Q(post__in=[Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN])
    return Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on),
        administers | Exists(trained),
        user_id=user_id,
        valid_from__lte=on,
    )


def posts_in(user_id: UUID | str, unit_id: UUID, on: date) -> frozenset[str]:
    """The posts that the user holds in the unit on the day, trained ones only."""
    return frozenset(memberships_in_force(user_id, on).filter(unit_id=unit_id).values_list("post", flat=True))


def posts_without_right(user_id: UUID | str, on: date) -> QuerySet[Membership]:
    """The posts held on the day that give no right, for want of a valid training (clause 2.3)."""
    held = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), user_id=user_id, valid_from__lte=on
    )
    return (
        held.exclude(pk__in=memberships_in_force(user_id, on)).select_related("unit").order_by("unit__name")
    )


def units_of(user_id: UUID | str, on: date) -> QuerySet[Unit]:
    """The units in which the user may act on the day."""
    return Unit.objects.filter(pk__in=memberships_in_force(user_id, on).values("unit_id")).order_by("name")


def users_visible_to(actor: Actor) -> QuerySet[User]:
    """The people with a membership in the actor's unit."""
    return (
        User.objects.filter(memberships__in=of_own_unit(Membership.objects.all(), actor))
        .distinct()
        .order_by("username")
    )


def memberships_visible_to(actor: Actor) -> QuerySet[Membership]:
    """The posts in the actor's unit and below, the ended ones too."""
    return (
        Membership.objects.filter(unit__in=units_visible_to(actor))
        .select_related("user", "unit")
        .order_by("unit__name", "user__username", "valid_from")
    )


def trainings_visible_to(actor: Actor) -> QuerySet[Training]:
    """The trainings of the people with a post in the actor's unit or below."""
    people = memberships_visible_to(actor).values("user")
    return Training.objects.filter(user__in=people).select_related("user").order_by("user", "-passed_on")


def photo_visible_to(actor: Actor, user_id: UUID) -> Photo | None:
    """The badge photo of somebody of the actor's unit or below; boards and pads see their hall's people."""
    return Photo.objects.filter(
        user_id=user_id, user__memberships__in=memberships_visible_to(actor).values("pk")
    ).first()


def unplaced_users_visible_to(actor: Actor) -> QuerySet[User]:
    """The accounts that somebody of the actor's unit made and that hold no post anywhere yet."""
    entries = of_own_unit(Entry.objects.all(), actor).filter(act="accounts.user_created")
    made_here = list(entries.values_list("subject_id", flat=True))
    return User.objects.filter(pk__in=made_here, memberships=None).order_by("username")


def people_of(unit: Unit) -> QuerySet[User]:
    """Everybody who holds or held a post in the unit, with posts and trainings, for its list of people."""
    return (
        User.objects.filter(memberships__unit=unit)
        .distinct()
        .prefetch_related(
            Prefetch("memberships", Membership.objects.filter(unit=unit).order_by("valid_from", "post")),
            Prefetch("trainings", Training.objects.order_by("-passed_on")),
        )
        .order_by("username")
    )


def person_visible_to(actor: Actor, user_id: UUID) -> User | None:
    """One person of the actor's unit or below, or one whose account was made there and holds no post yet."""
    below = User.objects.filter(pk=user_id, memberships__unit__in=units_visible_to(actor)).first()
    return below or unplaced_users_visible_to(actor).filter(pk=user_id).first()


def user_to_grant(actor: Actor, username: str) -> User | None:
    """The account with exactly this sign-in name, for granting a post; only for security administrators.

    He types the whole name as he was told it, so nobody learns who else has an account.
    """
    if not actor.holds(Post.SECURITY_ADMIN):
        return None
    return User.objects.filter(username=username.strip().lower(), is_active=True).first()


def posts_in_kind(unit: Unit) -> list[Post]:
    """The posts that exist in a unit of this kind (clause 2.3)."""
    return posts_for(unit.kind)


def tokens_visible_to(actor: Actor) -> QuerySet[AccessToken]:
    """The tokens of other systems that act in the actor's unit."""
    return of_own_unit(AccessToken.objects.select_related("user"), actor).order_by("-issued_at")


def actor_in(user: User, unit_id: UUID, on: date) -> Actor:
    """The user as an actor in the unit, with the posts that he holds there on the day."""
    return Actor(ActorKind.STAFF, str(user.pk), unit_id, posts_in(user.pk, unit_id, on))


def trainings_of(actor: Actor, user: User) -> QuerySet[Training]:
    """The trainings of one person whom the actor may see, newest first (clause 2.3)."""
    if person_visible_to(actor, user.pk) is None:
        return Training.objects.none()
    return Training.objects.filter(user=user).order_by("-passed_on", "post")


def tokens_of(actor: Actor, unit: Unit) -> QuerySet[AccessToken]:
    """The tokens of other systems that act in a unit of the actor's reach, newest first."""
    found = AccessToken.objects.filter(unit=unit, unit__in=units_visible_to(actor))
    return found.select_related("user").order_by("-issued_at")
