"""Bytes become characters: by their mark, as UTF-8, as what HTML says, as GB 18030."""

import codecs
import re

from svc_documents.domain.texts.sources import SourceNoText

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(content: bytes) -> str:
    """The characters; refused with SourceNoText when they are none."""
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            raise SourceNoText
        return text
    raise SourceNoText
