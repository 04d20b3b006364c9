"""The catalogue: standard items as printed, a unit's implementation of an item, and its published versions.

Invariants
- The printed lists are kept exactly: 52 rows of the town, 50 of the community; no. 13 and no. 5 of the
  community are one item with two numbers (annexes A3, A4).
- A promised limit is never longer than the statutory one. A limit that is not known stays empty.
- A published version never changes; a change is a new version.
- An outdated item is loaded, marked, and closed with its reason until the unit opens it.
- A unit's own item that is not in its hall is a breach (clause 4.1).
"""
