"""Who may see which persons and bodies: those of his own unit, masked. Rows out of here cannot be opened."""

from __future__ import annotations

from uuid import UUID

from django.db.models import FETCH_RAISE, QuerySet

from yizhan.lib.actor import Actor
from yizhan.orgs.selectors import of_own_unit
from yizhan.people.columns import SEALED_OF_BODY, SEALED_OF_PERSON
from yizhan.people.models import Body, Person


def persons_visible_to(actor: Actor) -> QuerySet[Person]:
    """The persons of the actor's own unit, without those merged into others (clause 2.1).

    The sealed columns are left out, and asking one for them raises: a list never opens anything.
    """
    return _shut(of_own_unit(Person.objects.filter(merged_into=None), actor))


def registrations_visible_to(actor: Actor) -> QuerySet[Person]:
    """Every registration of the actor's own unit, also those that another one stands for."""
    return _shut(of_own_unit(Person.objects.all(), actor))


def bodies_visible_to(actor: Actor) -> QuerySet[Body]:
    """The bodies of the actor's own unit (clause 2.1)."""
    return of_own_unit(Body.objects.all(), actor).defer(*SEALED_OF_BODY).fetch_mode(FETCH_RAISE)


def standing_person(actor: Actor, pk: UUID) -> Person | None:
    """The person of the key or, where that registration was merged, the one that stands for it now."""
    upward = of_own_unit(Person.objects.all(), actor).values_list("merged_into_id", flat=True)
    seen: set[UUID] = set()
    key: UUID | None = pk
    while key is not None and key not in seen:
        seen.add(key)
        pk, key = key, upward.filter(pk=key).first()
    return persons_visible_to(actor).filter(pk=pk).first()


def ids_of(person: Person) -> set[UUID]:
    """All registrations for which a person seen through a gate stands, his own too: for reading his cases."""
    found, frontier = {person.pk}, {person.pk}
    while frontier:
        below = Person.objects.filter(unit_id=person.unit_id, merged_into__in=frontier)
        frontier = set(below.values_list("pk", flat=True)) - found
        found |= frontier
    return found


def merged_into(person: Person) -> QuerySet[Person]:
    """The registrations merged straight into a person seen through a gate, masked."""
    return _shut(Person.objects.filter(merged_into=person.pk, unit_id=person.unit_id)).order_by("changed_at")


def _shut(rows: QuerySet[Person]) -> QuerySet[Person]:
    return rows.defer(*SEALED_OF_PERSON).fetch_mode(FETCH_RAISE)
