"""Which part of a text is meant: 第三条第二款第（一）项, 3, 三, 第三条之一, art-3-p2."""

import re
from typing import NamedTuple

from svc_documents.domain.texts.numerals import NUMERAL, in_chinese, number_of

READ = re.compile(
    rf"第?(?P<article>{NUMERAL})(?:条)?(?:之(?P<after>{NUMERAL}))?"
    rf"(?:第?(?P<paragraph>{NUMERAL})款)?(?:第?[（(]?(?P<item>{NUMERAL})[）)]?项)?"
    rf"(?:第?(?P<deeper>{NUMERAL})目)?$"
)
ANCHOR = re.compile(
    r"art-(?P<article>\d{1,5})(?:-(?P<after>\d{1,3}))?(?:-p(?P<paragraph>\d{1,3}))?"
    r"(?:-i(?P<item>\d{1,3}))?(?:-(?P<deeper>\d{1,3}))?$"
)


class Reference(NamedTuple):
    """An article, and what of it: all numbers count from 1, 0 says nothing."""

    article: int
    after: int = 0
    paragraph: int = 0
    item: int = 0
    deeper: int = 0

    @property
    def anchor(self) -> str:
        """Its name in every version."""
        anchor = f"art-{self.article}" + (f"-{self.after}" if self.after else "")
        anchor += f"-p{self.paragraph}" if self.paragraph > 1 else ""
        anchor += f"-i{self.item}" if self.item else ""
        return anchor + (f"-{self.deeper}" if self.deeper else "")

    def __str__(self) -> str:
        said = f"第{in_chinese(self.article)}条"
        said += f"之{in_chinese(self.after)}" if self.after else ""
        said += f"第{in_chinese(self.paragraph)}款" if self.paragraph else ""
        said += f"第（{in_chinese(self.item)}）项" if self.item else ""
        return said + (f"第{self.deeper}目" if self.deeper else "")


def read_reference(text: str) -> Reference | None:
    """The part that is meant, in any writing; None when none is."""
    plain = re.sub(r"\s+", "", text)
    found = ANCHOR.match(plain) or READ.match(plain)
    if found is None:
        return None
    said = {name: number_of(one) if one else 0 for name, one in found.groupdict().items()}
    return Reference(**said)
