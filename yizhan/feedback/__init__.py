"""Ratings (好差评): one per visit, unchangeable, never forced, the rater unknown to the one rated.

Invariants
- A visit has at most one rating; there is no act that changes or removes one.
- A rating holds no identity of the rater, only the visit it belongs to.
"""
