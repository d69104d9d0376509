"""One entry of the file being read, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


class Entry:
    """A mapping of the file; its readers answer something of the right kind, or complain too."""

    def __init__(self, data: Any, place: str, complaints: list[str]) -> None:
        self._place = place
        self._complaints = complaints
        self._known: set[str] = set()
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            complaints.append(f"{place}: members with names are expected")

    def complain(self, name: str, why: str) -> None:
        """Something is wrong with a member."""
        self._complaints.append(f"{self._place}/{name}: {why}")

    def nothing_else(self) -> None:
        """Complain of every member that was not asked for."""
        for name in self._data:
            if name not in self._known:
                self.complain(str(name), "nobody knows this member")

    def part(self, name: str) -> "Entry":
        """A mapping inside this one."""
        return Entry(self._member(name, {}), f"{self._place}/{name}", self._complaints)

    def text(self, name: str) -> str:
        """A text that is not empty."""
        found = self._member(name, "")
        if isinstance(found, str) and found:
            return found
        self.complain(name, "a text is expected")
        return ""

    def number(self, name: str, *, least: int = 1) -> int:
        """A whole number, not below the least."""
        found = self._member(name, None)
        if type(found) is int and found >= least:
            return found
        self.complain(name, f"a whole number from {least} on is expected")
        return least

    def texts(self, name: str, *, may_lack: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        found = self._member(name, [])
        if _is_list_of(found, str) and (found or may_lack):
            return tuple(found)
        self.complain(name, "a list of texts is expected")
        return ()

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers from one on."""
        found = self._member(name, [])
        if _is_list_of(found, int) and found and min(found) > 0:
            return tuple(found)
        self.complain(name, "a list of whole numbers is expected")
        return ()

    def mapping(self, name: str, kind: type[Value]) -> Mapping[str, Value]:
        """Values of one kind by their names; none when it is not there."""
        found = self._member(name, {})
        if isinstance(found, Mapping) and all(type(one) is kind for one in found.values()):
            return {str(key): value for key, value in found.items()}
        self.complain(name, f"every member has to be a {kind.__name__}")
        return {}

    def one_of(self, name: str, choices: type[Choice]) -> Choice:
        """One of some words."""
        chosen = self._chosen(name, [self._member(name, None)], choices)
        return chosen[0] if chosen else next(iter(choices))

    def all_of(self, name: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """A list of some words."""
        return self._chosen(name, self._member(name, []), choices)

    def _chosen(self, name: str, found: Any, choices: type[Choice]) -> tuple[Choice, ...]:
        words = found if isinstance(found, list) else [found]
        wrong = [one for one in words if one not in [*choices]]
        for one in wrong:
            self.complain(name, f"{one!r} is none of {', '.join(choices)}")
        return tuple(choices(one) for one in words if one not in wrong)

    def _member(self, name: str, otherwise: Any) -> Any:
        self._known.add(name)
        return self._data.get(name, otherwise)


def _is_list_of(found: Any, kind: type[Any]) -> bool:
    is_list = isinstance(found, Sequence) and not isinstance(found, str)
    return is_list and all(type(one) is kind for one in found)
