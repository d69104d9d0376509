"""The form of an event: a frozen model with its subject and one sentence.

Subjects read ``<owner>.<noun>.<fact>.v<major>``. Adding an optional field is
fine; anything else is a new version beside the old one.
"""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from shared.ids import new_id

_declared: dict[str, type["Event"]] = {}


class Event(BaseModel):
    """A fact about one aggregate. Subclasses carry the data only, never personal data."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    subject: ClassVar[str]

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Enter the declaration in the one table of events; a family without a subject is none."""
        if "subject" not in cls.__dict__:
            return
        if cls.subject in _declared:
            message = f"{cls.subject} is declared twice"
            raise TypeError(message)
        _declared[cls.subject] = cls

    @classmethod
    def owner(cls) -> str:
        """Who tells it."""
        return cls.subject.split(".", 1)[0]

    @classmethod
    def noun(cls) -> str:
        """``<owner>.<noun>``: the kind of aggregate it is about."""
        return ".".join(cls.subject.split(".")[:2])

    def as_recorded(self) -> dict[str, Any]:
        """As ``record_events`` takes it: a new id, the subject and the data."""
        return {
            "id": str(new_id()),
            "subject": self.subject,
            "data": self.model_dump(mode="json"),
        }


def declared(subject: str) -> type[Event] | None:
    """The declaration behind a subject, if we know it."""
    return _declared.get(subject)


def declared_events() -> list[type[Event]]:
    """Every declaration, in order of subject."""
    return [_declared[subject] for subject in sorted(_declared)]
