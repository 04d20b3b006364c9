"""The versions of templates: the program's own, and those of a unit.

A version is a row with its bytes, also of the program's own, so that an older document is drawn with the
files of its day after the program was replaced.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

from yizhan.documents.models import Template
from yizhan.documents.registry import registered
from yizhan.documents.states import TemplateFormat
from yizhan.journal.models import INSTALLATION
from yizhan.lib.sm3 import sm3

OFFICIAL = Path(__file__).parent / "typst"
FRAME = ("sheets.typ", "marks.typ", "official.typ")
"""What stands around every Typst template, and is kept with each of its versions."""


def in_force(key: str, format: TemplateFormat, *, unit_id: UUID, at: datetime) -> Template:
    """The version that a document issued now gets: the unit's own, else the program's."""
    own = Template.objects.filter(unit_id=unit_id, key=key, format=format, in_force=True).first()
    return own or built_in(key, format, at=at)


def built_in(key: str, format: TemplateFormat, *, at: datetime) -> Template:
    """The program's own version of today; its row is written when it is first used."""
    bundle = built_in_bundle(key, format)
    digest = sm3(bundle).hex()
    id = uuid5(INSTALLATION, f"{key}/{format}/{digest}")
    if (known := Template.objects.filter(pk=id).first()) is not None:
        return known
    versions = Template.objects.filter(unit_id=INSTALLATION, key=key, format=format)
    row = Template(
        id=id,
        unit_id=INSTALLATION,
        key=key,
        format=format,
        version=versions.count() + 1,
        digest=digest,
        bundle=bundle,
        added_at=at,
    )
    Template.objects.bulk_create([row], ignore_conflicts=True)  # two first documents in one second
    return Template.objects.get(pk=id)


def built_in_bundle(key: str, format: TemplateFormat) -> bytes:
    """The bytes of the program's own template. Raises TemplateUnknown."""
    found = registered(key)
    return (
        found.word.read_bytes()
        if format == TemplateFormat.WORD
        else typst_bundle(found.typst.read_text("utf-8"))
    )


def typst_bundle(source: str) -> bytes:
    """A Typst template with everything that is drawn with it, as it is kept."""
    files = {name: (OFFICIAL / name).read_text("utf-8") for name in FRAME}
    return json.dumps(files | {"template.typ": source}, ensure_ascii=False, sort_keys=True).encode()


def typst_files(bundle: bytes) -> dict[str, bytes]:
    """The files of a kept Typst template."""
    files: dict[str, str] = json.loads(bytes(bundle))
    return {name: text.encode() for name, text in files.items()}


def is_built_in(template: Template) -> bool:
    """Whether the template came with the program and may be drawn in its own process."""
    return template.unit_id == INSTALLATION
