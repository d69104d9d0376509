"""What stands above a text in its file and is kept elsewhere: red head, number, title."""

import re
from collections.abc import Sequence

from svc_documents.domain.numbers.document_numbers import read_number
from svc_documents.domain.texts.lines import Line, tidied

HIGHEST = 12  # lines a letterhead may have
HEAD = re.compile(r"^.{2,40}文\s*件$")
ALONG = re.compile(r"^(?:签发人|密级|紧急程度|索引号|发布日期|成文日期|发文机关|公开方式)\s*[:：]")
PASSED = re.compile(r"^[（(].*(?:通过|公布|发布|修订|修正|施行).*[）)]$")


def without_letterhead(lines: Sequence[Line], title: str) -> list[Line]:
    """The lines of the text itself; what is above its title goes only with a title below it."""
    wanted = _plain(title)
    end, rest = 0, wanted
    for at, line in enumerate(lines[:HIGHEST]):
        text = _plain(line.text)
        if line.rows or not text:
            continue
        if rest and text and rest.startswith(text):
            rest = rest[len(text) :] or wanted
            end = at + 1
        elif not (HEAD.match(text) or ALONG.match(text) or PASSED.match(text) or _number(text)):
            break
        else:
            end = at + 1
    return list(lines[end:])


def _plain(text: str) -> str:
    return re.sub(r"[\s《》〈〉<>]", "", tidied(text))


def _number(text: str) -> bool:
    return len(text) < HIGHEST * 3 and read_number(text) is not None
