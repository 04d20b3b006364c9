"""Kiosks, boards, pads and ticket printers: enrolment by token, heartbeat, print jobs.

Invariants
- A device's token is stored as a digest only; a disabled device is refused at once.
- A print job is queued in the transaction that made its content, and printed after the commit.
- A job is printed at most once by the worker that took it; a second copy is a job of its own, marked 补打.
"""
