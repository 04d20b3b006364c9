"""The journal for the auditor, the working-day calendar, the stream, and loading the shipped lists."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.utils import timezone
from ninja import Router
from ninja.params.models import Path, Query

from yizhan.calendars import actions as calendars
from yizhan.calendars.models import CalendarYear
from yizhan.calendars.selectors import calendar_between, years
from yizhan.catalog import actions as catalog
from yizhan.catalog.actions import Loaded
from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, reads
from yizhan.exchange.api.units import unit_of
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import Day
from yizhan.exchange.refusals import DaysBackwards
from yizhan.exchange.schemas.catalog import LoadedOut
from yizhan.exchange.schemas.devices import CalendarOut, JournalOut, SealsOut, StreamOut, YearIn, YearOut
from yizhan.exchange.schemas.units import UnitOut
from yizhan.exchange.selectors import verified
from yizhan.journal.models import INSTALLATION
from yizhan.journal.selectors import entries_after, position_of
from yizhan.live.tickets import Audience, stream_for
from yizhan.orgs import actions as orgs
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import own_unit

router = Router(tags=["记录与日历"])
for_system_admin = allowed(*posts.RUNS_THE_PROGRAM)
MOST_ENTRIES = 500
MOST_DAYS = 800
Position = Annotated[int, Query(0, ge=0, le=2**53, description="从这个序号之后读起")]
Limit = Annotated[int, Query(100, ge=1, le=MOST_ENTRIES)]


@router.get("/units/{uuid:unit_id}/journal", response=JournalOut, **reads("业务日志"))
@allowed(*posts.AUDITS)
def journal(request: CallerRequest, unit_id: UUID, after: Position, limit: Limit) -> dict[str, Any]:
    """The acts of a unit in the auditor's reach, or of the installation (all noughts), in their order."""
    journaled = INSTALLATION if unit_id == INSTALLATION else unit_of(request, unit_id).pk
    return {"newest": position_of(journaled), "entries": entries_after(journaled, after, limit=limit)}


@router.get("/units/{uuid:unit_id}/journal/seals", response=SealsOut, **reads("核验业务日志的封签"))
@allowed(*posts.AUDITS)
def seals(request: CallerRequest, unit_id: UUID) -> dict[str, Any]:
    """Recompute the chain of SM3 seals: whether an entry was changed, taken out or put in afterwards."""
    journaled = INSTALLATION if unit_id == INSTALLATION else unit_of(request, unit_id).pk
    verdict = verified(journaled)
    unsealed = max(0, position_of(journaled) - verdict.entries)
    return {
        "entries": verdict.entries,
        "broken_at": verdict.broken_at,
        "head": verdict.head,
        "unsealed": unsealed,
    }


@router.get("/stream", response=StreamOut, **reads("实时数据的地址"))
@allowed(any_staff=True, devices=posts.WITH_A_TOKEN)
def stream(request: CallerRequest) -> dict[str, Any]:
    """Where to listen for what happens in the unit: server-sent events with a signed key.

    GET the `address` (text/event-stream), with `&after=` and the position that you read last. Events: `hello`
    once, `call` (label, window_number, zone_id, call_id), `change` (act, position), `clock` every few
    seconds, `reload` when too much was missed. After a cut come again with the header Last-Event-ID:
    everything that was missed is sent first, in order, exactly once. The key is good for 24 hours and only
    together with the bearer token: send the same Authorization header. A token that is revoked, a device that
    is disabled or a post that ends closes the stream within seconds.
    """
    audience = Audience.BOARD if request.auth.device else Audience.STAFF
    found = stream_for(own_unit(request.actor).pk, audience, bound=True)
    return {
        "address": found.address,
        "poll_address": found.poll_address,
        "after": found.after,
        "audience": audience.value,
    }


@router.get("/calendar", response=CalendarOut, **reads("工作日历"))
@allowed(any_staff=True)
def calendar(
    request: CallerRequest, start: Annotated[Day, Query(...)], end: Annotated[Day, Query(...)]
) -> dict[str, Any]:
    """The days between two days that are not what their weekday says, and which years are official (7.2c)."""
    if not 0 <= (end - start).days <= MOST_DAYS:
        raise DaysBackwards(most=MOST_DAYS)
    between = calendar_between(start, end)
    return {
        "years": years(),
        "holidays": sorted(between.holidays),
        "extra_workdays": sorted(between.extra_workdays),
    }


@router.put(
    "/calendar/{int:year}", response=YearOut, **does("calendars.year_published", "录入一年的放假安排")
)
@for_system_admin
def publish_year(
    request: CallerRequest, year: Annotated[int, Path(..., ge=2000, le=2199)], body: YearIn
) -> CalendarYear:
    """Enter a year from the State Council's notice; what was provisional in it is counted anew."""
    return calendars.publish_year(
        year,
        holidays=set(body.holidays),
        extra_workdays=set(body.extra_workdays),
        source=body.source,
        by=request.actor,
        at=timezone.now(),
    )


@router.post(
    "/calendar/load", response=YearOut, **does("calendars.published_years_loaded", "装入自带的放假安排")
)
@for_system_admin
def load_published_years(request: CallerRequest) -> CalendarYear:
    """Load the published years that come with the program; what was entered by hand stays."""
    return calendars.load_published_years(by=request.actor, at=timezone.now())


@router.post("/reference/divisions", response=UnitOut, **does("orgs.divisions_loaded", "装入区划"))
@for_system_admin
def load_divisions(request: CallerRequest) -> Unit:
    """Load the city's units from the shipped list; units that are there stay as they are."""
    return orgs.load_divisions(by=request.actor, at=timezone.now())


@router.post("/reference/items", response=LoadedOut, **does("catalog.reference_loaded", "装入事项清单"))
@for_system_admin
def load_reference(request: CallerRequest) -> Loaded:
    """Load the printed lists of items; what is there already stays as it is."""
    return catalog.load_reference(by=request.actor, at=timezone.now())
