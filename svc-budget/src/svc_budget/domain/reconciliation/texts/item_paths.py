"""Items of spending in sentences, by their path: 教育支出（类）普通教育（款）小学教育（项）."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from svc_budget.domain.reconciliation.labels import plain
from svc_budget.domain.reconciliation.texts.amounts import Told, named, told
from svc_budget.domain.reconciliation.texts.passages import Passage

Path = tuple[str, str, str]  # names of class, group and item
PATH = re.compile(
    r"(?:^|[。；;、.．,，：:\s\d另])(?P<class>[^。；;、.．，：:\s（(]*(?:[（(][^）)类款项]*[）)])?[^。；;、.．，：:\s（(]*)"
    r"[（(]类[）)]\s*(?P<group>.+?)[（(]款[）)]\s*(?P<item>.+?)[（(]项[）)]"
)
STAGES = {
    "决算": re.compile(rf"(?:支出)?决算数?(?:为|是)?\s*{named('a_')}"),
    "年初预算": re.compile(rf"年初预算数?(?:为|是)?\s*{named('a_')}"),
    "本年预算": re.compile(rf"(?:预算数?|支出|安排)?(?:为|是)?\s*{named('a_')}"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the text: its path, where it stands, and the text up to the next item."""

    passage: Passage
    path: Path
    start: int
    end: int  # of its path
    until: int

    def amount(self, stage: str) -> Told | None:
        """What the text gives for a stage."""
        found = STAGES[stage].search(self.passage.text, self.end, self.until)
        return None if found is None else told(found, "a_")


def items_of(passages: Iterable[Passage]) -> Iterator[Item]:
    """All items of a narrative."""
    for passage in passages:
        found = list(PATH.finditer(passage.text))
        ends = [*(one.start() for one in found[1:]), len(passage.text)]
        for one, until in zip(found, ends, strict=False):
            path = (plain(one["class"]), plain(one["group"]), plain(one["item"]))
            yield Item(passage, path, one.start("class"), one.end(), until)
