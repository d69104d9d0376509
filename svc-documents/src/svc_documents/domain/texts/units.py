"""What is compared: an article with all that belongs to it, a heading, an attachment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from svc_documents.domain.texts.articles import articles
from svc_documents.domain.texts.blocks import Block, block, line_of, plain_of

PREAMBLE = "正文开头"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of one text: its name, and its characters without its number."""

    kind: str
    anchor: str
    number: str
    text: str

    @property
    def title(self) -> str:
        """What it is called: 第三条, or a heading itself."""
        return self.number or self.text[:20] or PREAMBLE


def units_of(blocks: Sequence[Block]) -> Iterator[Unit]:
    """The units of a text in their order."""
    for part in articles(blocks):
        first = part[0]
        anchor, number = first.get("anchor", ""), first.get("number", "")
        if first["kind"] in {"article", "attachment"}:
            yield Unit(first["kind"], anchor, number, _text(part))
        elif anchor and first["kind"] != "item":
            yield Unit("heading", anchor, number, first["text"])
            yield from _below(part[1:], anchor)
        else:
            yield from _below(part, "")


def _below(part: Sequence[Block], anchor: str) -> Iterator[Unit]:
    """What stands below a heading and in no article, as one unit."""
    if part:
        yield Unit("paragraph", anchor, "", "\n".join(map(line_of, part)))


def _text(part: Sequence[Block]) -> str:
    head = block(part[0]["kind"], part[0]["text"])
    return plain_of([head, *part[1:]]).strip()
