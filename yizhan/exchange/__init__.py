"""/api/v1: every act and every read of the screens for other systems and devices, with the same rights.

Invariants
- A token acts as one user in one unit, with the posts that he holds there on that day; or as one device.
- No session, no cookie: a request without a token gets what everybody on the street may read, nothing else.
- What a screen refuses, the API refuses in the same sentence, as problem+json.
- An act that takes a request key is done once, however often its request arrives (Idempotency-Key).
- Every operation carries an access marker; the act that it carries out is named in the description (x-act).

`bearer` says who a token is, `doors` who may come in, `problems` how a refusal is told, `schemas` what goes
in and out, `api` holds the operations by topic.
"""
