"""Write the Word templates of the papers of a case: `python scripts/word_templates.py`.

They say what the Typst templates say, in fonts that office machines have (仿宋, 宋体, 黑体; a hall changes
them as it likes). Places are filled by docxtpl: `c` is the content, `body` the letterhead. Nothing here runs
when the program runs; the same input gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

WORD = Path(__file__).parents[1] / "yizhan/cases/paper/word"
SONG, FANGSONG, HEI = "宋体", "仿宋", "黑体"
WIDTH = 156  # mm between the margins of GB/T 9704
EPOCH = (2026, 1, 1, 0, 0, 0)


class Paper:
    """One template under construction."""

    def __init__(self, *, size: float = 14, pitch: float = 24) -> None:
        self.word: Word = Document()
        self.size, self.pitch = size, pitch
        page = self.word.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = (
            Mm(37),
            Mm(35),
            Mm(28),
            Mm(26),
        )
        if size < 14:
            page.top_margin, page.bottom_margin = Mm(30), Mm(24)
        normal = self.word.styles["Normal"]
        normal.font.name, normal.font.size = FANGSONG, Pt(size)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), FANGSONG)
        self._codes()
        self._page_numbers()

    def text(
        self, words: str, *, indent: bool = True, align: ALIGN | None = None, grey: bool = False
    ) -> Paragraph:
        """A paragraph; **words** between double stars are bold."""
        paragraph = self.word.add_paragraph()
        fill(paragraph, words, size=self.size * (0.75 if grey else 1), grey=grey)
        shape = paragraph.paragraph_format
        shape.line_spacing, shape.space_after = Pt(self.pitch if not grey else 16), Pt(0)
        shape.first_line_indent = Pt(self.size * 2) if indent else None
        paragraph.alignment = align if align is not None else ALIGN.JUSTIFY
        return paragraph

    def when(self, condition: str, words: str, *, indent: bool = True) -> None:
        """A paragraph that stands only where the condition holds."""
        self._control(f"{{%p if {condition} %}}")
        self.text(words, indent=indent)
        self._control("{%p endif %}")

    def each(self, name: str, values: str, words: str) -> None:
        """A paragraph for each value."""
        self._control(f"{{%p for {name} in {values} %}}")
        self.text(words)
        self._control("{%p endfor %}")

    def head(self, title: str = "{{ title }}", *, with_body: bool = True, with_number: bool = True) -> None:
        """The body that answers, the title, the number."""
        if with_body:
            self._big("{{ body.name }}", 18)
        self._big(title, 22)
        if with_number:
            self._control("{%p if number %}")
            self.text("{{ number }}", indent=False, align=ALIGN.RIGHT)
            self._control("{%p endif %}")

    def facts(self, *pairs: tuple[str, str], empty_too: bool = False) -> None:
        """Names and values; a line without a value is left out."""
        widths = (34, WIDTH - 34)
        table = self._table(widths)
        for name, value in pairs:
            if not empty_too:
                control_row(table, widths, f"{{%tr if {value} %}}")
            cells = add_row(table, widths)
            fill(cells[0].paragraphs[0], name, size=12)
            fill(cells[1].paragraphs[0], "{{ " + value + " }}" if value else "", size=12)
            if not empty_too:
                control_row(table, widths, "{%tr endif %}")
        self._gap()

    def rows(self, values: str, *columns: tuple[str, str, int]) -> None:
        """A list of `one`: name, expression and width (mm) of each column; the head is repeated."""
        widths = [width for _, _, width in columns]
        table = self._table(widths)
        for cell, (name, _, _) in zip(add_row(table, widths), columns, strict=True):
            fill(cell.paragraphs[0], name, size=12, font=HEI)
            cell.paragraphs[0].alignment = ALIGN.CENTER
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        control_row(table, widths, f"{{%tr for one in {values} %}}")
        for cell, (_, expression, _) in zip(add_row(table, widths), columns, strict=True):
            fill(cell.paragraphs[0], "{{ " + expression + " }}", size=12)
        control_row(table, widths, "{%tr endfor %}")
        self._gap()

    def seal(self) -> None:
        """Room for the round seal of the body, never of the hall."""
        self.text("", indent=False)
        for words in ("（印章）", "{{ body.name }}", "{{ issued_on }}"):
            line = self.text(words, indent=False, align=ALIGN.CENTER)
            line.paragraph_format.left_indent = Mm(WIDTH * 0.4)
            line.paragraph_format.keep_with_next = words != "{{ issued_on }}"

    def hand(self, *names: str) -> None:
        """What somebody writes by hand."""
        for name in names:
            self.text(f"{name}：＿＿＿＿＿＿＿＿　　　年　　月　　日", indent=False, align=ALIGN.LEFT)

    def received_by(self, who: str = "申请人（代理人）签收") -> None:
        """The strip on which the applicant says that he has it."""
        self.text("", indent=False)
        self.hand(who)
        self.text("本文书一式两份，申请人与本机关各存一份。", indent=False, grey=True)

    def remedies(self, of: str = "c.remedies") -> None:
        """Where one turns against it, with both periods."""
        self.text(
            f"如不服本决定，可以自收到本{{{{ title }}}}之日起{{{{ {of}.reconsideration_within }}}}内向"
            f"{{{{ {of}.reconsideration_body or '＿＿＿＿＿＿＿＿＿＿' }}}}申请行政复议，也可以自收到之日起"
            f"{{{{ {of}.litigation_within }}}}内依法向{{{{ {of}.court or '＿＿＿＿＿＿＿＿＿＿' }}}}提起行政诉讼。"
        )

    def officer(self) -> None:
        """Who works on it."""
        self.when(
            "c.officer",
            "承办人：{{ c.officer }}{% if c.officer_phone %}　联系电话：{{ c.officer_phone }}{% endif %}",
        )

    def save(self, key: str) -> None:
        """Write it, always with the same bytes."""
        first = self.word.paragraphs[0]
        if not first.text:
            first._p.getparent().remove(first._p)
        core = self.word.core_properties
        core.author, core.title, core.comments = "", key, ""
        written = io.BytesIO()
        self.word.save(written)
        with zipfile.ZipFile(written) as made, zipfile.ZipFile(WORD / f"{key}.docx", "w") as kept:
            for part in made.infolist():
                entry = zipfile.ZipInfo(part.filename, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                kept.writestr(entry, made.read(part))

    def _table(self, widths: Sequence[int]) -> Table:
        table = self.word.add_table(rows=0, cols=len(widths))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def _big(self, words: str, size: float) -> None:
        paragraph = self.word.add_paragraph()
        fill(paragraph, words, size=size, font=SONG, bold=True)
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(6)

    def _control(self, words: str) -> None:
        self.word.add_paragraph(words)

    def _gap(self) -> None:
        self.word.add_paragraph().paragraph_format.line_spacing = Pt(8)

    def _codes(self) -> None:
        head = self.word.sections[0].header.paragraphs[0]
        for words in (
            "{{ qr }}",
            "　　",
            "{{ barcode }}",
            "　",
            "{{ barcode_words }}",
        ):  # a picture ends its run
            fill(head, words, size=9, grey=True)

    def _page_numbers(self) -> None:
        foot = self.word.sections[0].footer.paragraphs[0]
        foot.alignment = ALIGN.CENTER
        for words, field in (("第", "PAGE"), ("页　共", "NUMPAGES"), ("页", "")):
            fill(foot, words, size=10.5)
            if field:
                simple = OxmlElement("w:fldSimple")
                simple.set(qn("w:instr"), field)
                shown = foot.add_run("1")
                shown.font.size = Pt(10.5)
                simple.append(shown._r)
                foot._p.append(simple)


def fill(
    paragraph: Paragraph,
    words: str,
    *,
    size: float,
    font: str = FANGSONG,
    bold: bool = False,
    grey: bool = False,
) -> None:
    """Write the words with a Chinese font; **words** between double stars are bold."""
    for place, piece in enumerate(words.split("**")):
        if not piece:
            continue
        run = paragraph.add_run(piece)
        run.font.size, run.font.name, run.bold = Pt(size), font, bold or place % 2 == 1
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if grey:
            run.font.color.rgb = RGBColor(90, 90, 90)


def add_row(table: Table, widths: Sequence[int]) -> Sequence[_Cell]:
    """A row whose cells have these widths in mm, and that does not break between pages."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
        shape = cell.paragraphs[0].paragraph_format
        shape.space_before = shape.space_after = Pt(2.5)
    return list(row.cells)


def control_row(table: Table, widths: Sequence[int], words: str) -> None:
    """A row that only steers: it is gone from the filled paper."""
    add_row(table, widths)[0].paragraphs[0].add_run(words)


NUMBER = ("序号", "loop.index", 14)
ABOUT = (("办件编号", "barcode_words"), ("办理事项", "c.item"), ("申请人", "c.applicant"))
BASIS = "{{ c.basis | join('、') }}"
BY_LAW = "{% if c.basis %}根据" + BASIS + "，{% endif %}"
CASE = "你（单位）于{{ c.applied_on }}提出的“{{ c.item }}”申请（办件编号{{ barcode_words }}）"
OFFICERS = "c.%s | map(attribute='name') | join('、')"


def received_slip() -> None:
    paper = Paper(size=12, pitch=22)
    paper.head()
    paper.facts(
        *ABOUT, ("代理人", "c.agent"), ("收到时间", "c.received_at"), ("收到方式", "c.channel"),
        ("收件人", "c.received_by"), ("查询码", "c.query_code"),
    )  # fmt: skip
    paper.text("共收到下列材料{{ c.materials | length }}种：", indent=False)
    paper.rows(
        "c.materials", NUMBER, ("材料名称", "one.name", 66), ("形式", "one.form", 32), ("份数", "one.count", 14),
        ("页数", "one.pages or '—'", 14), ("备注", "one.remark", 16),
    )  # fmt: skip
    paper.when("c.remark", "备注：{{ c.remark }}", indent=False)
    paper.when(
        "c.answer_by",
        "收到材料不等于已经受理。{{ c.hall }}将在**{{ c.answer_by }}**前告知您是否受理，或者一次告知需要补正的"
        "全部内容；到期没有告知的，自收到材料之日起即为受理。",
    )
    paper.text(
        "凭本凭证或者查询码可以查询办理进度，请妥善保管。咨询电话：{{ c.hall_phone }}（{{ c.hall }}）。"
    )
    paper.hand("交件人签字")
    paper.seal()
    paper.save("received_slip")


def acceptance_notice() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text(
        "你（单位）于{{ c.applied_on }}提出的“{{ c.item }}”申请，申请材料齐全，符合法定形式{% if c.deferred %}（其中"
        "{{ c.deferred | length }}种材料按承诺容缺后补）{% endif %}。{% if c.basis %}根据"
        + BASIS
        + "，{% endif %}"
        "本机关决定自**{{ c.accepted_on }}**起受理。"
    )
    paper.facts(
        ("办件编号", "barcode_words"), ("联系人", "c.contact"), ("联系电话", "c.contact_phone"),
        ("法定时限", "c.statutory_limit"), ("承诺时限", "c.promised_limit"), ("应办结日期", "c.due_on"),
    )  # fmt: skip
    paper.when("c.not_counted", "{{ c.not_counted }}")
    paper.when(
        "c.deferred",
        "下列材料请按承诺的日期补齐：{% for one in c.deferred %}{{ one.name }}（{{ one.due_on }}前）"
        "{% if not loop.last %}；{% endif %}{% endfor %}。",
    )
    paper.when(
        "c.materials",
        "收到的材料：{{ c.materials | map(attribute='name') | join('、') }}，共{{ c.materials | length }}种。",
    )
    paper.officer()
    paper.seal()
    paper.received_by()
    paper.save("acceptance_notice")


def one_time_notice() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text(
        CASE + "收悉。经审查，申请材料需要补正。根据有关规定，现将需要补正的"
        "**全部内容（共{{ c.missing | length }}项）一次性告知**如下："
    )
    paper.rows(
        "c.missing", NUMBER, ("材料名称", "one.name", 36), ("存在的问题", "one.problem", 32),
        ("补正要求", "one.requirement", 42), ("依据", "one.basis", 32),
    )  # fmt: skip
    paper.text("请于**{{ c.until }}**前补正。补正方式：{{ c.how }}。补正地点：{{ c.where }}。")
    paper.text("以上为全部需补正内容，一次性告知。补正齐全后，本机关即予受理，不会再要求补正其他材料。")
    paper.when("c.if_late", "{{ c.if_late }}")
    paper.officer()
    paper.seal()
    paper.received_by()
    paper.save("one_time_notice")


def decline_notice() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text(CASE + "收悉。经审查，本机关决定**不予受理**。")
    paper.text("理由：{{ c.reason }}")
    paper.when("c.basis", "依据：" + BASIS + "。")
    paper.when(
        "c.right_body",
        "请向**{{ c.right_body }}**提出申请{% if c.right_body_contact %}（{{ c.right_body_contact }}）{% endif %}。",
    )
    paper.remedies()
    paper.officer()
    paper.seal()
    paper.received_by()
    paper.save("decline_notice")


def deferral_promise() -> None:
    paper = Paper()
    paper.head(with_body=False)
    paper.text("{{ c.addressed_to }}：", indent=False)
    paper.text(
        "本人（单位）申请办理“{{ c.item }}”（办件编号{{ barcode_words }}）。主要材料已经提交，"
        "下列材料暂缺，请求先予受理："
    )
    paper.rows("c.materials", NUMBER, ("暂缺的材料", "one.name", 98), ("承诺补齐日期", "one.due_on", 44))
    paper.text("现郑重承诺：")
    paper.text("一、已提交的材料和所说的情况真实、合法、有效；")
    paper.text("二、在上表所列日期前补齐暂缺的材料，补交的材料符合要求；")
    paper.text("三、{{ c.consequence }}")
    paper.facts(
        ("承诺人", "c.applicant"), ("证件", "c.identity_kind ~ '　' ~ c.identity_number"), ("代理人", "c.agent"),
        ("联系电话", "c.phone"),
    )  # fmt: skip
    paper.hand("承诺人（代理人）签字")
    paper.text(
        "单位承诺的，由法定代表人或者经营者签字并加盖公章。本承诺书由受理机关存档，承诺人可以留存复印件。",
        indent=False, grey=True,
    )  # fmt: skip
    paper.save("deferral_promise")


def special_procedure_notice() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text(
        "本机关正在办理你（单位）的“{{ c.item }}”申请（办件编号{{ barcode_words }}）。{{ c.reason }}"
        + BY_LAW
        + "现决定进行**{{ c.kind }}**，有关事项告知如下："
    )
    paper.facts(
        ("特别程序", "c.kind"), ("组织实施", "c.carried_out_by"), ("开始日期", "c.starts_on"),
        ("所需时间", "c.expected"), ("原应办结日", "c.former_due_on"),
    )  # fmt: skip
    paper.text("上述所需时间不计算在办理期限内。{{ c.kind }}结束后，办理期限接着计算，应办结日期相应顺延。")
    paper.officer()
    paper.seal()
    paper.received_by()
    paper.save("special_procedure_notice")


def extension_notice() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text(
        "你（单位）的“{{ c.item }}”申请（办件编号{{ barcode_words }}），本机关已于{{ c.accepted_on }}受理，"
        "原应于{{ c.former_due_on }}前作出决定。"
    )
    paper.text("因下列理由，在该期限内不能作出决定：{{ c.reason }}")
    paper.text(
        BY_LAW + "经{{ c.approved_by }}批准，办理期限延长**{{ c.extended_by }}**，"
        "至**{{ c.new_due_on }}**止。"
    )
    paper.text("特此告知。")
    paper.officer()
    paper.seal()
    paper.received_by()
    paper.save("extension_notice")


def site_check_record() -> None:
    paper = Paper(size=12, pitch=22)
    paper.head()
    paper.facts(
        ("办件编号", "barcode_words"), ("办理事项", "c.item"), ("被核查人", "c.applicant"), ("在场人", "c.present"),
        ("核查地点", "c.place"), ("核查时间", "c.started_at ~ '至' ~ c.ended_at"),
        ("核查人员", OFFICERS % "officers"), ("证件号", "c.officers | map(attribute='certificate') | join('、')"),
        ("记录人", "c.recorder"), ("核查内容", "c.checked"),
    )  # fmt: skip
    paper.text("核查人员不少于两人，已出示证件，说明来意，并告知可以申请回避。核查情况如下：")
    paper.each("one", "c.facts", "{{ loop.index }}. {{ one }}")
    paper.text("核查结论：**{{ c.conclusion }}**")
    paper.when("c.attachments", "附件：{{ c.attachments | join('、') }}。")
    paper.hand("核查人员（一）签字", "核查人员（二）签字", "记录人签字")
    paper.text("被核查人（在场人）意见：", indent=False)
    paper.text("", indent=False)
    paper.hand("签字")
    paper.save("site_check_record")


def approval_decision() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text(CASE + "，本机关已于{{ c.accepted_on }}受理。")
    paper.text("{{ c.facts }}")
    paper.text(BY_LAW + "本机关决定：**{{ c.decision }}**。")
    paper.facts(("证件名称", "c.certificate"), ("证件编号", "c.certificate_number"), ("有效期", "c.valid"))
    paper.when("c.conditions", "请注意：")
    paper.each("one", "c.conditions", "{{ loop.index }}. {{ one }}")
    paper.when("c.collect", "{{ c.collect }}")
    paper._control("{%p if c.remedies %}")
    paper.remedies()
    paper._control("{%p endif %}")
    paper.seal()
    paper.save("approval_decision")


def rejection_decision() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text(CASE + "，本机关已于{{ c.accepted_on }}受理。")
    paper.text("经审查，查明：{{ c.facts }}")
    paper.text("理由：{{ c.reasons }}")
    paper.text(BY_LAW + "本机关决定**不予批准**。")
    paper.remedies()
    paper.seal()
    paper.save("rejection_decision")


def service_receipt() -> None:
    paper = Paper(size=12, pitch=20)
    paper.head()
    paper.facts(
        ("办件编号", "barcode_words"), ("办理事项", "c.item"), ("受送达人", "c.recipient"), ("送达地点", "c.place"),
        ("送达方式", "c.way"), ("邮件编号", "c.tracking_number"), ("送达人", OFFICERS % "servers"),
        ("送达人证件号", "c.servers | map(attribute='certificate') | join('、')"),
    )  # fmt: skip
    paper.rows(
        "c.papers",
        NUMBER,
        ("送达的文书、物品", "one.name", 60),
        ("编号", "one.number", 66),
        ("件数", "one.count", 16),
    )
    paper.facts(
        ("收件人签名或者盖章", "c.received_by"), ("收到日期", "c.served_at or '　　　　年　　月　　日　　时　　分'"),
        ("代收人与受送达人关系", "c.relation"), ("拒收事由", "c.refusal_reason"),
        ("见证人签名", "c.witnesses | join('、')"), ("送达人签名", "''"), ("备注", "c.remark"),
        empty_too=True,
    )  # fmt: skip
    paper.text(
        "受送达人是公民的，本人不在时交同住成年家属签收；受送达人拒绝签收的，可以邀请见证人到场说明情况，记明拒收"
        "事由和日期，由送达人、见证人签名，把文书留在住所，或者用拍照、录像记录后留置，即视为送达。",
        indent=False, grey=True,
    )  # fmt: skip
    paper.save("service_receipt")


def collection_notice() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text("你（单位）申请办理的“{{ c.item }}”（办件编号{{ barcode_words }}）已经办结，请来领取结果。")
    paper.facts(
        ("领取的结果", "c.result"), ("编号", "c.certificate_number"), ("领取地点", "c.where"),
        ("领取时间", "c.hours"), ("请带", "c.bring | join('；')"), ("联系电话", "c.phone"),
    )  # fmt: skip
    paper.when("c.until", "请于{{ c.until }}前领取。")
    paper.when("c.by_post", "{{ c.by_post }}")
    paper.seal()
    paper.save("collection_notice")


def agency_authorisation() -> None:
    paper = Paper(size=12, pitch=22)
    paper.head(with_body=False)
    for name, who in (("委托人", "principal"), ("受托人", "agent")):
        paper.facts(
            (name, f"c.{who}.name"), ("证件", f"c.{who}.identity_kind ~ '　' ~ c.{who}.identity_number"),
            ("电话", f"c.{who}.phone"), ("住址", f"c.{who}.address"),
        )  # fmt: skip
    paper.when("c.case_number", "办件编号：{{ barcode_words }}", indent=False)
    paper.text("委托人委托受托人代为办理下列事项：")
    paper.each("one", "c['items']", "{{ loop.index }}. {{ one }}")
    paper.text("受托人的权限：")
    paper.each("one", "c.scope", "{{ loop.index }}. {{ one }}")
    paper.text(
        "委托期限自{{ c.valid_from }}至{{ c.valid_until }}。受托人在上述权限内所做的，委托人予以承认。未经委托人书面"
        "同意，受托人不得转委托。委托人可以随时以书面方式撤销委托。"
    )
    paper.when("c.is_free", "本次代办由便民服务中心（站）的代办员免费提供，不收取任何费用。")
    paper.hand("委托人签字（按手印）", "受托人签字")
    paper.text(
        "委托人不会写字的，由他人代书，委托人按手印，代书人和在场证明人签字。代书人：＿＿＿＿＿＿　证明人：＿＿＿＿＿＿",
        indent=False, grey=True,
    )  # fmt: skip
    paper.save("agency_authorisation")


PUBLIC = (NUMBER, ("姓名", "one.name", 26), ("所在社区（村）", "one.area", 34))


def publicity_notice() -> None:
    paper = Paper()
    paper.head("关于{{ c.item }}的公示")
    paper.text(
        "经审核，下列对象拟予办理“{{ c.item }}”。{% if c.basis %}根据"
        + BASIS
        + "，{% endif %}现予公示，公示期自"
        "**{{ c.starts_on }}**至**{{ c.ends_on }}**。"
    )
    paper.rows("c.rows", *PUBLIC, ("拟办内容", "one.matter", 52), ("备注", "one.remark", 30))
    paper.text(
        "对公示内容有异议的，请在公示期内向{{ c.objections_to }}反映（电话：{{ c.phone }}；地址：{{ c.address }}）。"
        "请说明具体情况，我们对反映人的信息保密。"
    )
    paper.seal()
    paper.save("publicity_notice")


def publicity_result() -> None:
    paper = Paper()
    paper.head("关于{{ c.item }}公示结果的公告")
    paper.text(
        "本机关于{{ c.starts_on }}至{{ c.ends_on }}就“{{ c.item }}”进行了公示（{{ c.notice_number }}）。公示期间"
        "{% if c.objections %}收到异议{{ c.objections }}件{% else %}没有收到异议{% endif %}。"
    )
    paper.rows("c.rows", *PUBLIC, ("内容", "one.matter", 52), ("结果", "one.remark", 30))
    paper.text("{{ c.outcome }}")
    paper.text("联系电话：{{ c.phone }}。")
    paper.seal()
    paper.save("publicity_result")


def file_cover() -> None:
    paper = Paper(size=12, pitch=22)
    paper.head(with_number=False)
    paper.facts(
        ("办件编号", "barcode_words"), ("事项名称", "c.item"), ("申请人", "c.applicant"), ("办理单位", "c.unit"),
        ("受理日期", "c.accepted_on"), ("办结日期", "c.concluded_on"), ("办理结果", "c.outcome"),
        ("承办人", "c.officer"), ("保管期限", "c.retention"), ("件数页数", "c.copies or '共　　　件　　　　页'"),
    )  # fmt: skip
    paper.text("卷内目录", indent=False, align=ALIGN.CENTER)
    paper.rows(
        "c.papers", NUMBER, ("文书名称", "one.name", 36), ("文号", "one.number", 44), ("日期", "one.dated_on", 32),
        ("页次", "one.pages", 14), ("备注", "one.remark", 16),
    )  # fmt: skip
    paper.save("file_cover")


def withdrawal() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text(
        CASE
        + "，已于**{{ c.withdrawn_on }}**由你（单位）撤回。{% if c.reason %}撤回的理由：{{ c.reason }}{% endif %}"
    )
    paper.text("本机关终止办理。撤回不影响今后就同一事项重新申请。")
    paper.when("c.returned", "退回下列材料，请核对：")
    paper.rows(
        "c.returned",
        NUMBER,
        ("材料名称", "one.name", 84),
        ("形式", "one.form", 38),
        ("份数", "one.count", 20),
    )
    paper.officer()
    paper.seal()
    paper.received_by("撤回人（代理人）签字")
    paper.save("withdrawal")


def deemed_acceptance() -> None:
    paper = Paper()
    paper.head()
    paper.text("{{ c.applicant }}：", indent=False)
    paper.text(
        "本机关于{{ c.received_on }}收到你（单位）提出的“{{ c.item }}”申请材料（办件编号{{ barcode_words }}），应当在"
        "{{ c.answer_was_due_on }}前告知是否受理或者需要补正的内容，但没有按期告知。"
    )
    paper.text(BY_LAW + "该申请自收到申请材料之日即**{{ c.received_on }}**起视为受理。办理期限从该日起计算。")
    paper.facts(("法定时限", "c.statutory_limit"), ("应办结日期", "c.due_on"))
    paper.text("没有按期告知是本机关的责任，不影响你（单位）的权利，你（单位）无需另行补办手续。")
    paper.officer()
    paper.seal()
    paper.received_by()
    paper.save("deemed_acceptance")


if __name__ == "__main__":
    WORD.mkdir(exist_ok=True)
    for write in (
        received_slip, acceptance_notice, one_time_notice, decline_notice, deferral_promise,
        special_procedure_notice, extension_notice, site_check_record, approval_decision, rejection_decision,
        service_receipt, collection_notice, agency_authorisation, publicity_notice, publicity_result, file_cover,
        withdrawal, deemed_acceptance,
    ):  # fmt: skip
        write()
