"""Which posts do which steps of a case (clauses 2.3, 4.2); read by the acts, the screens and the API."""

from __future__ import annotations

from yizhan.orgs.states import Post

ACCEPTS = (Post.ACCEPTANCE, Post.STATION_WORKER)
"""前台综合受理: takes in, checks, accepts, tells what is missing."""

REVIEWS = (Post.APPROVER,)
"""后台分类审批: clocks, opinions, decisions; never in a station (clause 2.3)."""

ANSWERS = (*ACCEPTS, *REVIEWS)
"""May tell that something is missing, that a matter is not taken, or that the applicant withdrew it."""

DELIVERS = (Post.DELIVERY, Post.ACCEPTANCE, Post.STATION_WORKER)
"""统一窗口出件."""

ANSWERS_FOR_THE_UNIT = (Post.DIRECTOR,)
"""Forces a second notice, voids, reopens, approves extensions."""

SEES = (Post.DIRECTOR, *ANSWERS, Post.DELIVERY)
"""May open the cases of the own unit."""
