"""Found a small hall in the data folder of the environment, ready to open: for tests of the whole program.

Run as a module it prints as JSON what a test needs to walk in: device addresses and the password.
"""

from __future__ import annotations

import json
import sys
from datetime import time


def main() -> None:
    """Build the cast, two categories, today's opening and one device of each kind; by acts only."""
    import django

    django.setup()
    sys.stdout.write(json.dumps(found()))


def found() -> dict[str, str]:
    """Found the hall as of today's clock, and open its day."""
    from django.utils import timezone

    from yizhan.catalog import actions as catalog
    from yizhan.catalog.states import BusinessLine
    from yizhan.devices.actions import enrol
    from yizhan.lib.actor import SYSTEM
    from yizhan.orgs import actions as orgs
    from yizhan.queueing.actions import days, setting_up
    from yizhan.testing.cast import PASSWORD, SET_UP, assemble

    now = timezone.localtime(timezone.now())  # noqa: TID251 - a program of its own
    cast = assemble()
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    catalog.adopt_guides(cast.hall, by=SYSTEM, at=SET_UP)
    # Open the whole day, so that the test may run at any hour.
    orgs.change_policy(cast.hall, last_ticket_minutes=0, by=SYSTEM, at=SET_UP)
    orgs.set_exception(
        cast.hall, now.date(), reason="测试", opens=time(0), closes=time(23, 59, 59), by=SYSTEM, at=now
    )
    for prefix, name, line in (
        ("A", "社保就业", BusinessLine.SOCIAL_SECURITY),
        ("B", "民政救助", BusinessLine.CIVIL_AFFAIRS),
    ):
        setting_up.add_category(
            cast.hall, prefix, name, cast.zone, by=SYSTEM, at=now, lines=[line], name_en=f"Category {prefix}"
        )
    days.open_day(cast.hall, now.date(), by=cast.director.actor, at=now)
    told = {"password": PASSWORD, "hall": str(cast.hall.pk)}
    for kind in ("kiosk", "hall_board", "window_board", "pad"):
        place = cast.windows[0].pk if kind in {"window_board", "pad"} else None
        _, token = enrol(
            cast.hall.pk, kind=kind, name=kind, place_id=place, speaks=kind == "hall_board", by=SYSTEM, at=now
        )
        told[kind] = f"/device/{token}"
    return told


if __name__ == "__main__":
    main()
