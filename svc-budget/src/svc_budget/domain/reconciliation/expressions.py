"""Expressions over named cells: parsed once when a rule is read, evaluated for each place.

    relation   := expression ("=" | "<=" | ">=") expression
    expression := ["-"] term (("+" | "-") term)*
    term       := number | number "%" "*" name | name | "sum(" selection ")"

There is nothing else: no calls, no division, no access to anything but cells.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from svc_budget.domain.money.money import FEN
from svc_budget.domain.reconciliation.names import Dictionary, Name, Selection

TOKEN = re.compile(
    r"\s*(?:(?P<percent>\d+)%\s*\*\s*|(?P<number>\d+)(?![\w.])|(?P<sum>sum)\s*\("
    r"|(?P<sign>[+\-])|(?P<close>\))|(?P<list>\[[^\]]*\])"
    r"|(?P<name>(?:[^\s+\-*=<>()\[\],{}]|\{[^{}]*\})+))"
)
RELATION = re.compile(r"<=|>=|≤|≥|(?<![<>])=")
SUMS = {
    "类": "各类之和", "款": "各款之和", "项": "各项之和", "末级": "各末级科目之和",
    "明细": "各行之和", "下级": "其下各级科目之和",
}  # fmt: skip
PLAIN = {"≤": "<=", "≥": ">="}


class Malformed(ValueError):
    """An expression that is not one."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A signed part of an expression: a cell, rows to add up, or a number in fen."""

    sign: int
    of: Name | Selection | int
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A sum of operands."""

    text: str
    operands: tuple[Operand, ...]
    words: str = ""  # what a sum of chosen rows is called: 各类之和


@dataclass(frozen=True, slots=True)
class Relation:
    """Two expressions, and how they have to stand to each other."""

    left: Expression
    sign: str  # =, <=, >=
    right: Expression


class Grammar:
    """Reads expressions with the words of one rule: its tables, its row at hand, its groups."""

    def __init__(
        self,
        words: Dictionary,
        rows: Selection | None = None,
        groups: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._words, self._rows, self._groups = words, rows, groups or {}

    def relation(self, text: str) -> Relation:
        """Refused with Malformed or Unknown."""
        outside = re.sub(r"\[[^\]]*\]", lambda found: "\0" * len(found.group()), text)
        signs = list(RELATION.finditer(outside))
        if len(signs) != 1:
            raise Malformed(f"one of =, <=, >= is wanted in “{text}”")
        sign = signs[0]
        return Relation(
            self.expression(text[: sign.start()]),
            PLAIN.get(sign.group(), sign.group()),
            self.expression(text[sign.end() :]),
        )

    def expression(self, text: str) -> Expression:
        """Refused with Malformed or Unknown."""
        operands: list[Operand] = []
        tokens = _tokens(text)
        sign: int | None = 1
        while tokens:
            token = tokens.pop(0)
            if token.lastgroup == "sign" and (sign is None or not operands):
                sign = 1 if token["sign"] == "+" else -1
                continue
            if sign is None:
                raise Malformed(f"+ or - is wanted before “{token.group().strip()}”")
            operands.append(self._operand(sign, token, tokens, text))
            sign = None
        if sign is not None:
            raise Malformed(f"something is wanted at the end of “{text.strip()}”")
        return Expression(text.strip(), tuple(operands), _words(operands))

    def _operand(
        self, sign: int, token: re.Match[str], tokens: list[re.Match[str]], text: str
    ) -> Operand:
        match token.lastgroup:
            case "number":
                return Operand(sign, int(token["number"]) * FEN)
            case "percent" if tokens and tokens[0].lastgroup == "name":
                name = self._words.name(tokens.pop(0)["name"], self._rows)
                return Operand(sign, name, int(token["percent"]))
            case "name":
                return Operand(sign, self._words.name(token["name"], self._rows))
            case "sum":
                return Operand(sign, self._selection(tokens, text))
        raise Malformed(f"“{token.group().strip()}” is out of place in “{text.strip()}”")

    def _selection(self, tokens: list[re.Match[str]], text: str) -> Selection:
        head, listed, tail = "", "", ""
        while tokens and tokens[0].lastgroup in {"name", "list"}:
            token = tokens.pop(0)
            if token.lastgroup == "list":
                listed = token["list"][1:-1]
            elif listed:
                tail = token["name"].removeprefix(".")
            else:
                head = token["name"]
        if not head or not tokens or tokens.pop(0).lastgroup != "close":
            raise Malformed(f"a selection and ) are wanted after sum( in “{text.strip()}”")
        return self._words.selection(head, self._members(listed), tail)

    def _members(self, listed: str) -> list[str]:
        names = [one.strip() for one in listed.split(",") if one.strip()]
        return [member for name in names for member in self._groups.get(name, (name,))]


def _words(operands: Sequence[Operand]) -> str:
    of = operands[0].of
    if len(operands) > 1 or not isinstance(of, Selection) or not of.choice:
        return ""
    return SUMS[of.choice]


def _tokens(text: str) -> list[re.Match[str]]:
    found, at = [], 0
    stripped = text.rstrip()
    while at < len(stripped):
        token = TOKEN.match(stripped, at)
        if token is None or token.end() == at:
            raise Malformed(f"“{stripped[at:]}” cannot be read")
        found.append(token)
        at = token.end()
    return found
