"""In which form a document is asked for: by ``?format=``, or by what a client accepts."""

from collections.abc import Iterator
from enum import StrEnum

from starlette.requests import Request

MOST_RANGES = 20


class Form(StrEnum):
    """The forms a document can be had in."""

    JSON = "json"
    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "markdown"


MEDIA_TYPES = {
    Form.JSON: "application/json", Form.HTML: "text/html", Form.PDF: "application/pdf",
    Form.MARKDOWN: "text/markdown",
}  # fmt: skip


def form_of(request: Request, asked: Form | None) -> Form:
    """The form to answer in; JSON for clients that accept anything (RFC 9110, 12.5.1)."""
    if asked is not None:
        return asked
    ranges = dict(_ranges(request.headers.get("accept", "*/*")))
    best, wanted = Form.JSON, 0.0
    for form, media_type in MEDIA_TYPES.items():
        quality = _quality(ranges, media_type)
        if quality > wanted:
            best, wanted = form, quality
    return best


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(",")[:MOST_RANGES]:
        media_range, *parameters = (one.strip().lower() for one in part.split(";"))
        said = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        yield media_range, _number(said)


def _quality(ranges: dict[str, float], media_type: str) -> float:
    """The most particular range that speaks of a type decides."""
    main = media_type.partition("/")[0]
    for media_range in (media_type, f"{main}/*", "*/*"):
        if media_range in ranges:
            return ranges[media_range]
    return 0.0


def _number(said: str) -> float:
    try:
        return min(1.0, max(0.0, float(said)))
    except ValueError:
        return 0.0
