"""A reference as people write it: 《题名》, 文号, both, an article, in any writing.

    中华人民共和国行政许可法        《行政许可法》第四十五条第一款
    湘政发［2019］ 20              《关于…的意见》（湘政发〔2019〕20号）

Where words stand around what is in 《》, the whole is one title
(湖南省实施《…法》办法), never the law inside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svc_documents.domain.basis.names import COUNTRY, name_key, plain_name
from svc_documents.domain.numbers.document_numbers import (
    CLOSING,
    OPENING,
    DocumentNumber,
    read_number,
)

COUNT = "〇零一二三四五六七八九十百千两0-9"
ARTICLE = re.compile(
    rf"第[{COUNT}]+条(?:之[{COUNT}]+)?(?:第[{COUNT}]+款)?(?:第[（(]?[{COUNT}]+[）)]?项)?"
)
ORGAN = r"[\u4e00-\u9fffA-Za-z·]"
NUMBERED = re.compile(
    rf"{ORGAN}{{1,20}}[{OPENING}](?:19|20)\d\d年?[{CLOSING}]第?0*[1-9]\d{{0,5}}号?"
    rf"|{ORGAN}{{0,20}}(?:令|公告|通告)(?:[{OPENING}]?(?:19|20)\d\d年?[{CLOSING}]?)?第?\d{{1,6}}号"
)
REGISTERED = re.compile(r"[A-Z]{2,8}-(?:19|20)\d\d-\d{3,8}")
NOISE = re.compile(
    r"[（(](?:19|20)\d\d年?(?:修订|修正|修改|版|本)?[）)]"
    r"|^(?:根据|依据|按照|依照|参照|见|详见)|(?:的?(?:有关|相关)?规定)$|[、,，。;；:：()（）\[\]的和与及]"
)
SHORTEST_ORGAN = 2
MOST = 20


@dataclass(frozen=True, slots=True)
class Reference:
    """What a text refers to; a number's organ may have words before it, so it has guesses."""

    text: str
    titles: tuple[str, ...] = ()
    numbers: tuple[DocumentNumber, ...] = ()
    registrations: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    quoted: bool = False  # titles stand in 《》; else they are guesses at one title

    @property
    def names_several(self) -> bool:
        """Whether it names more than one document."""
        numbers = len(self.numbers) + len(self.registrations)
        return numbers > 1 or (self.quoted and len(self.titles) > 1)

    @property
    def name_keys(self) -> tuple[str, ...]:
        """What titles are looked for by."""
        return tuple(dict.fromkeys(name_key(one) for one in self.titles))

    @property
    def number_keys(self) -> tuple[str, ...]:
        """What numbers are looked for by, every guess."""
        return tuple(dict.fromkeys(key for one in self.numbers for key in guesses(one)))

    @property
    def keys(self) -> tuple[str, ...]:
        """Everything it could be found by, as a citation keeps it to wait for its document."""
        return (
            *(f"t:{one}" for one in self.name_keys),
            *(f"n:{one}" for one in self.number_keys),
            *(f"r:{one}" for one in self.registrations),
        )


def read_reference(text: str) -> Reference:
    """What a reference says; all of it is a title when nothing else can be seen in it."""
    plain = plain_name(text)
    if number := read_number(plain):
        return Reference(text, numbers=(number,))
    quoted = tuple(quotes(plain))
    rest = plain
    for one in quoted:
        rest = rest.replace(f"《{one}》", "、", 1)
    numbers, articles = _numbers(rest), tuple(ARTICLE.findall(rest))[:MOST]
    registrations = tuple(REGISTERED.findall(rest))[:MOST]
    for pattern in (NUMBERED, REGISTERED, ARTICLE, NOISE, NOISE):
        rest = pattern.sub("", rest)
    alone = bool(quoted) and not rest
    titles = quoted[:MOST] if alone else tuple(_whole(plain)) if rest else ()
    return Reference(text, titles, numbers, registrations, articles, quoted=alone)


def _numbers(text: str) -> tuple[DocumentNumber, ...]:
    found = (read_number(one) for one in NUMBERED.findall(text)[:MOST])
    return tuple(dict.fromkeys(one for one in found if one))


def _whole(plain: str) -> Iterator[str]:
    """The text as a title: as it stands, and without the numbers and articles around it."""
    yield plain
    bare = NUMBERED.sub("", REGISTERED.sub("", plain))
    bare = re.sub(rf"[（(]\W*[）)]|(?:{ARTICLE.pattern}[、,，和及]*)+$", "", bare)
    if bare and bare != plain:
        yield bare


def quotes(text: str) -> Iterator[str]:
    """What stands in 《》, outermost; a title may hold other titles."""
    depth, start = 0, 0
    for place, sign in enumerate(text):
        if sign == "《":
            depth += 1
            start = place + 1 if depth == 1 else start
        elif sign == "》" and depth:
            depth -= 1
            if depth == 0 and place > start:
                yield text[start:place]


def guesses(number: DocumentNumber) -> Iterator[str]:
    """The number's keys, longest organ first: 依照湘政发 is no organ, 湘政发 is."""
    tail = number.key.removeprefix(number.organ)
    if number.is_order and not number.organ.startswith(COUNTRY):
        yield f"{COUNTRY}{number.organ}{tail}"
    for start in range(max(1, len(number.organ) - SHORTEST_ORGAN + 1)):
        yield number.organ[start:] + tail
