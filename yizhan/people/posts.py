"""Which posts work with persons and bodies: read by the acts, by the markers of the views and by the menu."""

from __future__ import annotations

from yizhan.orgs.states import Post

USES = (
    Post.ACCEPTANCE,
    Post.STATION_WORKER,
    Post.AGENT,
    Post.DELIVERY,
    Post.APPROVER,
    Post.DIRECTOR,
)
MERGES = (Post.ACCEPTANCE, Post.STATION_WORKER, Post.DIRECTOR)
SEES_WHO_LOOKED = (Post.DIRECTOR, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN)
"""The director answers for his hall; the two administrators never see more than masked lines."""

OPENS_THE_PAGE = (*USES, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN)
ROTATES_KEYS = (Post.SYSTEM_ADMIN,)

USES_OWNER = "受理、代办、审批、出件人员或中心（站）负责人"
MERGES_OWNER = "综合受理、社区（村）便民服务人员或中心（站）负责人"
