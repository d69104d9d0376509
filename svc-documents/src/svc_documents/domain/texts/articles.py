"""One article of a text, or a clause or an item of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from svc_documents.domain.texts.blocks import HEADINGS, Block, line_of, plain_of
from svc_documents.domain.texts.marks import LONGEST_TITLE
from svc_documents.domain.texts.references import Reference, read_reference


@dataclass(frozen=True, slots=True)
class Article:
    """A part that was asked for: its blocks, and the headings it stands under."""

    anchor: str
    title: str  # 第三条第二款
    under: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """As plain characters."""
        return plain_of(self.blocks)


def article(blocks: Sequence[Block], reference: str) -> Article | None:
    """The part a reference means, tolerantly read; also any anchor of the text itself."""
    meant = read_reference(reference)
    at = _place(blocks, meant.anchor if meant else reference.strip())
    if at is None and meant:  # what was put in force is often attached to its notice
        at = _place(blocks, f"att-1-{meant.anchor}")
    if at is None and meant and "条" not in reference:  # a text without articles has 一、二、
        at, meant = _place(blocks, meant.anchor.replace("art-", "n-", 1)), None
    if at is None:
        return None
    title = str(meant) if meant else line_of(blocks[at])[:LONGEST_TITLE]
    found = tuple(_belonging(blocks, at, meant))
    return Article(blocks[at]["anchor"], title, tuple(_under(blocks[:at])), found)


def articles(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The text cut at its articles and headings: each with all that belongs to it."""
    cuts = [n for n, one in enumerate(blocks) if n == 0 or _begins(one)] + [len(blocks)]
    for first, end in pairwise(cuts):
        yield blocks[first:end]


def _place(blocks: Sequence[Block], anchor: str) -> int | None:
    return next((n for n, one in enumerate(blocks) if one.get("anchor") == anchor), None)


def _begins(one: Block) -> bool:
    return one["kind"] in HEADINGS or one["kind"] == "article"


def _belonging(blocks: Sequence[Block], at: int, meant: Reference | None) -> Iterator[Block]:
    """The block itself and all below it: those whose anchors go on from its own."""
    first = blocks[at]
    yield first
    own, whole = f"{first.get('anchor')}-", not (meant and (meant.paragraph or meant.item))
    for one in blocks[at + 1 :]:
        below = one.get("anchor", own).startswith(own)
        clause = one.get("anchor", "").startswith(f"{own}p")
        if one["kind"] == "signature":
            return
        if _begins(one) and not (first["kind"] in HEADINGS and below):
            return
        if not below or (clause and not whole):
            return
        yield one


def _under(before: Sequence[Block]) -> list[str]:
    """The headings above, the highest first."""
    found: list[tuple[int, str]] = []
    for one in reversed(before):
        level = one.get("level", 1)
        if one["kind"] in HEADINGS and (not found or level < found[0][0]):
            found.insert(0, (level, line_of(one)))
    return [title for _, title in found]
