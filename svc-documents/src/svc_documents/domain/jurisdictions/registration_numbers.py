"""统一登记号: HNPR-2019-01019 is prefix, year, two digits of the organ class, the serial.

The pattern is data. A serial has three digits, and four after 999; the class
before it always has two, so that no number can be read as another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from shared.refusals import Conflict

PARTS = frozenset({"prefix", "year", "organ_class", "serial"})


class RegistrationNotSettled(Conflict):
    """本地区或本单位的统一登记号规则尚未设置。"""

    advice = "请管理员在辖区规则中补充登记号前缀和单位类别代码后再登记。"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that are counted together: gapless, never used twice."""

    prefix: str
    organ_class: str
    year: int

    @property
    def scope(self) -> str:
        """What the counter of these numbers is kept under, beside the year."""
        return f"registration:{self.prefix}:{self.organ_class}"


@dataclass(frozen=True, slots=True)
class RegistrationRules:
    """Prefixes by region, classes by the organ's code or else its kind, and the pattern."""

    pattern: str
    prefixes: Mapping[str, str]
    classes_by_organ: Mapping[str, str]
    classes_by_kind: Mapping[str, str]

    def series(self, region_code: str, organ_code: str, organ_kind: str, year: int) -> Series:
        """In which series an organ's documents are numbered; or RegistrationNotSettled."""
        prefix = self.prefixes.get(region_code)
        organ_class = self.classes_by_organ.get(organ_code, self.classes_by_kind.get(organ_kind))
        if prefix is None or organ_class is None:
            raise RegistrationNotSettled
        return Series(prefix, organ_class, year)

    def number(self, series: Series, serial: int) -> str:
        """The number in its right form."""
        return self.pattern.format(
            prefix=series.prefix, year=series.year, organ_class=series.organ_class, serial=serial
        )


def unknown_parts(pattern: str) -> list[str]:
    """What a pattern names that no number has, or lacks of what every number must have."""
    named = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    return sorted(named ^ PARTS)
