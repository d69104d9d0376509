"""The five levels of satisfaction (国办发〔2019〕51号); the two lowest are bad reviews."""

from enum import IntEnum


class Level(IntEnum):
    """How content a person was. Nobody is given a level they did not choose."""

    VERY_SATISFIED = 5
    SATISFIED = 4
    RATHER_SATISFIED = 3
    DISSATISFIED = 2
    VERY_DISSATISFIED = 1

    @property
    def title(self) -> str:
        """The name everybody in the field uses."""
        return _TITLES[self]

    @property
    def is_bad(self) -> bool:
        """Whether it is a bad review (差评), which must end in a change."""
        return self <= Level.DISSATISFIED

    @property
    def score(self) -> int:
        """What the level counts in the mean on ten points."""
        return 2 * self


_TITLES = {
    Level.VERY_SATISFIED: "非常满意",
    Level.SATISFIED: "满意",
    Level.RATHER_SATISFIED: "基本满意",
    Level.DISSATISFIED: "不满意",
    Level.VERY_DISSATISFIED: "非常不满意",
}
BEST_FIRST = tuple(sorted(Level, reverse=True))
