"""Bytes that no row names: left by a refused act or a stopped machine, removed after a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import batched

from yizhan.files import disk
from yizhan.files.models import StoredFile

LEAST_AGE = timedelta(days=1)  # no act takes so long: what is younger may still get its row
_AT_ONCE = 500


def sweep(at: datetime) -> int:
    """Remove what is older than a day and has no row; how many were removed.

    Where not one file is known, nothing is: that is a wrong or empty database before a full data folder
    rather than a folder of nothing but leftovers.
    """
    if not StoredFile.objects.exists():
        return 0
    removed = 0
    for places in batched(disk.written_before((at - LEAST_AGE).timestamp()), _AT_ONCE):
        ids = {place: disk.id_of(place) for place in places}
        known = set(
            StoredFile.objects.filter(pk__in=[one for one in ids.values() if one]).values_list(
                "pk", flat=True
            )
        )
        for place, file_id in ids.items():
            if file_id not in known:
                place.unlink(missing_ok=True)
                removed += 1
    return removed
