"""What a process knows of words: everyday words, and how a text is cut into words."""

from dataclasses import dataclass

from svc_documents.domain.search.asking import Cut
from svc_documents.domain.search.synonyms import NO_SYNONYMS, Synonyms


@dataclass(frozen=True)
class Wording:
    """Synonyms, and the dictionary's cut."""

    synonyms: Synonyms = NO_SYNONYMS
    cut: Cut = str.split
