"""What a director sees of the template in force: its example, and the file itself."""

from __future__ import annotations

from yizhan.documents import templates
from yizhan.documents.models import Template
from yizhan.documents.press import CannotPress
from yizhan.documents.refusals import PaperCannotBeDrawn
from yizhan.documents.states import TemplateFormat
from yizhan.documents.trying import sample_pdf, sample_word
from yizhan.lib.actor import Actor


def sample_in_force(actor: Actor, key: str, kind: TemplateFormat) -> bytes:
    """The example as a document issued now would look. Raises TemplateUnknown, PaperCannotBeDrawn."""
    bundle, is_trusted = _in_force(actor, key, kind)
    draw = sample_word if kind == TemplateFormat.WORD else sample_pdf
    try:
        return draw(key, bundle, is_trusted=is_trusted)
    except CannotPress as problem:
        raise PaperCannotBeDrawn from problem


def source_in_force(actor: Actor, key: str, kind: TemplateFormat) -> bytes:
    """The file of the template in force, as somebody would edit it. Raises TemplateUnknown."""
    bundle, _ = _in_force(actor, key, kind)
    return bundle if kind == TemplateFormat.WORD else templates.typst_files(bundle)["template.typ"]


def _in_force(actor: Actor, key: str, kind: TemplateFormat) -> tuple[bytes, bool]:
    own = Template.objects.filter(unit_id=actor.hall_id, key=key, format=kind, in_force=True).first()
    return (templates.built_in_bundle(key, kind), True) if own is None else (bytes(own.bundle), False)
