"""The screens of those who run a hall: unit, hours, calling, windows, people, tokens, audit.

Invariants
- Every address names the unit; a unit outside of the actor's reach is 404.
- The three administrators are kept apart: accounts (system), posts and tokens (security), journal (audit).
- The audit page shows ids and field names only, as the journal holds them.
"""
