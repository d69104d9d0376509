"""The yearly report's table of requests (年度报告统一格式，第三部分), and whether it adds up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from svc_documents.domain.disclosure_requests.requests import ApplicantKind

COLUMNS = {
    ApplicantKind.NATURAL_PERSON: "自然人",
    ApplicantKind.BUSINESS: "商业企业",
    ApplicantKind.RESEARCH: "科研机构",
    ApplicantKind.PUBLIC_WELFARE: "社会公益组织",
    ApplicantKind.LEGAL_SERVICE: "法律服务机构",
    ApplicantKind.OTHER: "其他",
}
NEW, CARRIED_IN, TOTAL, CARRIED_OUT = "1", "2", "3.7", "4"
ROWS = {
    NEW: "一、本年新收政府信息公开申请数量",
    CARRIED_IN: "二、上年结转政府信息公开申请数量",
    "3.1": "三、（一）予以公开",
    "3.2": "三、（二）部分公开",
    "3.3.1": "三、（三）不予公开：1.属于国家秘密",
    "3.3.2": "三、（三）不予公开：2.其他法律行政法规禁止公开",
    "3.3.3": "三、（三）不予公开：3.危及“三安全一稳定”",
    "3.3.4": "三、（三）不予公开：4.保护第三方合法权益",
    "3.3.5": "三、（三）不予公开：5.属于三类内部事务信息",
    "3.3.6": "三、（三）不予公开：6.属于四类过程性信息",
    "3.3.7": "三、（三）不予公开：7.属于行政执法案卷",
    "3.3.8": "三、（三）不予公开：8.属于行政查询事项",
    "3.4.1": "三、（四）无法提供：1.本机关不掌握相关政府信息",
    "3.4.2": "三、（四）无法提供：2.没有现成信息需要另行制作",
    "3.4.3": "三、（四）无法提供：3.补正后申请内容仍不明确",
    "3.5.1": "三、（五）不予处理：1.信访举报投诉类申请",
    "3.5.2": "三、（五）不予处理：2.重复申请",
    "3.5.3": "三、（五）不予处理：3.要求提供公开出版物",
    "3.5.4": "三、（五）不予处理：4.无正当理由大量反复申请",
    "3.5.5": "三、（五）不予处理：5.要求行政机关确认或重新出具已获取信息",
    "3.6.1": "三、（六）其他处理：1.申请人无正当理由逾期不补正、行政机关不再处理其申请",
    "3.6.2": "三、（六）其他处理：2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其申请",
    "3.6.3": "三、（六）其他处理：3.其他",
    TOTAL: "三、（七）总计",
    CARRIED_OUT: "四、结转下年度继续办理",
}
Count = tuple[str, str, int]  # row, kind of applicant, how many


@dataclass
class Report:
    """Counts per row and kind of applicant."""

    counts: dict[str, dict[str, int]] = field(
        default_factory=lambda: {row: dict.fromkeys(COLUMNS, 0) for row in ROWS}
    )

    def of(self, row: str) -> Mapping[str, int]:
        """The counts of a row by kind of applicant."""
        return self.counts[row]

    def total(self, row: str) -> int:
        """A row, all kinds together."""
        return sum(self.counts[row].values())

    def adds_up(self) -> bool:
        """New and carried in are together what was dealt with and carried out (勾稽关系)."""
        came = self.total(NEW) + self.total(CARRIED_IN)
        return came == self.total(TOTAL) + self.total(CARRIED_OUT)


def report_of(counts: Iterable[Count]) -> Report:
    """The table of what was counted; the total is the sum of the rows of results."""
    report = Report()
    for row, kind, number in counts:
        report.counts[row][kind] += number
        if row.startswith("3."):
            report.counts[TOTAL][kind] += number
    return report
