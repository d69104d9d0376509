"""Names of documents as they are compared: bracketed, spaced and abbreviated as people do.

A law is cited with and without 中华人民共和国; a notice without the organ that
issued it; the measures a notice brings (关于印发《…办法》的通知) by their own name.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from svc_documents.domain.numbers.document_numbers import INVISIBLE

COUNTRY = "中华人民共和国"
BRACKETS = "《》〈〉<>「」『』“”\"'‘’()[]【】〔〕{}"
DROPPED = {ord(sign): None for sign in BRACKETS}
EDITION = re.compile(r"[（(](?:19|20)\d\d年?(?:修订|修正|修改|版|本)?[）)]$")
BROUGHT = re.compile(r"(?:印发|发布|公布|转发|批转)(?P<name>《.+》)的?(?:通知|决定|公告|通告|令)$")


def plain_name(name: str) -> str:
    """A name without spaces and invisible characters, signs of any width made one."""
    return re.sub(r"\s+", "", INVISIBLE.sub("", unicodedata.normalize("NFKC", name)))


def name_key(name: str) -> str:
    """What names share that differ in brackets, spaces, the country's name or an edition."""
    plain = EDITION.sub("", plain_name(name)).translate(DROPPED)
    return plain.replace(COUNTRY, "") or plain


def name_keys(title: str, short_title: str = "", organs: Sequence[str] = ()) -> tuple[str, ...]:
    """Every key a document is found by, its own title's first."""
    return tuple(dict.fromkeys(filter(None, _keys(title, short_title, organs))))


def _keys(title: str, short_title: str, organs: Sequence[str]) -> Iterator[str]:
    yield name_key(title)
    yield name_key(short_title)
    plain = plain_name(title)
    for organ in map(plain_name, organs):
        if organ and plain.startswith(organ) and plain != organ:
            yield name_key(plain.removeprefix(organ))
    if brought := BROUGHT.search(plain):
        yield name_key(brought["name"])
