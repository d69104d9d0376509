"""What a document is, and where it stands on its way to publication."""

from enum import StrEnum


class DocumentClass(StrEnum):
    """Under which regime a document stands (contracts.md 4)."""

    LAW = "law"  # laws, regulations, rules: no unified registration
    NORMATIVE = "normative"  # registered, numbered and published, or without effect
    LEGACY = "legacy"  # older or imported: its number and recorded effect are enough


class State(StrEnum):
    """From draft to publication (三统一); two ends aside."""

    DRAFT = "draft"
    UNDER_LEGAL_REVIEW = "under_legal_review"
    REVIEWED = "reviewed"
    REGISTERED = "registered"
    NUMBERED = "numbered"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
