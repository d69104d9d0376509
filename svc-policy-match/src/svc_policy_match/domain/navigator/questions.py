"""The next question: the one from which most of what can be had is settled for the least effort.

Greedy after Deshpande, Hellerstein and Kletenik (arXiv 1303.0726): of every question that can still
turn something the expected worth it settles, by what answering costs. Worth is the sum a policy
pays, times how likely it is to be got. Questions are tried in the order of what they can settle at
most, and no further than that can beat the best so far.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from svc_policy_match.domain.answers.answers import Answer, Answers, Having, People, Range, Within
from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.conditions.clauses import Clause, Literal, residue
from svc_policy_match.domain.conditions.trees import leaves, truth_of
from svc_policy_match.domain.conditions.truth import UNKNOWN
from svc_policy_match.domain.matching.index import Index, Verdicts, numbers_in
from svc_policy_match.domain.matching.postings import Bits, Postings
from svc_policy_match.domain.navigator import choices
from svc_policy_match.domain.navigator.choices import Choice
from svc_policy_match.domain.navigator.priors import EVEN, Prior
from svc_policy_match.domain.navigator.worth import Worth

Derive = Callable[[Answers], Mapping[str, Answer]]
CHEAPEST = 0.5  # what asking costs at least, however easy the answer
AGAIN = 1.5  # to ask for more of what was answered in part
SETTLED_BY_NO = 0.5  # to know that a policy is out of reach is worth half of knowing that it fits


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked next: its key, what can be answered, what it can settle."""

    key: str
    choices: Sequence[Choice]
    policies: int  # how many policies it can turn
    value: int  # what those pay at most, in fen
    score: float


@dataclass
class Board:
    """The policies asked for: their index, their worth, and what is known of people at large."""

    index: Index
    registry: Mapping[str, Attribute]
    values: Sequence[int]  # what each policy pays at most, in fen, by its number in the index
    priors: Mapping[str, Prior] = field(default_factory=dict)
    derive: Derive = lambda _: {}
    cuts: Mapping[str, Sequence[int]] = field(default_factory=dict)  # of inputs of what is derived

    def __post_init__(self) -> None:
        odds = (self._odds(number) for number in range(len(self.index)))
        likely = [int(value * odd) for value, odd in zip(self.values, odds, strict=True)]
        self.worth = Worth(likely)
        self.feeds = _feeds(self.registry)

    def prior(self, key: str) -> Prior:
        """What is expected of one key."""
        return self.priors.get(key, EVEN)

    def _odds(self, number: int) -> float:
        """How likely somebody fulfils a policy, as if its conditions had nothing to do with it."""
        found = 1.0
        for clause in self.index.clauses[number] or ():
            missed = 1.0
            for one in clause:
                missed *= 1 - self.prior(one.key).of_literal(one)
            found *= 1 - missed
        return found

    def value_of(self, policies: int) -> int:
        """What a set of policies pays at most together, in fen."""
        return sum(self.values[number] for number in numbers_in(policies))


def _feeds(registry: Mapping[str, Attribute]) -> Mapping[str, tuple[str, ...]]:
    """Which derived attributes a key is an input of."""
    found: dict[str, tuple[str, ...]] = {}
    for code, attribute in registry.items():
        for key in attribute.inputs:
            found[key] = (*found.get(key, ()), code)
    return found


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

        What stands alone in a clause may. Of a clause with several things what is left of the
        whole policy decides: `(a or b) and b` waits for b alone. Policies that are no clauses count
        where they name the key and it is open.
        """
        index = self.board.index
        found = index.slots.any(self._open_places(key) & index.units)
        for number in numbers_in(self.may_turn(key) & ~found):
            clauses = index.clauses[number]
            if clauses is None or self._is_left(residue(clauses, self.answers), key):
                found |= 1 << number
        return found

    def _is_left(self, clauses: Iterable[Clause], key: str) -> bool:
        own = self._own(key)
        return any(one.key in own for clause in clauses for one in clause)

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

    def settled_by(self, changed: Mapping[str, Bits]) -> tuple[int, int]:
        """Undecided policies that these literals would match, and exclude."""
        true, left = self.true, self.declared_left
        for key, (_, open_) in self.bits.items():
            if key not in changed:
                left |= open_
        for made_true, open_ in changed.values():
            true |= made_true
            left |= open_
        slots, undecided = self.board.index.slots, self.verdicts.undecided
        return undecided & slots.fold(true), undecided & ~slots.fold(true | left)


def next_question(standing: Standing, declined: frozenset[str] = frozenset()) -> Question | None:
    """The best question, None when nothing that can be asked would turn anything."""
    board, worth = standing.board, standing.board.worth
    bounds = [
        (worth.of(standing.may_turn(key)) / _cost(standing, key), key)
        for key in standing.named_keys()
        if key not in declined
    ]
    best: Question | None = None
    for bound, key in sorted(bounds, key=lambda one: (-one[0], one[1])):
        if best is not None and bound <= best.score:
            break
        turned = standing.turned_by(key)
        found = _choices(standing, key) if turned else None
        if found is None:
            continue
        score = _score(standing, key, found) / _cost(standing, key)
        if best is None or score > best.score:
            best = Question(key, found, turned.bit_count(), board.value_of(turned), score)
    return best


def _cost(standing: Standing, key: str) -> float:
    attribute = standing.board.registry.get(key.partition("@")[0])
    cost = max(CHEAPEST, attribute.ask_cost if attribute else 1.0)
    return cost * AGAIN if key in standing.said else cost


def _score(standing: Standing, key: str, found: Sequence[Choice]) -> float:
    """The worth an answer is expected to settle."""
    worth = standing.board.worth
    total = 0.0
    for one in found:
        matched, excluded = standing.settled_by(_changed(standing, key, one.answer))
        total += one.share * (worth.of(matched) + SETTLED_BY_NO * worth.of(excluded))
    return total


def _changed(standing: Standing, key: str, answer: Answer) -> dict[str, Bits]:
    """The literals an answer makes of its own key, and of what is derived from it."""
    postings = standing.board.index.postings
    found = {key: postings[key].bits(answer)} if key in postings else {}
    feeds = standing.board.feeds.get(key, ())
    if any(one in postings for one in feeds):
        derived = standing.board.derive({**standing.said, key: answer})
        found |= {one: postings[one].bits(derived.get(one)) for one in feeds if one in postings}
    return found


def _choices(standing: Standing, key: str) -> list[Choice] | None:
    """What can be answered to a key; None where there is nothing to choose."""
    board, known = standing.board, standing.said.get(key)
    attribute = board.registry[key.partition("@")[0]]
    literals, weigh, prior = _literals(board, key), _weighing(standing, key), board.prior(key)
    if attribute.is_ordered:
        span = known if isinstance(known, Range) else Range()
        found = choices.ranges(literals, weigh, span, prior, board.cuts.get(key, ()))
    elif attribute.kind is Kind.TREE:
        place = known.path if isinstance(known, Within) else ""
        found = choices.places(literals, weigh, place, prior)
    elif attribute.kind is Kind.CHOICE:
        found = choices.codes(tuple(attribute.codes), prior)
    elif attribute.kind is Kind.CODES:
        held = known if isinstance(known, Having) else Having()
        found = choices.honours(literals, weigh, held, prior)
    elif attribute.kind is Kind.PEOPLE:
        found = [Choice(People((), closed=True), 0.5), Choice(People(), 0.5)]
    else:
        found = choices.flags(prior)
    return found if len(found) > 1 else None


def _literals(board: Board, key: str) -> Sequence[Literal]:
    """What is asked of the key itself; of an input of a derived one there may be nothing."""
    postings: Postings | None = board.index.postings.get(key)
    return postings.literals if postings else ()


def _weighing(standing: Standing, key: str) -> choices.Weigh:
    postings = standing.board.index.postings.get(key)
    slots, worth = standing.board.index.slots, standing.board.worth

    def weigh(literal: Literal) -> int:
        places = postings.places_of(literal) & standing.live if postings else 0
        return worth.of(slots.any(places)) if places else 0

    return weigh
