"""Units, memberships and posts, training, windows, opening hours, policies.

Invariants
- A unit keeps its id for ever; name, sign name, parent and managing unit are dated rows, one open row each.
- Rights come only from a membership (user × unit × post × dates) with a passed training for that post.
- 公益性岗位 and outsourced staff accept and help, but never approve (clause 2.3).
- One person never holds two of the three administrator posts.
- A window number is unique in its hall.
"""
