"""Reading the organisation. Every read starts from what the actor may see."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from yizhan.accounts.models import User
from yizhan.lib.actor import Actor
from yizhan.orgs.models import (
    HallPolicy,
    Membership,
    OpeningException,
    OpeningHours,
    Training,
    Unit,
    UnitPlace,
    Window,
    Zone,
)
from yizhan.orgs.states import Post


def memberships_in_force(user_id: UUID | str, on: date) -> QuerySet[Membership]:
    """The user's memberships that give rights on the day: dated, and trained for the post (clause 2.3).

    Administrators run the program, not the hall, and need no training.
    """
    trained = Training.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), user=OuterRef("user"), post=OuterRef("post"), passed_on__lte=on
    )
    administers = Q(post__in=[Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN])
    return Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), administers | Exists(trained), user_id=user_id, valid_from__lte=on
    )


def posts_in(user_id: UUID | str, unit_id: UUID, on: date) -> frozenset[str]:
    """The posts that the user holds in the unit on the day, trained ones only."""
    return frozenset(memberships_in_force(user_id, on).filter(unit_id=unit_id).values_list("post", flat=True))


def units_of(user_id: UUID | str, on: date) -> QuerySet[Unit]:
    """The units in which the user may act on the day."""
    return Unit.objects.filter(pk__in=memberships_in_force(user_id, on).values("unit_id")).order_by("name")


def children_of(unit_ids: set[UUID]) -> set[UUID]:
    """The units that these units manage today, one step down."""
    return set(UnitPlace.objects.filter(valid_to=None, managed_by__in=unit_ids).values_list("unit_id", flat=True))


def subtree_of(unit_id: UUID) -> set[UUID]:
    """The unit and everything it manages, all steps down the managing tree (clause 2.1)."""
    found, frontier = {unit_id}, {unit_id}
    while frontier:
        frontier = children_of(frontier) - found
        found |= frontier
    return found


def own_unit(actor: Actor) -> Unit:
    """The unit in which the actor acts. Raises Unit.DoesNotExist (404) for residents."""
    return Unit.objects.get(pk=actor.unit_id)


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    """The actor's unit and the units below it; nothing for residents."""
    if actor.unit_id is None:
        return Unit.objects.none()
    return Unit.objects.filter(pk__in=subtree_of(actor.unit_id))


def windows_visible_to(actor: Actor) -> QuerySet[Window]:
    """The windows of the actor's own hall."""
    return Window.objects.filter(unit_id=actor.unit_id).select_related("zone").order_by("number")


def zones_visible_to(actor: Actor) -> QuerySet[Zone]:
    """The zones of the actor's own hall."""
    return Zone.objects.filter(unit_id=actor.unit_id).order_by("order")


def users_visible_to(actor: Actor) -> QuerySet[User]:
    """The people with a membership in the actor's unit."""
    return User.objects.filter(memberships__unit_id=actor.unit_id).distinct().order_by("username")


def opening_stretches(unit_id: UUID, on: date) -> list[tuple[time, time]]:
    """When the hall is open on the day, in order; empty when it is closed (clause 5.1).

    An exception of the day goes before the weekly hours; of these the newest that are in force count.
    """
    exception = OpeningException.objects.filter(unit_id=unit_id, date=on).first()
    if exception is not None:
        return [] if exception.opens is None or exception.closes is None else [(exception.opens, exception.closes)]
    hours = OpeningHours.objects.filter(unit_id=unit_id, valid_from__lte=on)
    newest = hours.aggregate(newest=Max("valid_from"))["newest"]
    rows = hours.filter(valid_from=newest, weekday=on.weekday()).order_by("opens")
    return list(rows.values_list("opens", "closes"))


def policy_of(unit_id: UUID) -> HallPolicy:
    """The hall's policy; the defaults where the hall has not decided anything yet."""
    return HallPolicy.objects.filter(unit_id=unit_id).first() or HallPolicy(unit_id=unit_id)


# --- what is dated about a unit ---------------------------------------------------------------


def name_on(unit_id: UUID, on: date) -> UnitName | None:
    """The unit's name and sign name as they were on the day; None before it existed."""
    return _in_force(UnitName.objects.filter(unit_id=unit_id), on).first()


def place_on(unit_id: UUID, on: date) -> UnitPlace | None:
    """Where the unit stood in the tree on the day; None before it existed."""
    return _in_force(UnitPlace.objects.filter(unit_id=unit_id), on).select_related("parent", "managed_by").first()


def place_of(unit: Unit) -> UnitPlace:
    """Where the unit stands today."""
    return UnitPlace.objects.select_related("parent", "managed_by").get(unit=unit, valid_to=None)


def shown_name(unit_id: UUID) -> str:
    """What stands at the door: the sign name where there is one, else the name (clause 2.2)."""
    return str(UnitName.objects.get(unit_id=unit_id, valid_to=None))


def names_of(unit: Unit) -> QuerySet[UnitName]:
    """The unit's names, newest first."""
    return UnitName.objects.filter(unit=unit).order_by("-valid_from")


def places_of(unit: Unit) -> QuerySet[UnitPlace]:
    """The unit's places in the tree, newest first."""
    return UnitPlace.objects.filter(unit=unit).select_related("parent", "managed_by").order_by("-valid_from")


def hall_name_by_guideline(unit: Unit) -> HallName | None:
    """The name that the guideline gives a hall; None for units that are no hall (clause 2.2)."""
    if not unit.is_hall:
        return None
    home = place_of(unit).parent
    above = place_of(home).parent if home else None
    if home is None or above is None:
        return None
    by_guideline = centre_name if unit.kind == UnitKind.CENTRE else station_name
    return by_guideline(above.name, home.short_name)


def name_warnings(unit: Unit) -> list[str]:
    """Where the hall's sign name departs from the guideline's, one sentence each (clause 2.2)."""
    by_guideline = hall_name_by_guideline(unit)
    return name_departures(shown_name(unit.pk), by_guideline) if by_guideline else []


def hall_of(home: Unit) -> Unit | None:
    """The centre of a town, or the station of a community."""
    return Unit.objects.filter(kind__in=HALLS, places__parent=home, places__valid_to=None).first()


def units_inside(parent: Unit, *kinds: str) -> QuerySet[Unit]:
    """The units that stand directly below by division today, of the kinds if any are named."""
    inside = Unit.objects.filter(places__parent=parent, places__valid_to=None, closed_on=None)
    return (inside.filter(kind__in=kinds) if kinds else inside).order_by("division_code", "name")


def departments_near(unit: Unit) -> QuerySet[Unit]:
    """The departments that may settle in the hall: those of its town, and those inside the hall itself."""
    home = place_of(unit).parent
    beside = [unit, home] if home else [unit]
    return Unit.objects.filter(
        kind=UnitKind.DEPARTMENT, places__parent__in=beside, places__valid_to=None, closed_on=None
    ).order_by("name")


def towns_matching(text: str) -> QuerySet[Unit]:
    """The towns with this division code, or with this in their name. For setting up, which shows all of them."""
    return Unit.objects.filter(
        Q(division_code=text) | Q(name__contains=text) if text else Q(), kind__in=TOWN_LEVEL, closed_on=None
    ).order_by("division_code")


def has_divisions() -> bool:
    """Whether the statistical list has been loaded."""
    return Unit.objects.filter(kind=UnitKind.DISTRICT).exists()


def halls() -> QuerySet[Unit]:
    """All halls of the installation. For setting up and for the program's own tasks, not for screens."""
    return Unit.objects.filter(kind__in=HALLS, closed_on=None).order_by("kind", "name")


# --- opening ----------------------------------------------------------------------------------


def hours_of_hall(unit_id: UUID) -> Hours:
    """All that decides when the hall is open."""
    weekly = OpeningHours.objects.filter(unit_id=unit_id).values_list("valid_from", "weekday", "opens", "closes")
    exceptions: dict[date, Stretch | None] = {}
    for day, opens, closes in OpeningException.objects.filter(unit_id=unit_id).values_list("date", "opens", "closes"):
        exceptions[day] = Stretch(opens, closes) if opens and closes else None
    return hours_of(weekly, exceptions)


def stretches_on(unit_id: UUID, day: date) -> tuple[Stretch, ...]:
    """When the hall is open on the day; empty when it stays closed (clause 5.1)."""
    return hours_of_hall(unit_id).on(day)


def is_open(unit_id: UUID, at: datetime) -> bool:
    """Whether the hall is open at the instant."""
    return hall_is_open(hours_of_hall(unit_id), at)


def last_ticket_at(unit_id: UUID, day: date) -> time | None:
    """Until when tickets are issued on the day, by the hall's policy; None when it stays closed."""
    closing = closing_time(hours_of_hall(unit_id), day)
    return last_ticket_before(closing, policy_of(unit_id).last_ticket_minutes) if closing else None


def next_opening(unit_id: UUID, at: datetime) -> datetime | None:
    """The hall's next opening after the instant; None when nothing is known for the next 60 days."""
    return opening_after(hours_of_hall(unit_id), at)


def hours_in_words(unit_id: UUID, day: date) -> list[str]:
    """The weekly hours in force on the day, for signs and portal: one line per run of equal days (clause 5.1)."""
    return in_words(hours_of_hall(unit_id).week_on(day))


def hours_warnings(unit_id: UUID, day: date) -> list[str]:
    """The weekdays on which the hall offers less than seven hours, one sentence each (clause 5.1)."""
    return shorter_than_seven_hours(hours_of_hall(unit_id).week_on(day))


def exceptions_from(unit_id: UUID, day: date) -> QuerySet[OpeningException]:
    """The hall's exceptional days from the day on."""
    return OpeningException.objects.filter(unit_id=unit_id, date__gte=day).order_by("date")


def policy_of(unit_id: UUID) -> HallPolicy:
    """How the hall calls and issues."""
    return HallPolicy.objects.get(unit_id=unit_id)


# --- people -----------------------------------------------------------------------------------


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
    """The badge photo of somebody of the actor's own unit or below; boards and pads see their hall's people."""
    return Photo.objects.filter(
        user_id=user_id, user__memberships__in=memberships_visible_to(actor).values("pk")
    ).first()


def unplaced_users_visible_to(actor: Actor) -> QuerySet[User]:
    """The accounts that somebody of the actor's unit made and that hold no post anywhere yet."""
    made_here = Entry.objects.filter(unit_id=actor.unit_id, act="accounts.user_created").values("subject_id")
    return User.objects.filter(pk__in=[each["subject_id"] for each in made_here], memberships=None).order_by(
        "username"
    )


def tokens_visible_to(actor: Actor) -> QuerySet[AccessToken]:
    """The tokens of other systems that act in the actor's unit."""
    return AccessToken.objects.filter(unit_id=actor.unit_id).select_related("user").order_by("-issued_at")


def actor_in(user: User, unit_id: UUID, on: date) -> Actor:
    """The user as an actor in the unit, with the posts that he holds there on the day."""
    return Actor(ActorKind.STAFF, str(user.pk), unit_id, posts_in(user.pk, unit_id, on))


def _in_force[Dated: (UnitName, UnitPlace)](rows: QuerySet[Dated], on: date) -> QuerySet[Dated]:
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
