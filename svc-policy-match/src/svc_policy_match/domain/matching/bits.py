"""Sets of small numbers as bits of a whole number."""

from collections.abc import Iterator


def numbers_in(bits: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    written = bin(bits)[:1:-1]  # found as text, few bits among many cost little
    place = written.find("1")
    while place >= 0:
        yield place
        place = written.find("1", place + 1)
