"""The operations, by topic, and the one API that holds them."""

from __future__ import annotations

from yizhan.exchange.api import (
    boards,
    calling,
    categories,
    day,
    devices,
    guides,
    hall,
    imports,
    items,
    people,
    questions,
    records,
    residents,
    tickets,
    today,
    tokens,
    units,
    windows,
)
from yizhan.exchange.serving import HallAPI

TOPICS = (
    tokens,
    day,
    categories,
    tickets,
    windows,
    calling,
    questions,
    boards,
    residents,
    today,
    items,
    guides,
    imports,
    units,
    hall,
    people,
    devices,
    records,
)
api = HallAPI()
for topic in TOPICS:
    api.add_router("", topic.router)
