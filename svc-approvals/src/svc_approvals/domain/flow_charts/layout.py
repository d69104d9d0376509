"""Where the boxes of a chart stand: layers from top to bottom, parallel steps side by side.

After Sugiyama: layers by the longest way, long arrows led round boxes by empty places,
order within a layer by the middle of the neighbours, then each drawn over its neighbours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean

from svc_approvals.domain.flow_charts.charts import Chart, Step

SWEEPS = 8
BOX, LANE, GAP = 208, 20, 34


@dataclass(slots=True)
class Spot:
    """A box, or (`step` is None) the empty place a long arrow runs through."""

    key: str
    layer: int
    step: Step | None
    x: float = 0.0
    before: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How much of the layer it takes."""
        return BOX if self.step else LANE


@dataclass(frozen=True, slots=True)
class Layout:
    """Spots by key, in layers; `x` is the middle of a spot, and the least is 0 at its left."""

    spots: Mapping[str, Spot]
    layers: tuple[tuple[Spot, ...], ...]
    width: float


def laid_out(chart: Chart) -> Layout:
    """Give every step its place. The chart has no cycle."""
    spots = _spots(chart)
    layers: list[list[Spot]] = [[] for _ in range(1 + max(one.layer for one in spots.values()))]
    for one in spots.values():
        layers[one.layer].append(one)
    for sweep in range(SWEEPS):
        _order(layers, down=sweep % 2 == 0)
    for sweep in range(SWEEPS):
        _draw_together(layers, spots, down=sweep % 2 == 1)
    left = min(one.x - one.width / 2 for one in spots.values())
    for one in spots.values():
        one.x -= left
    width = max(one.x + one.width / 2 for one in spots.values())
    return Layout(spots, tuple(tuple(layer) for layer in layers), width)


def _spots(chart: Chart) -> dict[str, Spot]:
    layers = _layers(chart)
    spots = {one.key: Spot(one.key, layers[one.key], one) for one in chart.steps}
    for step in chart.steps:
        for source in step.after:
            _connect(spots, source, step.key)
    return spots


def _layers(chart: Chart) -> dict[str, int]:
    steps = {one.key: one for one in chart.steps}
    found: dict[str, int] = {}

    def layer(key: str) -> int:
        if key not in found:
            found[key] = 1 + max((layer(one) for one in steps[key].after), default=-1)
        return found[key]

    for key in steps:
        layer(key)
    return found


def _connect(spots: dict[str, Spot], source: str, target: str) -> None:
    last = source
    for layer in range(spots[source].layer + 1, spots[target].layer):
        lane = f"{source}>{target}@{layer}"
        spots[lane] = Spot(lane, layer, None)
        _join(spots, last, lane)
        last = lane
    _join(spots, last, target)


def _join(spots: dict[str, Spot], source: str, target: str) -> None:
    spots[source].behind.append(target)
    spots[target].before.append(source)


def _order(layers: list[list[Spot]], *, down: bool) -> None:
    """Sort each layer by the middle of its neighbours in the layer looked at before."""
    place = {one.key: i for layer in layers for i, one in enumerate(layer)}
    for layer in layers if down else reversed(layers):
        middles = {
            one.key: fmean(place[key] for key in near)
            if (near := one.before if down else one.behind)
            else place[one.key]
            for one in layer
        }
        layer.sort(key=lambda one: middles[one.key])
        place |= {one.key: i for i, one in enumerate(layer)}


def _draw_together(layers: list[list[Spot]], spots: Mapping[str, Spot], *, down: bool) -> None:
    """Put each spot as near to the middle of its neighbours as the others in its layer let it."""
    for layer in layers if down else reversed(layers):
        wished = []
        for one in layer:
            near = one.before if down else one.behind
            wished.append(fmean(spots[key].x for key in near) if near else one.x)
        edge = float("-inf")
        for one, wish in zip(layer, wished, strict=True):
            one.x = max(wish, edge + one.width / 2)
            edge = one.x + one.width / 2 + GAP
        shift = fmean(wish - one.x for one, wish in zip(layer, wished, strict=True))
        for one in layer:
            one.x += shift
