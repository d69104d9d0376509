"""A letter of the window on A4: heading, words, table, where to ask, date and place of the seal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from svc_approvals.api.printing.paper import HEADING, TITLE, bound, facts, grid, words
from svc_approvals.domain.cases.letters import Letter

SIZE = 10.5
WIDTHS = {3: (0.08, 0.46, 0.46), 4: (0.08, 0.34, 0.18, 0.4)}  # by the number of columns
SIGNED = (0.12, 0.3, 0.16, 0.42)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes to whom, and where to ask."""

    organ: str
    applicant: str
    clerk: str = ""
    place: str = ""
    consult_phone: str = ""
    supervise_phone: str = ""
    tracking: str = ""


def letter_pdf(letter: Letter, head: Letterhead) -> bytes:
    """The letter as PDF."""
    return bound(f"{letter.title} {letter.number}", list(_parts(letter, head)))


def _parts(letter: Letter, head: Letterhead) -> Iterator[Flowable]:
    yield words(head.organ, HEADING, centred=True, below=4)
    yield words(letter.title, TITLE, centred=True, below=14)
    yield words(f"编号：{letter.number}", SIZE, right=True, below=8)
    yield words(f"{head.applicant}：", SIZE, below=6)
    yield from map(_indented, letter.paragraphs)
    if letter.table:
        yield Spacer(0, 4)
        yield grid([_row(row) for row in letter.table], WIDTHS[len(letter.table[0])], header=True)
        yield Spacer(0, 10)
    yield from map(_indented, letter.closing)
    yield Spacer(0, 6)
    yield facts(_where_to_ask(head))
    yield KeepTogether(list(_signed(letter, head)))


def _indented(text: str) -> Paragraph:
    return words(text, SIZE, indent=2 * SIZE, below=6)


def _row(cells: Sequence[str]) -> list[Flowable]:
    first, *others = cells
    return [words(first, centred=True), *map(words, others)]


def _where_to_ask(head: Letterhead) -> Iterator[tuple[str, str]]:
    yield "办理地点", head.place
    yield "咨询电话", head.consult_phone
    yield "监督电话", head.supervise_phone
    yield "进度查询", head.tracking


def _signed(letter: Letter, head: Letterhead) -> Iterator[Flowable]:
    yield Spacer(0, 26)
    yield words(f"{head.organ}（专用印章）", SIZE, right=True)
    yield words(letter.dated, SIZE, right=True, below=18)
    labels = [words("经办人"), words(head.clerk), words("申请人签收"), words("")]
    yield grid([[*labels]], SIGNED, room=8)
