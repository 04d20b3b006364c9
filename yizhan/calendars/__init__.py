"""Working days with 调休, from an own table filled with the published years.

Invariants
- A day's row says what its weekday does not; no row: Monday to Friday are worked.
- A year is official once its notice is published; what is counted in another year says 未公布.
- The day of the start never counts. Opening days are the halls' affair, not the calendar's.
"""
