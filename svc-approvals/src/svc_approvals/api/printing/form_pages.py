"""The form on A4, empty or filled in: to be printed, written on, signed and scanned."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from svc_approvals.api.printing.paper import HEADING, SMALL, TITLE, bound, facts, grid, words
from svc_approvals.domain.paper_forms.layout import PaperForm, PaperItem, PaperSection

WIDTHS = (0.28, 0.46, 0.26)
EMPTY, TICKED = "□", "■"
ROOM = 7  # above and below what is written by hand


def form_pdf(form: PaperForm) -> bytes:
    """The form as PDF."""
    return bound(f"{form.title} 申请表", list(_parts(form)))


def _parts(form: PaperForm) -> Iterator[Flowable]:
    yield words("“一件事一次办”申请表", TITLE, centred=True, below=4)
    yield words(form.title, HEADING + 2, centred=True, below=8)
    yield facts([("事项编码", form.matter_code), ("办理情形", form.scenario)])
    yield Spacer(0, 8)
    for section in form.sections:
        yield words(section.title, HEADING, below=3)
        yield grid(_rows(section), WIDTHS, header=True, room=ROOM)
        yield Spacer(0, 8)
    yield words("注：带 * 的为必填项；请在选项前的方框内划 √。", SMALL + 0.5, below=10)
    yield words("本人（单位）承诺以上内容真实、准确，并对其真实性负责。", below=10)
    yield grid([_signed()], (0.18, 0.42, 0.12, 0.28), room=2 * ROOM)


def _signed() -> list[Flowable]:
    return [words("申请人（签章）"), words(""), words("日期"), words("")]


def _rows(section: PaperSection) -> list[list[Flowable]]:
    header: list[Flowable] = [words("项目"), words("填写内容"), words("填写要求")]
    return [header, *(_row(item) for item in section.items)]


def _row(item: PaperItem) -> list[Flowable]:
    title = f"{item.title} *" if item.required else item.title
    return [words(title), words(_content(item)), words(item.note, SMALL)]


def _content(item: PaperItem) -> str:
    if not item.options:
        return item.text
    return "　".join(
        f"{TICKED if option in item.chosen else EMPTY} {option}" for option in item.options
    )
