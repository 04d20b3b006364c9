"""The screens of the hall: hall board, window boards, the pad's resting page; and the built-in voice.

Invariants
- A call stands on every open board within a second, once, and after a cut every missed call enters the list.
- A call is spoken once per zone, by the one device that speaks for it, while it is still called and fresh.
- A board that lost its line shows that, with the time, and no number.
- A board sees its own hall only, a window board and a pad their own window.
- A board runs for weeks: what it keeps in memory and on the page is bounded.
"""
