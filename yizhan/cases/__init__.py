"""Cases: from acceptance to the result in hand (前台综合受理、后台分类审批、统一窗口出件), inside one unit.

Invariants
- Received is not accepted (收件不等于受理): a receipt is answered within the legal days, else it counts as
  accepted from the day of receipt, and the director's list says so (行政许可法 32, clause 7.2c).
- What is missing is told once and completely; a second notice is refused, and with the director's reason it
  stands on the unit's record (clause 7.2b).
- A deadline is a pure function of stored facts; a clock stops only for a legal reason, told in writing by the
  same act. No limit is invented: without one it is 未定时限.
- Whoever takes a case in does not decide it (clause 4.2). Facts on the spot are checked by two officers.
- Papers go out in the name of the responsible body, never of the hall; what was issued never changes.
- A case number is given once. Names, numbers and reasons are sealed; lists show masked names.

Acts, in the order of a case: `receiving`, `materials`, `answering`, `clocking`, `reviewing`, `checking`,
`publicising`, `deciding`, `delivering`; `ending` and `referencing` beside them, `assigning` before them.
`drafting` keeps what is typed and is no act; `papers` writes what is handed out; `clock` and `route` are the
mechanisms that the acts share.
"""
