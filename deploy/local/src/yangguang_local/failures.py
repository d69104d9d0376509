"""A start that fails says which part, why, and what to do."""


class StartFailed(Exception):
    """A part of the house could not be started."""

    def __init__(self, part: str, why: str, advice: str) -> None:
        """Keep the three things a person needs to go on."""
        super().__init__(f"{part}: {why} {advice}")
        self.part = part
        self.why = why
        self.advice = advice
