"""Persons and bodies (法人、其他组织): whoever comes with a matter; personal data lives here alone.

Invariants
- A person belongs to one unit and is known there only; nobody is looked up across units.
- Name, number, phone, address and birthday are sealed (SM4-GCM). Lists read the masked columns, exact search
  reads blind indexes; a row out of a gate cannot be opened by mistake, it raises.
- Personal data is opened in one place, `selectors.opening`, which first writes who looked, at what, why, in a
  transaction of its own; what is rolled back later does not take that back.
- One number of one kind stands once in a unit. A person without a number has a reason from the list.
- Duplicates are merged, never deleted: `merged_into` says who stands for them, and separating undoes it.
- The journal gets ids and names of fields, never their content.

Acts: register, correct, merge and separate persons, reveal one; register, correct and reveal bodies; keep a
rotation of the keys on record. `resealing` carries sealed columns over to a new key.
"""
