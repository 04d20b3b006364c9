"""Stored bytes: photos, scans and PDFs that residents hand in, kept so that only the program can read them.

Invariants
1. What a file is, its content says; its name and the type that a browser claims count for nothing.
2. Nothing is stored as it came: pictures are decoded and written anew (upright, without the camera's notes),
   PDFs are searched for what could act, and written anew unless a signature covers them whole.
3. Bytes lie on disk sealed (SM4-GCM, bound to their file and content), readable by the owner only, before
   their row commits. A row without bytes cannot come about; bytes without a row are swept after a day.
4. Equal content is stored once per unit. Its address is a blind index of unit and content, so no unit can
   learn that another holds the same file.
5. Names are sealed too; no journal fact, log line or header carries one unasked.

No acts: an upper floor's view calls `storing.prepared` (slow: checks, decodes, writes), its act
`storing.keep`. Modules in the order of a file's life: receiving → recognition → scanning → pictures, pdfs →
checking → storing → reading → serving, thumbnails; resealing after a change of keys; sweeping of leftovers.
"""
