"""Staff numbers as people write them: hc－scjg－００１ and HC-SCJG-001 are the same person's.

They are compared in one spelling, and figures count by it, so that nobody gets around a rule about
himself by writing his number another way.
"""

from unicodedata import category, normalize

DASHES = "Pd"
UNSEEN = ("Z", "C")  # blanks, control characters, and what has no width


def spelled(staff_no: str) -> str:
    """The one spelling: half-width capitals, one kind of dash, nothing that is not seen."""
    shown = (one for one in normalize("NFKC", staff_no) if category(one)[0] not in UNSEEN)
    return "".join("-" if category(one) == DASHES else one for one in shown).upper()


def same_number(one: str, other: str) -> bool:
    """Whether two are written alike in their one spelling; none is as none."""
    return spelled(one) == spelled(other)


def same_person(one: str, other: str) -> bool:
    """Whether two numbers are of one person; who has none is nobody."""
    return bool(spelled(one)) and same_number(one, other)
