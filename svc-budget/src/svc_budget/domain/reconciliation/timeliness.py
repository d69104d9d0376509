"""In time: published within so many days of what had to be waited for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from svc_budget.domain.reconciliation.findings import Finding, Mark, State
from svc_budget.domain.reconciliation.shelf import Shelf


@dataclass(frozen=True, slots=True)
class InTime:
    """Calendar days (预算法第十四条 says 日) from the approval or reply to publication."""

    days: int

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """One finding."""
        since, done = shelf.context.replied_on, shelf.context.published_on
        if since is None or done is None:
            missing = "批准（批复）日期" if since is None else "公开日期"
            yield Finding(State.MISSING, note=f"没有填写{missing}")
            return
        due = since + timedelta(days=self.days)
        if done <= due:
            yield Finding(State.HELD)
            return
        late = (done - due).days
        remark = (
            f"{since:%Y年%m月%d日}批准（批复），应在 {self.days} 日内即 {due:%Y年%m月%d日}前公开，"
            f"公开日期为 {done:%Y年%m月%d日}，逾期 {late} 日"
        )
        sheet = next((one.sheet for one in shelf.own.book.tables.values()), "")
        yield Finding(State.BROKEN, remark=remark, marks=(Mark(sheet, 0, 0, "", key="逾期"),))
