"""Whether the parts of a text that somebody names are there."""

from collections.abc import Iterable, Sequence

from svc_documents.domain.texts.articles import article
from svc_documents.domain.texts.blocks import HEADINGS, Block


def has_part(blocks: Sequence[Block], reference: str) -> bool:
    """Whether an article, a clause, an item or a division (第二章) stands in a text."""
    return article(blocks, reference) is not None or _unspaced(reference) in _divisions(blocks)


def last_article(blocks: Iterable[Block]) -> str:
    """How a text counts its last article; before its attachments, unless they have them all."""
    counted = [one for one in blocks if one["kind"] == "article"]
    own = [one for one in counted if one.get("anchor", "").startswith("art-")]
    last = (own or counted)[-1:]
    return _unspaced(last[0]["number"]) if last else ""


def _divisions(blocks: Iterable[Block]) -> set[str]:
    return {
        _unspaced(one["number"]) for one in blocks if one["kind"] in HEADINGS and "number" in one
    }


def _unspaced(written: str) -> str:
    return "".join(written.split())
