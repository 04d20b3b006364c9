"""The floor: business days, visits, tickets, windows in service, calls, what was done, consultations.

Invariants
- A ticket's label (A001) is unique in its hall on its business date; its number never changes, also not
  by a transfer.
- A ticket is called by one window; a window has one ticket at a time; a window is served by one person,
  a person serves one window.
- Every open ticket is in exactly one list: waiting, passed, suspended, or at a window.
- issued = served + missed + cancelled + open, for every day, category and channel.
- No ticket stays open overnight: closing the day ends each with a name.
- A request that comes twice is done once (request key).
"""
