"""Tokens: 128 bits that let their bearer review once.

A token is derived from its opportunity with the look-up key, so its owner can
be shown it again although only its digest is kept. Who holds the database
alone can make none.
"""

from uuid import UUID

from shared.personal_data import PersonalData

HEX_DIGITS = 32


def token_of(opportunity_id: UUID, personal_data: PersonalData) -> str:
    """The token of an opportunity."""
    return personal_data.blind_index("review-token", str(opportunity_id))[:HEX_DIGITS]
