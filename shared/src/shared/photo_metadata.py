"""Photos without what cameras write into them: place, time, owner, thumbnails, comments.

Only which way up a photo is held stays, because it would be shown lying on its side. What is
seen is not touched: no picture is decoded (JPEG: ITU-T T.81, Exif 3.0; PNG: ISO/IEC 15948).
"""

from collections.abc import Iterator

from shared.refusals import Invalid

JPEG_BEGIN, JPEG_END, SCAN = b"\xff\xd8", 0xD9, 0xDA
APPLICATION, COMMENT = range(0xE0, 0xF0), 0xFE
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
KEPT_BY_NAME = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # what colours need
EXIF, ORIENTATION, UPRIGHT = b"Exif\0\0", 0x0112, 1
PNG_BEGIN = b"\x89PNG\r\n\x1a\n"
WORDS_OF_PNG = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})


class PhotoUnreadable(Invalid):
    """照片无法读取。"""

    advice = "照片文件已损坏。请确认它能正常打开，另存一份后重新上传。"


def jpeg_without_metadata(photo: bytes) -> bytes:
    """A JPEG with its picture, its colours and its orientation; refused with PhotoUnreadable."""
    try:
        return b"".join(_jpeg_parts(photo))
    except (IndexError, ValueError) as fault:
        raise PhotoUnreadable from fault


def _jpeg_parts(photo: bytes) -> Iterator[bytes]:
    yield JPEG_BEGIN
    at = len(JPEG_BEGIN)
    while (marker := _marker(photo, at)) != JPEG_END:
        if marker in ALONE:
            yield photo[at : at + 2]
            at += 2
            continue
        end = at + 2 + int.from_bytes(photo[at + 2 : at + 4])
        if end > len(photo) or end < at + 4:
            raise ValueError("a segment is longer than the file")
        body = photo[at + 4 : end]
        if marker == 0xE1 and body.startswith(EXIF):  # noqa: PLR2004 - APP1
            yield _turned(_orientation(body[len(EXIF) :]))
        elif not _tells(marker, body):
            yield photo[at:end]
        if marker == SCAN:
            scanned = _end_of_scan(photo, end)
            yield photo[end:scanned]
            end = scanned
        at = end
    yield bytes((0xFF, JPEG_END))  # what follows, a film or a second picture, is left out


def _marker(photo: bytes, at: int) -> int:
    if photo[at] != 0xFF:  # noqa: PLR2004
        raise ValueError("no marker where one must be")
    return photo[at + 1]


def _tells(marker: int, body: bytes) -> bool:
    if marker == COMMENT:
        return True
    return marker in APPLICATION and not body.startswith(KEPT_BY_NAME.get(marker, b"\xff\xff"))


def _end_of_scan(photo: bytes, at: int) -> int:
    """Where the next marker begins: in a scan, FF is followed by 00 or a restart."""
    while True:
        at = photo.index(b"\xff", at)
        if photo[at + 1] != 0 and photo[at + 1] not in ALONE:
            return at
        at += 2


def _orientation(exif: bytes) -> int:
    """Which way up, 1 to 8; upright when it is not said, or not to be understood."""
    order: dict[bytes, str] = {b"II": "little", b"MM": "big"}
    if exif[:2] not in order:
        return UPRIGHT
    little = order[exif[:2]] == "little"

    def number(at: int, size: int) -> int:
        return int.from_bytes(exif[at : at + size], "little" if little else "big")

    first = number(4, 4)
    for entry in range(min(number(first, 2), 512)):
        at = first + 2 + entry * 12
        if number(at, 2) == ORIENTATION:
            turned = number(at + 8, 2)
            return turned if turned in range(1, 9) else UPRIGHT
    return UPRIGHT


def _turned(orientation: int) -> bytes:
    """An Exif segment that says which way up and nothing else; none for an upright photo."""
    if orientation == UPRIGHT:
        return b""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2) + b"\x00\x00"
    body = EXIF + b"MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def png_without_metadata(photo: bytes) -> bytes:
    """A PNG with its picture and its colours; refused with PhotoUnreadable."""
    parts, at = [PNG_BEGIN], len(PNG_BEGIN)
    while True:
        length, name = int.from_bytes(photo[at : at + 4]), photo[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(photo):
            raise PhotoUnreadable
        if name not in WORDS_OF_PNG:
            parts.append(photo[at:end])
        if name == b"IEND":
            return b"".join(parts)
        at = end
