"""Preset answers to what is asked every day, per topic: picked with one key, free words may follow."""

from __future__ import annotations

from yizhan.queueing.states import ConsultationTopic as Topic

PRESET_ANSWERS: dict[str, tuple[str, ...]] = {
    Topic.CONDITIONS: (
        "符合条件，可以办，已说明带什么、到哪个窗口。",
        "不符合条件，已说明原因和依据。",
        "要先核实情况，已留电话，核实后回复。",
    ),
    Topic.MATERIALS: (
        "已一次告知全部材料，并给了办事指南。",
        "材料齐了，今天就可以取号办理。",
        "还缺材料，已逐样说明去哪里开。",
    ),
    Topic.PROCEDURE: (
        "已说明怎么办、几步、多久能办好。",
        "可以网上办或请代办员代办，已说明办法。",
    ),
    Topic.PROGRESS: (
        "已查到办理进度，并告诉了本人。",
        "还在法定期限内，已说明什么时候有结果。",
        "查不到，已转承办科室，有结果后回复。",
    ),
    Topic.PLACE_AND_TIME: (
        "在本中心办，已说明窗口和开放时间。",
        "在社区（村）便民服务站就能办，已说明地址。",
    ),
    Topic.FEES: (
        "这件事不收费。",
        "按规定收费，已说明标准和依据。",
    ),
    Topic.POLICY: (
        "已按现行政策解释。",
        "政策有新变化，已说明新旧办法怎么衔接。",
        "要请主管科室解释，已转告并约好回复时间。",
    ),
    Topic.ELSEWHERE: (
        "不归本中心办，已说明应到的单位、地址和电话。",
        "已帮忙打电话联系对方单位。",
    ),
    Topic.OTHER: (
        "已当场答复。",
        "已记下，交有关同事办理。",
    ),
}
