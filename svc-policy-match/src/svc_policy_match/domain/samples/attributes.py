"""What made-up enterprises are known by: places and trades in the shape of the standards' codes.

Places are three levels deep (31, twelve each, nine each) and trades four (20 sections, 97
divisions, three groups each, three classes each), numbered after GB/T 2260 and GB/T 4754 but
without their names: what is sampled is how wide and deep they are.
"""

from collections.abc import Iterable
from itertools import pairwise

from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.rows.cells import Layout

PROVINCES = (
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
)  # fmt: skip
CITIES, COUNTIES = 12, 9
SECTIONS = "ABCDEFGHIJKLMNOPQRST"
LAST = (0, 5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97)
SIZES = ("large", "medium", "small", "micro", "undefined")
CHOICES = {
    "size": SIZES,
    "organisation": ("company", "partnership", "sole", "household", "farmers", "institution"),
    "credit": ("A", "B", "C", "D"),
    "listing": ("none", "regional", "neeq", "guided", "accepted", "listed"),
    "park": ("none", "national_hitech", "national_economic", "provincial", "incubator"),
}
HONOURS = (
    "innovative", "special", "giant", "hitech", "tech_sme", "gazelle", "champion", "green_factory",
    "smart_factory", "design_centre", "lab", "old_brand",
)  # fmt: skip
FLAGS = ("dishonest", "accident")
NUMBERS = (
    "staff", "age_months", "revenue@-1", "revenue@-2", "assets@-1", "research_share@-1",
    "research_spending@-1", "exports@-1", "inventions", "fixed_investment@-1",
)  # fmt: skip


def regions() -> list[str]:
    """Paths of all places, from the whole to the part."""
    cities = [f"{one}{number + 1:02}" for one in PROVINCES for number in range(CITIES)]
    counties = [f"{one}{number + 1:02}" for one in cities for number in range(COUNTIES)]
    return [*PROVINCES, *cities, *counties]


def trades() -> list[str]:
    """Paths of all trades, from the whole to the part."""
    divisions = [
        f"{section}{number:02}"
        for section, (before, last) in zip(SECTIONS, pairwise(LAST), strict=True)
        for number in range(before + 1, last + 1)
    ]
    groups = [f"{one}{number}" for one in divisions for number in "123"]
    return [*SECTIONS, *divisions, *groups, *(f"{one}{n}" for one in groups for n in "123")]


def sample_layout() -> Layout:
    """The keys of made-up enterprises."""
    found = {"region": _tree("region", regions()), "industry": _tree("industry", trades())}
    found |= {key: _listed(key, Kind.CHOICE, codes) for key, codes in CHOICES.items()}
    found["honours"] = _listed("honours", Kind.CODES, HONOURS)
    found |= {key: Attribute(key, key, Kind.FLAG) for key in FLAGS}
    found |= {key: Attribute(key.partition("@")[0], key, Kind.NUMBER) for key in NUMBERS}
    return Layout(found)


def _tree(code: str, paths: list[str]) -> Attribute:
    return Attribute(code, code, Kind.TREE, codes={one: one for one in paths},
                     paths={one: one for one in paths})  # fmt: skip


def _listed(code: str, kind: Kind, codes: Iterable[str]) -> Attribute:
    return Attribute(code, code, kind, codes={one: one for one in codes})
