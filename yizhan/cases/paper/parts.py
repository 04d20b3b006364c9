"""What the papers of a case are made of: their two bases, and the lines of their lists."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Any paper. `key` names its template, `series` the 文号 series it is numbered in; empty: no 文号."""

    key: ClassVar[str]
    title: ClassVar[str]
    series: ClassVar[str] = ""

    def content(self) -> dict[str, Any]:
        """The content as plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper(Paper):
    """Any paper of one case. `progress_address` becomes a QR code; empty where no public address is set."""

    case_number: str
    item: str
    applicant: str
    progress_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """A material that was handed in. `form` is a word: 原件, 复印件, 电子材料, 免交（数据共享）…"""

    name: str
    form: str
    count: int = 1
    pages: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingMaterial:
    """A material to be supplemented: what is the matter with it, what is asked for, and by what right."""

    name: str
    problem: str
    requirement: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferredMaterial:
    """A material that may follow later by the applicant's promise (容缺), and until when."""

    name: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """Where one turns against a decision; the periods are those of the law (复议法 20, 行政诉讼法 46)."""

    reconsideration_body: str
    court: str
    reconsideration_within: str = "60日"
    litigation_within: str = "6个月"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody who checks or delivers on duty, with the number of his certificate."""

    name: str
    certificate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredPaper:
    """A paper or thing that is delivered."""

    name: str
    number: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorised:
    """One side of an authorisation."""

    name: str
    identity_kind: str
    identity_number: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityRow:
    """One line of a public notice: masked by whoever fills it in, never a minor (domain handbook 1.8)."""

    name: str
    area: str
    matter: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledPaper:
    """A line of the list inside a file."""

    name: str
    number: str = ""
    dated_on: str = ""
    pages: str = ""
    remark: str = ""
