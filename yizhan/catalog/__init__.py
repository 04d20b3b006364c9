"""The catalogue: standard items as printed, a unit's implementation of an item, and its published versions.

Invariants
- The printed lists are kept exactly: 52 rows of the town, 50 of the community; no. 13 and no. 5 of the
  community are one item with two numbers (annexes A3, A4).
- A promised limit is never longer than the statutory one. A limit that is not known stays empty.
- A published version never changes; a change is a new version.
- An outdated item is loaded, marked, and closed with its reason until the unit opens it.
- A unit's own item that is not in its hall is a breach (clause 4.1).
- The body responsible for an item is never the hall: centres and stations are no legal persons.
- A version says how a case of it runs: its review steps end with exactly one decision and fit into its limit;
  without steps the approver decides. The clock of a licence stops for nothing that the law does not name.
- What an uploaded table would do is shown row by row first; it does exactly that, once, or nothing.

Acts: `load_reference`, `adopt_items`, `adopt_guides`; `open_item`, `close_item`, `set_admission`,
`set_sensitive`, `mark_item`; `draft_version`, `change_draft`, `publish_version`, `discard_draft`;
`read_import`, `write_import`, `discard_import`. A guide travels through all of them as one plain value
(`content.GuideContent`).
"""
