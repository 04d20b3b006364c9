"""Reading the catalogue. Guides of open items are public; everything else starts from the actor's units.

No selector hands out a queryset of versions, situations or materials: what was published is read as plain
values, and only the acts reach its rows.
"""

from yizhan.catalog.selectors.bodies import level_of, office_above, possible_bodies
from yizhan.catalog.selectors.guides import (
    Guide,
    HallItem,
    find_items,
    guide_of,
    halls_with_items,
    open_items,
    public_hall,
    settled_in_units,
)
from yizhan.catalog.selectors.imports import (
    Line,
    catalogue_of,
    changed_lines,
    counts_of,
    imports_visible_to,
    lines_of,
    rejudged,
    stored,
    unwritten_import,
    used_beyond,
)
from yizhan.catalog.selectors.register import (
    RegisterRow,
    breaches,
    filtered,
    halls_visible_to,
    implementations_visible_to,
    register_of,
    register_row_of,
    related_to,
    share_of,
)
from yizhan.catalog.selectors.versions import (
    VersionView,
    content_of,
    published_version_of,
    review_steps_of,
    version_visible_to,
    versions_of,
)

__all__ = [
    "Guide",
    "HallItem",
    "Line",
    "RegisterRow",
    "VersionView",
    "breaches",
    "catalogue_of",
    "changed_lines",
    "content_of",
    "counts_of",
    "filtered",
    "find_items",
    "guide_of",
    "halls_visible_to",
    "halls_with_items",
    "implementations_visible_to",
    "imports_visible_to",
    "level_of",
    "lines_of",
    "office_above",
    "open_items",
    "possible_bodies",
    "public_hall",
    "published_version_of",
    "register_of",
    "register_row_of",
    "rejudged",
    "related_to",
    "review_steps_of",
    "settled_in_units",
    "share_of",
    "stored",
    "unwritten_import",
    "used_beyond",
    "version_visible_to",
    "versions_of",
]
