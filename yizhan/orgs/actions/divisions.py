"""Loading the city's units from the statistical list, and who manages which street (clause 2.1)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from yizhan.accounts.rights import only_for
from yizhan.journal.acts import act, record
from yizhan.journal.models import INSTALLATION
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit, UnitName, UnitPlace
from yizhan.orgs.refusals import ReferenceBroken
from yizhan.orgs.states import Post, UnitKind

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
AS_OF = date(2023, 6, 30)
"""The day of the statistical list; from it on the loaded names and places hold."""

_KINDS = {
    "市": UnitKind.CITY,
    "区": UnitKind.DISTRICT,
    "县": UnitKind.DISTRICT,
    "街道": UnitKind.STREET,
    "镇": UnitKind.TOWN,
    "社区": UnitKind.COMMUNITY,
    "村": UnitKind.VILLAGE,
    "其他": UnitKind.COMMUNITY,  # 终南林场生活区: lives and is served like a community
}
_BATCH = 500


@dataclass(frozen=True, slots=True)
class _Row:
    """One unit of the files: `key` and `parent` are division codes, or names where there is no code."""

    key: str
    kind: UnitKind
    name: str
    short_name: str
    parent: str

    @property
    def division_code(self) -> str:
        return self.key if self.key.isdecimal() else ""


@act("orgs.divisions_loaded")
def load_divisions(
    *, by: Actor, at: datetime, folder: Path = REFERENCE, within: tuple[str, ...] = ()
) -> Unit:
    """Load the city with its districts, towns, communities, villages and development zones (clause 2.1).

    Units that are there stay as they are, whatever was changed about them here; only missing ones are
    added. `within` narrows the list to the codes and what lies above and below them. Returns the city.
    Raises ReferenceBroken when a file cannot be used; nothing is written then.
    """
    only_for(by, Post.SYSTEM_ADMIN, owner="系统管理员")
    rows = _read(folder)
    managers = _managers(folder)
    wanted = [row for row in rows if not within or _concerns(row, within)]
    known = _known_units()
    added = [row for row in wanted if row.key not in known]
    for row in added:
        known[row.key] = Unit(
            kind=row.kind, division_code=row.division_code, name=row.name, short_name=row.short_name
        )
    units = [known[row.key] for row in added]
    Unit.objects.bulk_create(units, batch_size=_BATCH)
    UnitName.objects.bulk_create(
        [UnitName(unit=unit, name=unit.name, valid_from=AS_OF) for unit in units], batch_size=_BATCH
    )
    UnitPlace.objects.bulk_create([_place(row, known, managers) for row in added], batch_size=_BATCH)
    city = known[rows[0].key]
    record(city, by=by, at=at, unit_id=INSTALLATION, added=len(added), found=len(wanted) - len(added))
    return city


def _place(row: _Row, known: dict[str, Unit], managers: dict[str, str]) -> UnitPlace:
    """By the map a street may belong to a district, while a development zone manages it."""
    parent = known.get(row.parent)
    return UnitPlace(
        unit=known[row.key],
        parent=parent,
        managed_by=known.get(managers.get(row.key, ""), parent),
        valid_from=AS_OF,
    )


def _concerns(row: _Row, within: tuple[str, ...]) -> bool:
    """Whether the row is one of the codes, above or below them; development zones always are."""
    return not row.division_code or any(
        row.key.startswith(code) or code.startswith(row.key) for code in within
    )


def _known_units() -> dict[str, Unit]:
    """The units that the list may speak of, by code, or by name where they have none."""
    coded = Unit.objects.exclude(division_code="")
    zones = Unit.objects.filter(kind=UnitKind.DEVELOPMENT_ZONE)
    return {unit.division_code: unit for unit in coded} | {unit.name: unit for unit in zones}


def _read(folder: Path) -> list[_Row]:
    divisions = folder / "divisions.csv"
    rows: list[_Row] = []
    seen: set[str] = set()
    for line, found in enumerate(_lines(divisions), start=2):
        if found["kind"] not in _KINDS or not found["code"].isdecimal():
            raise ReferenceBroken(
                file=divisions.name, line=line, problem=f"类别“{found['kind']}”或代码不认识"
            )
        if found["code"] in seen:
            raise ReferenceBroken(file=divisions.name, line=line, problem=f"代码{found['code']}重复")
        if seen and found["parent"] not in seen:
            raise ReferenceBroken(file=divisions.name, line=line, problem=f"上级{found['parent']}不在前面")
        seen.add(found["code"])
        rows.append(_row(found))
    if not rows:
        raise ReferenceBroken(file=divisions.name, line=1, problem="文件是空的")
    city = rows[0].key
    zones = [
        _Row(found["name"], UnitKind(found["kind"]), found["name"], found["short_name"], city)
        for found in _lines(folder / "other-units.csv")
    ]
    return [*rows, *zones]


def _row(found: dict[str, str]) -> _Row:
    """The everyday name is the unit's name; the statistical 居委会/村委会 is the committee, not the place."""
    kind = _KINDS[found["kind"]]
    return _Row(found["code"], kind, found["short_name"], found["short_name"], found["parent"])


def _managers(folder: Path) -> dict[str, str]:
    """Which development zone manages which street: division code → the zone's name."""
    return {found["town_code"]: found["zone"] for found in _lines(folder / "development-zone-towns.csv")}


def _lines(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return [
                {name: (text or "").strip() for name, text in row.items()} for row in csv.DictReader(opened)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise ReferenceBroken(file=file.name, line=1, problem="文件缺失或读不出") from problem
