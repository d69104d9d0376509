"""What of a search in vain is kept: the words, never what could tell of a person."""

import re

from svc_documents.domain.search.grams import folded

PERSONAL = re.compile(r"\d{7,}|[\w.+-]+@[\w.-]+")  # numbers of people, telephones, addresses
LONGEST = 60


def kept_query(text: str) -> str:
    """The query as it is counted: folded, spaces as one, without numbers that could be a person's.

    Nothing when nothing is left, or when it is longer than a question.
    """
    plain = " ".join(PERSONAL.sub(" ", folded(text).replace("\x00", "")).split())
    return plain if len(plain) <= LONGEST else ""
