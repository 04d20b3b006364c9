"""The staff screens of the floor: window, guide desk, the business day, the director's today, set-up.

Invariants
- Every act is a plain form that works without JavaScript; scripts only make it faster.
- What was typed is never lost: not by a refusal, not by a stale page, not by a live refresh.
- Every open ticket of the hall is on the clerk's desk exactly once.
- Every step has its undo or a named exit beside it.
"""
