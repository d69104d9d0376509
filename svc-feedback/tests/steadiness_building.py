"""How steady the ids of themes are: what new messages get, beside the day before."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from svc_feedback.adapters import made_up
from svc_feedback.adapters.made_up import MadeUp


@dataclass
class Steadiness:
    """What new messages get, beside the id that led their true theme on the day before.

    Kept ids say little, for a message keeps its theme; only the new ones can change.
    """

    messages: int = 0
    same: int = 0
    themes: int = 0
    led: int = 0

    def look(
        self, fresh: Sequence[MadeUp], ids: Sequence[UUID | None], led: Mapping[str, UUID]
    ) -> None:
        """Look at one day's new messages."""
        known = [(one.theme, theme) for one, theme in zip(fresh, ids, strict=True) if one.theme]
        self.messages += len(known)
        self.same += sum(theme == led.get(name) for name, theme in known)
        leads = leading(fresh, ids)
        self.themes += len({name for name, _ in known})
        self.led += sum(leads[name] == led.get(name) for name in leads)


def leading(messages: Sequence[MadeUp], ids: Sequence[UUID | None]) -> dict[str, UUID]:
    """For each known theme the id that most of its messages bear."""
    borne: dict[str, Counter[UUID]] = {name: Counter() for name in made_up.NAMES}
    for message, theme in zip(messages, ids, strict=True):
        if message.theme and theme:
            borne[message.theme][theme] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in borne.items() if counts}
