"""Before and after: what merging saved, counted from the departments' own figures."""

from dataclasses import dataclass

from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.matters import Before, SubMatter
from svc_approvals.domain.catalogue.process import longest_path


@dataclass(frozen=True, slots=True)
class Change:
    """One figure before and after."""

    before: int
    after: int

    @property
    def saved(self) -> int:
        """What the applicant no longer has to spend."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class ReformRow:
    """One department's part: its own list before, what is still asked for it after."""

    organ: str
    sub_matter: str
    item: str
    days_before: int
    materials_before: tuple[str, ...]
    materials_after: tuple[str, ...]

    @property
    def materials(self) -> Change:
        """How many materials the part took and takes."""
        return Change(len(self.materials_before), len(self.materials_after))


@dataclass(frozen=True, slots=True)
class Reform:
    """The whole table. `steps` are those that follow one another; `visits` may be unknown."""

    rows: tuple[ReformRow, ...]
    departments: Change
    steps: Change
    days: Change
    materials: Change
    visits: Change | None


def reform_of(guide: Guide) -> Reform:
    """Count the table for a person's guide.

    A material used by several parts is counted for the first of them that applies.
    Afterwards there is one door, the window, however many departments stand behind it.
    """
    parts = [(sub, sub.before) for sub in guide.sub_matters if sub.before]
    rows = tuple(_row(guide, sub, before) for sub, before in parts)
    materials = sum(row.materials.before for row in rows)
    return Reform(
        rows=rows,
        departments=Change(len({row.organ for row in rows}), 1),
        steps=Change(len(rows), longest_path(guide.applicable_nodes, lambda _: 1)[0]),
        days=Change(sum(row.days_before for row in rows), guide.promised_days),
        materials=Change(materials, len(guide.handed_in)),
        visits=_visits(guide, [before for _, before in parts]),
    )


def _row(guide: Guide, sub: SubMatter, before: Before) -> ReformRow:
    applied = [one.key for one in guide.sub_matters]
    counted = (
        one.name
        for one in guide.handed_in
        if next((key for key in one.used_by if key in applied), None) == sub.key
    )
    return ReformRow(sub.organ, sub.key, before.item, before.days, before.materials, tuple(counted))


def _visits(guide: Guide, befores: list[Before]) -> Change | None:
    counted = [one.visits for one in befores if one.visits is not None]
    if guide.matter.visits is None or len(counted) < len(befores):
        return None
    return Change(sum(counted), guide.matter.visits)
