"""Where somebody stands among policies: what is settled, what an answer may still turn."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.conditions.clauses import Literal
from svc_policy_match.domain.conditions.trees import leaves, truth_of
from svc_policy_match.domain.conditions.truth import FALSE, UNKNOWN
from svc_policy_match.domain.matching.bits import numbers_in
from svc_policy_match.domain.matching.index import Verdicts
from svc_policy_match.domain.navigator.board import Board, Entangled
from svc_policy_match.domain.navigator.worth import Shares


class Standing:
    """Where somebody stands: what is known, what is settled, what may still turn."""

    def __init__(self, board: Board, said: Answers) -> None:
        self.board = board
        self.said = said
        self.answers = {**said, **board.derive(said)}
        index = board.index
        self.bits = {key: one.bits(self.answers.get(key)) for key, one in index.postings.items()}
        self.true, self.declared_left = index.declared_bits(self.answers)
        left = self.declared_left
        for true, open_ in self.bits.values():
            self.true |= true
            left |= open_
        self.verdicts: Verdicts = index.folded(self.true, left, self.answers)
        self.live = left & ~self.true & index.slots.spread(self.verdicts.undecided)

    def named_keys(self) -> Sequence[str]:
        """Keys that can be asked and stand somewhere still open, in their order."""
        named = {key for key, (_, left) in self.bits.items() if left & self.live}
        for open_keys in self._open_trees.values():
            named |= open_keys
        asked: set[str] = set()
        for key in named:
            attribute = self.board.registry.get(key.partition("@")[0])
            if attribute is not None:
                asked |= {*attribute.inputs} or {key}
        return sorted(asked)

    def may_turn(self, key: str) -> int:
        """Policies an answer to a key may turn at most: see `turned_by`."""
        found = self.board.index.slots.any(self._open_places(key))
        for number, open_keys in self._open_trees.items():
            if not open_keys.isdisjoint(self._own(key)):
                found |= 1 << number
        return found

    def turned_by(self, key: str) -> int:
        """Policies an answer to a key may turn, those through what is derived from it included.

        Of clauses that share a literal with another what is left of the whole policy decides:
        `(a or b) and b` waits for b alone. Policies that are no clauses count where they name the
        key and it is open.
        """
        index, here = self.board.index, self._open_places(key)
        found = index.slots.any(here & ~index.entangled)
        elsewhere, candidates = self.live & ~here, {*numbers_in(here & index.entangled)}
        for number in numbers_in(self.may_turn(key) & ~found):
            clauses = self.board.entangled.get(number)
            if clauses is None or any(
                one.place in candidates and not self._is_absorbed(one, elsewhere) for one in clauses
            ):
                found |= 1 << number
        return found

    def _is_absorbed(self, clause: Entangled, open_: int) -> bool:
        """Whether one of these open clauses says no more than this."""
        return any(
            open_ >> place & 1 and all(one.truth(self.answers) is FALSE for one in beside)
            for place, beside in clause.rivals
        )

    def _own(self, key: str) -> frozenset[str]:
        return frozenset({key, *self.board.feeds.get(key, ())})

    def _open_places(self, key: str) -> int:
        places = 0
        for one in self._own(key):
            if one in self.bits:
                places |= self.bits[one][1]
        return places & self.live

    @cached_property
    def _open_trees(self) -> Mapping[int, frozenset[str]]:
        """Of undecided policies that are no clauses: what is open in them."""
        return {
            number: frozenset(
                leaf.key
                for leaf in leaves(tree)
                if truth_of(leaf.key, leaf.test, self.answers) is UNKNOWN
            )
            for number, tree in self.board.index.trees.items()
            if self.verdicts.undecided >> number & 1
        }

    def weights(self, key: str) -> Mapping[Literal, int]:
        """What the literals of a key still matter for: what policies pay that wait for them."""
        mentions = self.board.mentions.get(key)
        if mentions is None:
            return {}
        found: dict[int, int] = {}
        for place in numbers_in(self.bits[key][1] & self.live):
            numbers, pays = mentions[place]
            for number in numbers:
                found[number] = found.get(number, 0) + pays
        literals = self.board.index.postings[key].literals
        return {literals[number]: weight for number, weight in found.items()}

    def shares(self, asked: Iterable[str]) -> Shares:
        """What undecided policies are worth that answers to these keys alone can match.

        Words only somebody can confirm are left to the end: no policy is worth less for them.
        """
        answered = self.declared_left
        for key in asked:
            answered |= self._open_places(key)
        slots, live = self.board.index.slots, self.live
        beyond = slots.any(live & ~answered)
        undecided = self.verdicts.undecided & ~beyond
        return self.board.worth.shares(undecided, live & ~self.declared_left)
