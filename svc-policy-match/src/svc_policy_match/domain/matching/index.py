"""The bit index: one profile against all policies, with the truth the trees have.

Every policy is a conjunction of at most sixteen clauses (`clauses_of`). Clauses lie side by side as
bits of one whole number: first clauses of all policies, then second ones, and so on; policies with
more clauses come first, so that each further slot is only as wide as it has to be. An answer turns
into two such numbers: clauses made true, clauses left possible. They are joined over all keys, and
the slots folded by `and`. What cannot be clauses is read as the tree it is.

After Whang et al., Indexing Boolean Expressions (VLDB 2009), in three values and without counting.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.conditions.clauses import Clause, Clauses, Literal, clauses_of
from svc_policy_match.domain.conditions.parsing import DECLARED
from svc_policy_match.domain.conditions.trees import Condition, evaluate
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN, Truth
from svc_policy_match.domain.matching.bits import numbers_in
from svc_policy_match.domain.matching.postings import Postings


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Bits of policies by their number in the index: matched, and possible (matched ones too)."""

    matched: int
    possible: int

    @property
    def undecided(self) -> int:
        """Neither matched nor not."""
        return self.possible & ~self.matched

    def of(self, number: int) -> Truth:
        """The verdict of one policy."""
        if self.matched >> number & 1:
            return TRUE
        return UNKNOWN if self.possible >> number & 1 else FALSE


class Slots:
    """Where the clauses of policies lie, and how slots are folded."""

    def __init__(self, sizes: Sequence[int]) -> None:
        """`sizes` are numbers of clauses, falling."""
        self.all = (1 << len(sizes)) - 1
        self._folds: list[tuple[int, int, int]] = []
        self._starts: list[int] = []
        start = 0
        for slot in range(max(sizes, default=0)):
            width = sum(size > slot for size in sizes)
            mask = (1 << width) - 1
            self._starts.append(start)
            self._folds.append((width, mask, self.all ^ mask))
            start += width
        self.width = start

    def place(self, number: int, slot: int) -> int:
        """The bit of one clause."""
        return 1 << (self.start(slot) + number)

    def start(self, slot: int) -> int:
        """Where the clauses of a slot begin."""
        return self._starts[slot]

    def parts(self, clauses: int) -> list[int]:
        """The clauses slot by slot, each as bits of policies."""
        found = []
        for width, mask, _ in self._folds:
            found.append(clauses & mask)
            clauses >>= width
        return found

    def fold(self, clauses: int) -> int:
        """Policies all of whose clauses are set."""
        found = self.all
        for width, mask, beyond in self._folds:
            found &= clauses & mask | beyond
            clauses >>= width
        return found

    def spread(self, policies: int) -> int:
        """All clauses of these policies."""
        found = 0
        for start, (_, mask, _beyond) in zip(self._starts, self._folds, strict=True):
            found |= (policies & mask) << start
        return found

    def but_one(self, clauses: int) -> int:
        """Policies of whose clauses exactly one is not set."""
        none, one = self.all, 0
        for width, mask, beyond in self._folds:
            held = clauses & mask | beyond
            one = one & held | none & ~held
            none &= held
            clauses >>= width
        return one

    def any(self, clauses: int) -> int:
        """Policies one of whose clauses is set."""
        found = 0
        for width, mask, _ in self._folds:
            if not clauses:
                break
            found |= clauses & mask
            clauses >>= width
        return found


class Index:
    """Policies ready to be matched; never changed: a new one takes its place."""

    def __init__(self, policies: Iterable[tuple[str, Condition]]) -> None:
        """Policies by their id; their order in the index is its own (see `ids`)."""
        read = [(one, condition, clauses_of(condition)) for one, condition in policies]
        flat = sorted((one for one in read if one[2] is not None), key=_clauses, reverse=True)
        trees = [one for one in read if one[2] is None]
        self.ids = [one[0] for one in (*flat, *trees)]
        self.number_of = {one: number for number, one in enumerate(self.ids)}
        self.slots = Slots([len(one[2] or ()) for one in (*flat, *trees)])
        self.flat = (1 << len(flat)) - 1  # policies that are clauses
        self.trees = {len(flat) + n: one[1] for n, one in enumerate(trees)}
        self.clauses: Sequence[Clauses | None] = [one[2] for one in (*flat, *trees)]
        self._place_literals()

    def _place_literals(self) -> None:
        placed: defaultdict[str, defaultdict[Literal, int]]
        placed = defaultdict(lambda: defaultdict(int))
        self._declared: defaultdict[str, list[tuple[int, Clause]]] = defaultdict(list)
        self._any_declared = 0
        self.entangled = 0  # clauses that share a literal with another of their policy
        for number, clauses in enumerate(self.clauses):
            shared = _shared(clauses or ())
            for slot, clause in enumerate(clauses or ()):
                place = self.slots.place(number, slot)
                if not shared.isdisjoint(clause):
                    self.entangled |= place
                for literal in clause:
                    if literal.key.startswith(DECLARED):
                        self._any_declared |= place
                        self._declared[literal.key].append((place, clause))
                    else:
                        placed[literal.key][literal] |= place
        self.postings = {key: Postings(key, of) for key, of in sorted(placed.items())}

    def __len__(self) -> int:
        return len(self.ids)

    def match(self, answers: Answers) -> Verdicts:
        """The verdicts of all policies."""
        true, left = self._standing(answers)
        return self.folded(true, left, answers)

    def near(self, answers: Answers, fixed: Callable[[str], bool]) -> int:
        """Policies that one clause alone excludes, and one without anything `fixed` in it.

        What is fixed is a key nobody can change for a policy's sake: a place, a trade.
        """
        true, left = self._standing(answers)
        held_back = {key: one for key, one in answers.items() if fixed(key)}
        true_then, left_then = self._standing(held_back)
        far = self.slots.all & ~self.slots.fold(true_then | left_then)
        return self.slots.but_one(true | left) & ~far

    def _standing(self, answers: Answers) -> tuple[int, int]:
        """Clauses made true, and those left open."""
        true, left = self.declared_bits(answers)
        get = answers.get
        for key, postings in self.postings.items():
            made_true, left_open = postings.bits(get(key))
            true |= made_true
            if left_open:
                left |= left_open
        return true, left

    def folded(self, true: int, left: int, answers: Answers) -> Verdicts:
        """The verdicts where these clauses are true, and these are left open."""
        matched = self.slots.fold(true)
        left = self.slots.fold(true | left) if left else matched
        for number, tree in self.trees.items():
            value, bit = evaluate(tree, answers), 1 << number
            if value is not TRUE:
                matched &= ~bit
            if value is FALSE:
                left &= ~bit
        return Verdicts(matched, left)

    def declared_bits(self, answers: Answers) -> tuple[int, int]:
        """Of what only somebody can confirm: each is one policy's own, so few are answered."""
        true, left = 0, self._any_declared
        for key in answers:
            for place, clause in self._declared.get(key, ()):
                own = [one.truth(answers) for one in clause if one.key.startswith(DECLARED)]
                if TRUE in own:
                    true |= place
                if all(one is FALSE for one in own):
                    left &= ~place
        return true, left

    def verdicts(self, answers: Answers) -> Mapping[str, Truth]:
        """By policy id, of those that are not excluded."""
        found = self.match(answers)
        return {self.ids[number]: found.of(number) for number in numbers_in(found.possible)}


def _clauses(read: tuple[str, Condition, Clauses | None]) -> int:
    return len(read[2] or ())


def _shared(clauses: Clauses) -> frozenset[Literal]:
    """Literals that stand in several clauses: one clause may absorb the other only by these."""
    every = frozenset[Literal]().union(*clauses)
    if len(every) == sum(map(len, clauses)):
        return frozenset()
    counts = Counter(one for clause in clauses for one in clause)
    return frozenset(one for one, times in counts.items() if times > 1)
