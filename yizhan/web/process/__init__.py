"""The process that runs: Django and the live streams behind one port, and the worker beside them.

Invariants
- A hall is one process. On PostgreSQL web, live and worker may be services of their own.
- Whatever keeps it from starting is one sentence in Chinese and English, and exit code 1.
- A stop takes two seconds at most with any number of open streams; a request under way is finished.
- The worker goes on after an unexpected error, which it logs with a number.
"""
