"""One invented example of every paper: for previews, for trying a replaced template, for tests and documents.

The street is a real one, the persons are not: their numbers carry the county code 610199, which nobody has.
"""

from __future__ import annotations

from typing import TypedDict

from yizhan.cases.paper import contents as papers
from yizhan.cases.paper.contents import PAPERS
from yizhan.cases.paper.parts import (
    Authorised,
    DeferredMaterial,
    DeliveredPaper,
    FiledPaper,
    MaterialLine,
    MissingMaterial,
    Officer,
    Paper,
    PublicityRow,
    Remedies,
)

CASE = "61011200620261123000125"
ITEM = "公共场所卫生许可（新办）"
AID = "临时救助对象认定"
APPLICANT = "西安杏园理发店（经营者：秦小满）"
PERSON = "秦小满"
CLERK, CLERK_PHONE = "何受理", "029-8600 0001"
ADDRESS = "西安市未央区谭家街道办事处一楼便民服务中心"
PROGRESS = "http://10.0.0.8/p/7KQ2MXP9"


class _Subject(TypedDict):
    case_number: str
    item: str
    applicant: str
    progress_address: str


class _OnDuty(TypedDict):
    officer: str
    officer_phone: str


_REMEDIES = Remedies(reconsideration_body="西安市未央区人民政府", court="西安铁路运输法院")
_LICENCE_LAW = "《中华人民共和国行政许可法》"
_MATERIALS = (
    MaterialLine(name="公共场所卫生许可申请表", form="原件", count=1, pages=2),
    MaterialLine(name="营业执照", form="免交（数据共享）", count=0),
    MaterialLine(name="经营场所平面布局图", form="复印件", count=1, pages=1, remark="已核对原件"),
    MaterialLine(name="从业人员健康合格证明", form="复印件", count=3, pages=3),
)
_SUBJECT: _Subject = {
    "case_number": CASE,
    "item": ITEM,
    "applicant": APPLICANT,
    "progress_address": PROGRESS,
}
_OFFICER: _OnDuty = {"officer": CLERK, "officer_phone": CLERK_PHONE}
_ROWS = (
    PublicityRow(name="张**", area="谭家社区", matter="一次性救助2000元", remark="因病"),
    PublicityRow(name="欧阳**", area="红旗社区", matter="一次性救助1500元", remark="因意外"),
    PublicityRow(name="李*", area="谭家社区", matter="一次性救助800元"),
)

_SAMPLES: tuple[Paper, ...] = (
    papers.ReceivedSlip(
        **_SUBJECT,
        received_at="2026年11月23日 9时30分",
        received_by=CLERK,
        hall="未央区谭家街道便民服务中心",
        hall_phone=CLERK_PHONE,
        answer_by="2026年11月30日",
        materials=_MATERIALS,
        agent="许代办",
        query_code="7KQ2MXP9",
    ),
    papers.AcceptanceNotice(
        **_SUBJECT,
        applied_on="2026年11月23日",
        accepted_on="2026年11月23日",
        statutory_limit="20个工作日",
        promised_limit="10个工作日",
        due_on="2026年12月7日",
        basis=(f"{_LICENCE_LAW}第三十二条", "《公共场所卫生管理条例》第八条"),
        contact=PERSON,
        contact_phone="139****0008",
        materials=_MATERIALS,
        deferred=(DeferredMaterial(name="公共场所卫生检测报告", due_on="2026年12月3日"),),
        not_counted="现场核查中需要检验、检测的，所需时间不计入上述期限，我们会另行书面告知。",
        **_OFFICER,
    ),
    papers.OneTimeNotice(
        **_SUBJECT,
        applied_on="2026年11月23日",
        missing=(
            MissingMaterial(
                name="公共场所卫生检测报告",
                problem="没有提交",
                requirement="由具备资质的检测机构出具，一年之内，原件1份",
                basis="《公共场所卫生管理条例实施细则》第二十三条",
            ),
            MissingMaterial(
                name="经营场所平面布局图",
                problem="没有标注消毒间位置",
                requirement="标注消毒间、更衣处的位置和面积，经营者签字，1份",
                basis="《公共场所卫生管理条例实施细则》第二十三条",
            ),
        ),
        how="补来原件到窗口，或者邮寄；电子材料可以通过查询码上传",
        where=ADDRESS,
        until="2026年12月7日",
        if_late="到期没有补正又没有说明原因的，视为放弃本次申请，材料退还；以后可以重新申请。",
        **_OFFICER,
    ),
    papers.DeclineNotice(
        **_SUBJECT,
        applied_on="2026年11月23日",
        reason="您申请的事项由区级卫生健康部门办理，不属于本机关的职权范围。",
        basis=(f"{_LICENCE_LAW}第三十二条第一款第（二）项",),
        right_body="西安市未央区行政审批服务局",
        right_body_contact="未央区政务服务中心（凤城八路）二楼综合窗口，电话029-8600 0002",
        remedies=_REMEDIES,
        **_OFFICER,
    ),
    papers.DeferralPromise(
        **_SUBJECT,
        identity_kind="居民身份证",
        identity_number="610199198805200016",
        phone="13900000008",
        addressed_to="西安市未央区人民政府谭家街道办事处",
        materials=(DeferredMaterial(name="公共场所卫生检测报告", due_on="2026年12月3日"),),
    ),
    papers.SpecialProcedureNotice(
        **_SUBJECT,
        kind="检测",
        reason="经营场所需要进行室内空气质量检测。",
        basis=(f"{_LICENCE_LAW}第四十五条",),
        starts_on="2026年11月26日",
        expected="8个工作日",
        former_due_on="2026年12月7日",
        carried_out_by="西安市未央区疾病预防控制中心",
        **_OFFICER,
    ),
    papers.ExtensionNotice(
        **_SUBJECT,
        accepted_on="2026年11月23日",
        former_due_on="2026年12月7日",
        extended_by="10个工作日",
        new_due_on="2026年12月21日",
        reason="经营场所的产权证明需要向登记机关核实，回函尚未收到。",
        basis=(f"{_LICENCE_LAW}第四十二条",),
        approved_by="本机关负责人",
        **_OFFICER,
    ),
    papers.SiteCheckRecord(
        **_SUBJECT,
        place="西安市未央区谭家街道某某路8号一层",
        started_at="2026年11月25日 14时00分",
        ended_at="2026年11月25日 14时40分",
        officers=(
            Officer(name="施核查", certificate="陕西610199001"),
            Officer(name="孔记录", certificate="陕西610199002"),
        ),
        checked="经营场所布局、消毒设施、从业人员健康证明与申请材料是否一致。",
        facts=(
            "经营场所面积42平方米，设更衣处1处、消毒间1间，位置与平面布局图一致。",
            "配有紫外线消毒柜1台，运转正常；公用毛巾分类存放。",
            "在岗从业人员3人，健康合格证明均在有效期内。",
        ),
        conclusion="与申请材料一致，符合《公共场所卫生管理条例》规定的条件。",
        present="秦小满（经营者）",
        recorder="孔记录",
        attachments=("现场照片6张", "检测采样单1份"),
    ),
    papers.ApprovalDecision(
        **_SUBJECT,
        applied_on="2026年11月23日",
        accepted_on="2026年11月23日",
        facts="你单位提交的申请材料齐全，符合法定形式；经2026年11月25日现场核查，经营场所符合卫生要求。",
        basis=(f"{_LICENCE_LAW}第三十八条第一款", "《公共场所卫生管理条例》第八条"),
        decision="准予公共场所卫生许可",
        certificate="公共场所卫生许可证",
        certificate_number="陕卫公证字〔2026〕第610199-0021号",
        valid="2026年12月2日至2030年12月1日",
        conditions=("变更经营场所、经营项目的，应当重新申请。", "许可证期满三十日前提出延续申请。"),
        collect=f"许可证自本决定作出之日起十日内，在{ADDRESS}统一出件窗口领取，也可以邮寄。",
    ),
    papers.RejectionDecision(
        **_SUBJECT,
        applied_on="2026年11月23日",
        accepted_on="2026年11月23日",
        facts="经2026年11月25日现场核查，经营场所没有独立的消毒间，公用毛巾与清洁用品混放。",
        reasons="经营场所不具备公共用品用具清洗、消毒、保洁的条件，不符合许可条件。",
        basis=(f"{_LICENCE_LAW}第三十八条第二款", "《公共场所卫生管理条例》第三条、第八条"),
        remedies=_REMEDIES,
    ),
    papers.ServiceReceipt(
        **_SUBJECT,
        recipient=APPLICANT,
        place=ADDRESS,
        way="直接送达（窗口领取）",
        papers=(
            DeliveredPaper(name="准予决定书", number="谭家街办决〔2026〕12号"),
            DeliveredPaper(name="公共场所卫生许可证", number="陕卫公证字〔2026〕第610199-0021号"),
        ),
        servers=(Officer(name="孔出件", certificate="陕西610199003"),),
    ),
    papers.CollectionNotice(
        **_SUBJECT,
        result="公共场所卫生许可证",
        certificate_number="陕卫公证字〔2026〕第610199-0021号",
        where=f"{ADDRESS}6号统一出件窗口",
        hours="周一至周五 9:00—12:00，13:00—17:00",
        bring=("收件凭证", "经营者本人身份证", "代领的，另带代领人身份证和委托书"),
        phone=CLERK_PHONE,
        until="2027年3月2日",
        by_post="不方便来的，可以来电要求邮寄，邮费到付。",
    ),
    papers.AgencyAuthorisation(
        case_number=CASE,
        principal=Authorised(
            name="秦大爷",
            identity_kind="居民身份证",
            identity_number="610199194805200018",
            phone="13900000009",
            address="西安市未央区谭家街道谭家社区1号楼101室",
        ),
        agent=Authorised(
            name="曹代办",
            identity_kind="居民身份证",
            identity_number="610199199003070023",
            phone="13900000010",
            address="谭家街道便民服务中心",
        ),
        items=("高龄老人生活保健补贴申请",),
        scope=("填写、提交申请材料，补正材料", "接收文书和通知", "领取办理结果"),
        valid_from="2026年11月23日",
        valid_until="2027年2月22日",
        is_free=True,
    ),
    papers.PublicityNotice(
        item=AID,
        rows=_ROWS,
        starts_on="2026年11月24日",
        ends_on="2026年11月30日",
        objections_to="谭家街道办事处社会事务办公室",
        phone="029-8600 0003",
        address="西安市未央区谭家街道办事处203室",
        basis=("《社会救助暂行办法》第十一条、第四十八条",),
    ),
    papers.PublicityResult(
        item=AID,
        notice_number="谭家街办公〔2026〕8号",
        rows=_ROWS,
        starts_on="2026年11月24日",
        ends_on="2026年11月30日",
        objections=0,
        outcome="公示期间没有收到异议，按程序办理。",
        phone="029-8600 0003",
    ),
    papers.FileCover(
        case_number=CASE,
        item=ITEM,
        applicant=APPLICANT,
        unit="未央区谭家街道便民服务中心",
        accepted_on="2026年11月23日",
        concluded_on="2026年12月2日",
        outcome="准予",
        officer="施审批",
        retention="长期",
        papers=(
            FiledPaper(name="收件凭证", dated_on="2026年11月23日", pages="1"),
            FiledPaper(
                name="受理通知书", number="谭家街办受〔2026〕12号", dated_on="2026年11月23日", pages="2"
            ),
            FiledPaper(name="申请材料", dated_on="2026年11月23日", pages="3—9", remark="共4种"),
            FiledPaper(
                name="准予决定书", number="谭家街办决〔2026〕12号", dated_on="2026年12月2日", pages="10"
            ),
            FiledPaper(name="送达回证", dated_on="2026年12月3日", pages="11"),
        ),
    ),
    papers.WithdrawalConfirmation(
        **_SUBJECT,
        applied_on="2026年11月23日",
        withdrawn_on="2026年11月27日",
        reason="店面另行选址，本次不再申请。",
        returned=_MATERIALS[:1] + _MATERIALS[2:],
        **_OFFICER,
    ),
    papers.DeemedAcceptance(
        **_SUBJECT,
        received_on="2026年11月13日",
        answer_was_due_on="2026年11月20日",
        statutory_limit="20个工作日",
        due_on="2026年12月11日",
        basis=(f"{_LICENCE_LAW}第三十二条第一款第（四）项",),
        **_OFFICER,
    ),
)

SAMPLES: dict[str, Paper] = {paper.key: paper for paper in _SAMPLES}
"""The example of each paper by its key."""

if set(SAMPLES) != {paper.key for paper in PAPERS}:
    raise RuntimeError("a paper has no example")
