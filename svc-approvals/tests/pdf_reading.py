"""Reads the text back out of a PDF of ours, through its own ToUnicode maps."""

import re
import zlib
from base64 import a85decode
from dataclasses import dataclass

from pypdfium2 import PdfDocument

SHOWN = re.compile(rb"/(F\d+\+\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)


@dataclass
class PrintedPdf:
    """A PDF: its text as a reader would copy it, its pages, and its fonts."""

    text: str
    pages: int
    fonts: list[str]
    all_embedded: bool


def read_pdf(data: bytes) -> PrintedPdf:
    """Take a PDF made by reportlab apart; whatever is printed must lie on its page."""
    assert _beside_the_page(data) == []
    objects = dict(re.findall(rb"(?m)^(\d+) 0 obj\r?\n(.*?)endobj", data, re.DOTALL))
    fonts = [one for one in objects.values() if b"/Type /Font\n" in one or b"/Type /Font " in one]
    names = [_name(rb"/BaseFont /(\S+)", one) for one in fonts]
    maps = {_name(rb"/Name /(\S+)", one): _unicode_map(one, objects) for one in fonts}
    pages = [one for one in objects.values() if re.search(rb"/Type /Page\s", one)]
    contents = [objects[_reference(rb"/Contents (\d+)", page)] for page in pages]
    return PrintedPdf(
        text="".join(_text(_stream(one), maps) for one in contents),
        pages=len(pages),
        fonts=names,
        all_embedded=all(b"/FontDescriptor" in one for one in fonts)
        and sum(b"/FontFile2" in one for one in objects.values()) == len(fonts),
    )


def _beside_the_page(data: bytes) -> list[tuple[float, ...]]:
    document = PdfDocument(data)
    bounds = [
        (number, page.get_width(), *thing.get_bounds())
        for number, page in enumerate(document)
        for thing in page.get_objects()
    ]
    document.close()
    return [one for one in bounds if one[2] < 0 or one[4] > one[1]]


def _name(pattern: bytes, thing: bytes) -> str:
    found = re.search(pattern, thing)
    assert found is not None, thing
    return found[1].decode()


def _reference(pattern: bytes, thing: bytes) -> bytes:
    return _name(pattern, thing).encode()


def _stream(thing: bytes) -> bytes:
    head, _, rest = thing.partition(b"stream\n")
    body = rest[: int(_name(rb"/Length (\d+)", head))]  # its last byte may look like a line's end
    if b"/ASCII85Decode" in head:
        body = a85decode(body.strip(), adobe=False) if body[-2:] != b"~>" else a85decode(body[:-2])
    return zlib.decompress(body) if b"/FlateDecode" in head else body


def _unicode_map(font: bytes, objects: dict[bytes, bytes]) -> dict[int, str]:
    cmap = _stream(objects[_reference(rb"/ToUnicode (\d+)", font)])
    pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]+)>\n", cmap.partition(b"beginbfchar")[2])
    return {int(code, 16): bytes.fromhex(sign.decode()).decode("utf-16-be") for code, sign in pairs}


def _text(content: bytes, maps: dict[str, dict[int, str]]) -> str:
    signs: list[str] = []
    current: dict[int, str] = {}
    for name, shown in SHOWN.findall(content):
        if name:
            current = maps[name.decode()]
        else:
            signs += [current[code] for code in ESCAPED.sub(_unescaped, shown)]
    return "".join(signs)


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if len(sign) > 1:
        return bytes([int(sign, 8)])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(sign, sign)


SQUARE = re.compile(rb"n ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re f\*?")


def dark_modules(data: bytes) -> set[tuple[int, int]]:
    """Row and column of every dark module of the one QR code in a PDF of ours."""
    objects = dict(re.findall(rb"(?m)^(\d+) 0 obj\r?\n(.*?)endobj", data, re.DOTALL))
    pages = [one for one in objects.values() if re.search(rb"/Type /Page\s", one)]
    contents = b"".join(_stream(objects[_reference(rb"/Contents (\d+)", one)]) for one in pages)
    squares = [tuple(map(float, found)) for found in SQUARE.findall(contents)]
    squares = [one for one in squares if one[2] == one[3]]
    step = squares[0][2]
    top = max(y for _, y, _, _ in squares)
    return {(round((top - y) / step), round(x / step)) for x, y, _, _ in squares}
