"""Texts as requests take them: stripped, not too long, without control characters."""

from typing import Annotated

from pydantic import StringConstraints

PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"


def up_to(longest: int, shortest: int = 1) -> StringConstraints:
    """The form of a text of so many characters."""
    return StringConstraints(
        strip_whitespace=True, min_length=shortest, max_length=longest, pattern=PLAIN
    )


Region = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,12}$")]
ReceiptCode = Annotated[str, StringConstraints(min_length=1, max_length=64)]
