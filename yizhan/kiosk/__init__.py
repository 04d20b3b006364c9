"""The machine at the door: numbers, guides, hours, complaint channels (clauses 6.1, 7.3, 7.4).

Invariants
- One turn at the machine gives one ticket: double tap, reload and back show the number already taken.
- The number is committed before anything is printed; when no slip comes out, the screen says what to do.
- Whoever walks away leaves nothing: language, type size and voice go back to the hall's own.
- A kiosk sees its own hall only.
"""
