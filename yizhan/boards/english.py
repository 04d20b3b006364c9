"""English words for what only boards show."""

from __future__ import annotations

from collections.abc import Mapping

from yizhan.orgs.states import Post

POSTS: Mapping[str, str] = {
    Post.GUIDE: "Guide desk",
    Post.ACCEPTANCE: "Acceptance",
    Post.DELIVERY: "Delivery",
    Post.STATION_WORKER: "Community services",
}
