"""Official paper: letterheads, numbers, templates, documents as they were issued and printed.

This floor knows no cases: content comes from above as plain JSON, with the key of its template.

Invariants
- A document's content, letterhead and template version are frozen when it is issued; its bytes and their
  SM3 digest when it is first printed. A later change of letterhead or template changes no issued document.
- A 文号 is unique for its body, kind and year, counts up without gaps (a refused act takes none), and
  begins at 1 every year.
- A second print is a copy of the first bytes and says so (补打 第n次); a voided document says 作废 and why.
- A template that a unit uploads is drawn in a process of its own, without files, network or much time.
- Paper prints without the Internet and without fonts of the machine; a character that no font has becomes an
  empty square, and the foot of the sheet says which one to write by hand.

Mechanisms (called inside an upper act): `issuing.issue`, `issuing.void`. Acts: `change_letterhead`,
`replace_template`, `withdraw_template`, `record_print`, `void_document`.
"""
