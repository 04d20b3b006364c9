"""The catalogue's acts: loading the lists, taking items up, opening and closing, versions, imports."""

from yizhan.catalog.actions.admission import (
    adopt_items,
    close_item,
    mark_item,
    open_item,
    set_admission,
    set_sensitive,
)
from yizhan.catalog.actions.guides import adopt_guides
from yizhan.catalog.actions.importing import discard_import, read_import, write_import
from yizhan.catalog.actions.reference import Loaded, load_reference
from yizhan.catalog.actions.versions import change_draft, discard_draft, draft_version, publish_version

__all__ = [
    "Loaded",
    "adopt_guides",
    "adopt_items",
    "change_draft",
    "close_item",
    "discard_draft",
    "discard_import",
    "draft_version",
    "load_reference",
    "mark_item",
    "open_item",
    "publish_version",
    "read_import",
    "set_admission",
    "set_sensitive",
    "write_import",
]
