"""Live streams: a small ASGI app beside Django that sends a unit's new journal entries to open pages.

Invariants
- A stream gets every entry of its unit that its audience may know, in the order of positions, exactly once:
  replay and live come out of one list, read by one task, so there is no seam between them.
- However many pages are open, each entry is read once and rendered once, by one thread with one connection.
- Frames carry what the journal carries: ids, numbers, labels; never personal data.
- A server that cannot read its journal sends no clock, so that boards show 连接中断 and not stale numbers.

`tickets` says who may listen, `feed` keeps a unit's newest frames, `hub` follows the database, and `asgi`
answers.
"""
