"""The papers of a case: what each says (`contents`), how it looks (`typst/`, `word/`), and issuing it.

Invariants
- A paper is a frozen value of plain words and numbers; whoever fills it in has decided everything before.
- Dates arrive as words (`wording.on_day`), so that PDF and Word cannot differ.
- Every paper names the responsible body; a centre or a station signs nothing.
"""

from yizhan.cases.paper.registered import register_papers

register_papers()
