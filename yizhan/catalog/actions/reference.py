"""Loading the printed lists as they stand in the shipped files (annexes A3, A4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yizhan.catalog.models import ItemLink, Listing, ServiceItem
from yizhan.catalog.reading import ReferenceItem, RowKey, reference_items, reference_links
from yizhan.journal.acts import act, record
from yizhan.journal.models import INSTALLATION
from yizhan.lib.actor import Actor


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading added."""

    items: int
    listings: int
    links: int


@act("catalog.reference_loaded")
def load_reference(*, by: Actor, at: datetime) -> Loaded:
    """Load the 52 + 50 printed rows, their 101 items, links and notes; what is there already stays as it is.

    A second run adds nothing: names that a bureau corrected are not set back. [A3, A4]
    """
    known = {(row.list, row.number): row.item_id for row in Listing.objects.all()}
    before = Loaded(ServiceItem.objects.count(), Listing.objects.count(), ItemLink.objects.count())
    for item in reference_items():
        _load_item(item, known)
    ItemLink.objects.bulk_create(
        [
            ItemLink(item_id=known[link.one], other_id=known[link.other], kind=link.kind, note=link.note)
            for link in reference_links()
        ],
        ignore_conflicts=True,
    )
    first = ServiceItem.objects.get(pk=known[(reference_items()[0].rows[0].list, 1)])
    loaded = Loaded(
        ServiceItem.objects.count() - before.items,
        Listing.objects.count() - before.listings,
        ItemLink.objects.count() - before.links,
    )
    facts = {"items": loaded.items, "listings": loaded.listings, "links": loaded.links}
    record(first, by=by, at=at, unit_id=INSTALLATION, **facts)
    return loaded


def _load_item(item: ReferenceItem, known: dict[RowKey, UUID]) -> None:
    missing = [row for row in item.rows if (row.list, row.number) not in known]
    if not missing:
        return
    item_id = next((known[row.list, row.number] for row in item.rows if row not in missing), None)
    if item_id is None:
        item_id = ServiceItem.objects.create(
            level=item.level,
            name=item.name,
            short_name=item.short_name,
            short_name_en=item.short_name_en,
            everyday_words=item.everyday_words,
            item_type=item.item_type,
            business_line=item.business_line,
            form_box=item.form_box,
            status=item.status,
            note=item.note,
            note_basis=item.note_basis,
        ).pk
    for row in missing:
        Listing.objects.create(
            item_id=item_id, list=row.list, number=row.number, printed_name=row.name, printed_type=row.type
        )
        known[row.list, row.number] = item_id
