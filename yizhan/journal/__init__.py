"""The journal: every act leaves one entry at its unit's next position.

Invariants
- An act is one function, one transaction, one entry (`acts.act`, `acts.record`); acts do not nest.
- Positions of a unit are 1, 2, 3 … without gaps, in commit order: the row of the unit's position is
  raised last in the transaction and stays locked until the commit.
- A request key is used once per unit: the same request coming again gets the first result.
- Entries carry ids and field names, never personal data, and are never changed or deleted.
- Seals chain a unit's entries under the auditor's key (HMAC-SM3), so that a change afterwards shows.
"""
