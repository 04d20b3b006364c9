"""The clerk whom the boards follow, in a process of his own: calls when told to, and puts the number back.

`python -m benchmarks.caller` prints the address of the hall's stream; then, for every line of its input, it
does the act and prints the instant after the commit. The clock is the system's, the same in all processes.
"""

from __future__ import annotations

import os
import sys
import time


def main() -> None:
    """Found a hall with one waiting resident, then call and put back in turn."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.settings")
    import django

    django.setup()
    from benchmarks.hall import build
    from yizhan.live.tickets import Audience, stream_for
    from yizhan.queueing.actions import calling, issuing
    from yizhan.queueing.states import Channel
    from yizhan.testing.cast import TODAY

    hall = build(1, TODAY)
    session, clerk = hall.sessions[0], hall.clerks[0]
    issuing.issue(hall.category_of(0), channel=Channel.GUIDE, by=hall.guide.actor, at=hall.moment(9))
    print(stream_for(hall.unit.pk, Audience.BOARD).address, flush=True)
    ticket = None
    for _ in sys.stdin:
        if ticket is None:
            ticket = calling.call_next(session, by=clerk.actor, at=hall.moment(9, 5))
        else:
            calling.put_back(ticket, session, by=clerk.actor, at=hall.moment(9, 6))
            ticket = None
        print(time.perf_counter(), flush=True)


if __name__ == "__main__":
    main()
