"""Places within places (GB/T 2260): two digits a step, 431202 lies in 431200 and that in 430000."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

STEPS = (6, 4, 2)


def prefix_of(region_code: str) -> str:
    """How the codes of all places within a region begin."""
    digits = region_code
    while len(digits) > STEPS[-1] and digits.endswith("00"):
        digits = digits[:-2]
    return digits


def holding(codes: Iterable[str], region_code: str) -> list[str]:
    """Those of some places that hold a region, the widest first, itself last."""
    around = [code for code in codes if region_code and region_code.startswith(prefix_of(code))]
    return sorted(around, key=lambda code: len(prefix_of(code)))


def narrowest(codes: Iterable[str], region_code: str) -> str | None:
    """Whose rule holds in a region: its own, else its city's, else its province's; or nobody's."""
    return next(reversed(holding(codes, region_code)), None)


def levels_of(region_codes: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each region itself and those around it, the narrowest first.

    One around it is left out when it holds no other of these regions than the one before it.
    """
    chains = {code: _around(code) for code in set(region_codes)}
    within: dict[str, set[str]] = {}
    for code, chain in chains.items():
        for place in chain:
            within.setdefault(place, set()).add(code)
    return {
        code: (code, *(wide for narrow, wide in pairwise(chain) if within[wide] != within[narrow]))
        for code, chain in chains.items()
    }


def _around(code: str) -> tuple[str, ...]:
    wider = (code[:step].ljust(len(code), "0") for step in STEPS if code[:step].strip("0"))
    return tuple(dict.fromkeys((code, *wider)))
