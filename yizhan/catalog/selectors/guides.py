"""What everybody may read: the halls, their open items, and the guides of the published versions (7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import FETCH_RAISE, F, Min, Prefetch, QuerySet

from yizhan.catalog.content import GuideContent, Limit
from yizhan.catalog.models import Implementation, ItemVersion, ServiceItem
from yizhan.catalog.public_words import LINES, TYPES
from yizhan.catalog.rules.limits import limit_text, limit_text_en, limits_sentence, limits_sentence_en
from yizhan.catalog.rules.search import Sought, search
from yizhan.catalog.selectors.versions import ROWS, content_of
from yizhan.catalog.states import Admission, Audience, VersionState
from yizhan.orgs.models import Unit
from yizhan.orgs.states import HALLS


@dataclass(frozen=True, slots=True, kw_only=True)
class HallItem:
    """An item of a hall as residents meet it on portal, kiosk and boards."""

    id: UUID
    number: int | None
    short_name: str
    short_name_en: str
    name: str
    everyday_words: tuple[str, ...]
    line: str
    line_name: str
    line_name_en: str
    type: str
    type_name: str
    type_name_en: str
    admission: str
    audience: tuple[str, ...]
    summary: str
    summary_en: str
    statutory: Limit | None
    promised: Limit | None
    is_charged: bool | None
    fee_text: str
    has_guide: bool

    @property
    def name_en(self) -> str:
        """The English short name, or the Chinese one where there is none."""
        return self.short_name_en or self.short_name

    @property
    def is_in_the_hall(self) -> bool:
        """Whether it can be handed in here."""
        return self.admission != Admission.ABSENT

    @property
    def statutory_text(self) -> str:
        """The statutory limit for boards (clause 5.3)."""
        return limit_text(self.statutory)

    @property
    def promised_text(self) -> str:
        """The promised limit for boards (clause 5.3)."""
        return limit_text(self.promised)

    @property
    def statutory_text_en(self) -> str:
        """The statutory limit in English."""
        return limit_text_en(self.statutory)

    @property
    def promised_text_en(self) -> str:
        """The promised limit in English."""
        return limit_text_en(self.promised)

    @property
    def has_limits(self) -> bool:
        """Whether any limit is known."""
        return self.statutory is not None or self.promised is not None

    @property
    def limits(self) -> str:
        """Both limits in one sentence."""
        return limits_sentence(self.statutory, self.promised)

    @property
    def limits_en(self) -> str:
        """Both limits in one English sentence."""
        return limits_sentence_en(self.statutory, self.promised)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The guide of one item in one hall; `content` is None while none is published."""

    item: HallItem
    hall: Unit
    version: int | None
    published_at: datetime | None
    responsible_body: str
    entrusting_body: str
    is_open: bool
    reason: str
    content: GuideContent | None


def halls_with_items() -> list[Unit]:
    """The halls that residents can turn to: those with open items, centres before stations."""
    offering = Implementation.objects.filter(is_open=True).values("unit_id")
    halls = Unit.objects.filter(pk__in=offering, kind__in=HALLS, closed_on=None)
    return list(halls.order_by("kind", "name").fetch_mode(FETCH_RAISE))


def public_hall(hall_id: UUID) -> Unit | None:
    """A hall by its public address."""
    return Unit.objects.filter(pk=hall_id, kind__in=HALLS, closed_on=None).first()


def open_items(hall: Unit) -> list[HallItem]:
    """The hall's open items in printed order, with both limits (clauses 5.3, 7.3)."""
    return [_hall_item(row) for row in _published(Implementation.objects.filter(unit=hall, is_open=True))]


def find_items(hall: Unit, query: str) -> list[HallItem]:
    """The open items that fit everyday words, characters or pinyin, best first (clause 7.3)."""
    items = open_items(hall)
    return search(
        query, (Sought(one, one.short_name, one.name, one.everyday_words, one.short_name_en) for one in items)
    )


def guide_of(hall: Unit, implementation_id: UUID) -> Guide | None:
    """What the hall publishes about an item. A closed item shows why it is closed, and nothing else."""
    row = _published(Implementation.objects.filter(unit=hall, pk=implementation_id)).first()
    if row is None:
        return None
    version = _version(row) if row.is_open else None
    return Guide(
        item=_hall_item(row),
        hall=hall,
        version=version.number if version else None,
        published_at=version.published_at if version else None,
        responsible_body=str(row.responsible_body or ""),
        entrusting_body=str(row.entrusting_body or ""),
        is_open=row.is_open,
        reason=row.closed_reason if not row.is_open else row.admission_reason,
        content=content_of(version) if version else None,
    )


def settled_in_units(hall: Unit) -> list[str]:
    """The names of the bodies whose items are in the hall, for the hall's board (clause 5.3)."""
    rows = Implementation.objects.filter(unit=hall, is_open=True).exclude(admission=Admission.ABSENT)
    pairs = rows.values_list("responsible_body__name", "entrusting_body__name").distinct()
    return sorted({name for pair in pairs for name in pair if name})


def _published(rows: QuerySet[Implementation]) -> QuerySet[Implementation]:
    published = ItemVersion.objects.filter(state=VersionState.PUBLISHED).prefetch_related(*ROWS)
    return (
        rows.select_related("item", "responsible_body", "entrusting_body")
        .annotate(printed_number=Min("item__listings__number"))
        .prefetch_related(Prefetch("versions", published))
        .order_by(F("printed_number").asc(nulls_last=True), "item__name")
        .fetch_mode(FETCH_RAISE)
    )


def _version(row: Implementation) -> ItemVersion | None:
    return next(iter(row.versions.all()), None)


def _hall_item(row: Implementation) -> HallItem:
    item: ServiceItem = row.item
    version = _version(row)
    content = content_of(version) if version else GuideContent()
    return HallItem(
        id=row.pk,
        number=getattr(row, "printed_number", None),
        short_name=item.short_name,
        short_name_en=item.short_name_en,
        name=item.name,
        everyday_words=tuple(item.everyday_words.split()),
        line=item.business_line,
        line_name=LINES[item.business_line].chinese,
        line_name_en=LINES[item.business_line].english,
        type=item.item_type,
        type_name=TYPES[item.item_type].chinese,
        type_name_en=TYPES[item.item_type].english,
        admission=row.admission,
        # The printed lists are lists of matters of citizens; who else may apply is known from a guide only.
        audience=content.audience or (Audience.PERSON,),
        summary=content.summary,
        summary_en=content.summary_en,
        statutory=content.statutory,
        promised=content.promised,
        is_charged=content.is_charged,
        fee_text=content.fee_text,
        has_guide=version is not None,
    )
