"""Flow charts as SVG: escaped, readable aloud, black on white for the printer.

Presentation is written as attributes, so the picture needs no style sheet and can be served
under a policy that allows nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from fastapi import Response

from svc_approvals.domain.flow_charts.charts import Chart, Step
from svc_approvals.domain.flow_charts.layout import BOX, Layout, Spot, laid_out

FONTS = "Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimHei, sans-serif"
MARGIN, ROOM, INSIDE, TIP = 32, 46, 12, 14
HEAD, TITLE, SMALL, NOTE = 20, 14, 11, 12
LEADING = 1.45
NARROWEST = 640
PAINT = {"end": "#e8eef7", "step": "#ffffff", "side": "#f4f4f4"}
TOGETHER = re.compile(r"[（“《]*(?:[!-~]+|.)[，。、；：）”》]*")  # what no line end parts
POLICY = "default-src 'none'; sandbox"


class Svg(Response):
    """An SVG that nothing in it can make do anything."""

    media_type = "image/svg+xml"


def flow_chart(chart: Chart, seconds: int) -> Svg:
    """The chart as an answer anybody may keep for a while."""
    headers = {
        "Cache-Control": f"public, max-age={seconds}, stale-while-revalidate={seconds * 5}",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    return Svg(svg_of(chart), headers=headers)


def svg_of(chart: Chart) -> str:
    """The chart drawn: boxes in layers, arrows between them, its notes below."""
    layout = laid_out(chart)
    width = max(NARROWEST, layout.width + 2 * MARGIN)
    head = list(_head(chart, width))
    bands = _bands(layout, 3 * MARGIN)
    bottom = bands[-1].bottom
    aside = (width - layout.width) / 2
    notes = [line for note in chart.notes for line in wrapped(note, (width - 2 * MARGIN) / NOTE)]
    height = bottom + MARGIN / 2 + len(notes) * NOTE * 1.6 + MARGIN / 2
    return "".join(
        [
            _opening(chart, width, height),
            *head,
            *_arrows(layout, bands, aside),
            *_boxes(layout, bands, aside),
            *_notes(notes, bottom),
            "</svg>\n",
        ]
    )


def wrapped(text: str, most: float) -> list[str]:
    """Lines of about equal length, none wider than so many Chinese signs."""
    words = _clean(text)
    whole = _width(words)
    most = min(most, whole / ceil(whole / most) + 1) if words else most
    lines = [""]
    for part in TOGETHER.findall(words):
        for piece in part if _width(part) > most else [part]:
            if lines[-1] and _width(lines[-1] + piece) > most:
                lines.append("")
            lines[-1] += piece
    return [line for line in lines if line]


def _width(words: str) -> float:
    """In Chinese signs; a Latin one is little more than half as wide."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.58 for sign in words)


def _clean(text: str) -> str:
    """Without signs that XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign == "\u3000")


def _opening(chart: Chart, width: float, height: float) -> str:
    said = "；".join(_spoken(chart))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-labelledby="title desc" '
        f'lang="zh-CN" font-family={quoteattr(FONTS)} fill="#111111">'
        f'<title id="title">{escape(_clean(chart.title))}</title>'
        f'<desc id="desc">{escape(_clean(said))}</desc>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#333333"/></marker></defs>'
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    )


def _spoken(chart: Chart) -> Iterator[str]:
    """The chart for who hears it: every step, and what it comes after."""
    titles = {one.key: one.title for one in chart.steps}
    for one in chart.steps:
        before = "、".join(titles[key] for key in one.after)
        yield f"{one.title}" + (f"（在{before}之后）" if before else "")


def _head(chart: Chart, width: float) -> Iterator[str]:
    yield _text(width / 2, MARGIN + HEAD * 0.4, chart.title, HEAD, bold=True)
    yield _text(width / 2, MARGIN + HEAD * 0.4 + 24, chart.subtitle, NOTE)


@dataclass(frozen=True, slots=True)
class Band:
    """The height of one layer: conditions from `labels` on, boxes from `top` to `bottom`."""

    labels: float
    top: float
    bottom: float


def _bands(layout: Layout, start: float) -> list[Band]:
    """Every layer under the one before, with room between for the arrows."""
    bands: list[Band] = []
    for layer in layout.layers:
        steps = [one.step for one in layer if one.step]
        conditions = max((len(_condition(one)) for one in steps), default=0)
        labels = bands[-1].bottom + ROOM if bands else start
        top = labels + (conditions * SMALL * LEADING + TIP if conditions else 0)
        bands.append(Band(labels, top, top + max((_height(one) for one in steps), default=0)))
    return bands


def _condition(step: Step) -> list[str]:
    return wrapped(step.condition, (BOX + 16) / SMALL) if step.condition else []


def _lines(step: Step) -> tuple[list[str], list[str]]:
    room = BOX - 2 * INSIDE
    small = [line for one in step.lines for line in wrapped(one, room / SMALL)]
    return wrapped(step.title, room / TITLE), small


def _height(step: Step) -> float:
    titles, small = _lines(step)
    return 2 * INSIDE + (len(titles) * TITLE + len(small) * SMALL) * LEADING - 4


def _boxes(layout: Layout, bands: list[Band], aside: float) -> Iterator[str]:
    for spot in layout.spots.values():
        if spot.step:
            yield from _box(spot.step, spot.x + aside, bands[spot.layer].top)


def _box(step: Step, x: float, top: float) -> Iterator[str]:
    titles, small = _lines(step)
    round_, dashes = (18, "") if step.shape == "end" else (4, "")
    if step.condition:
        dashes = ' stroke-dasharray="6 4"'
        yield from _label(_condition(step), x, top)
    yield (
        f'<rect x="{x - BOX / 2:.1f}" y="{top:.1f}" width="{BOX}" height="{_height(step):.1f}" '
        f'rx="{round_}" fill="{PAINT[step.shape]}" stroke="#333333" stroke-width="1.2"{dashes}/>'
    )
    y = top + INSIDE + TITLE
    for line in titles:
        yield _text(x, y, line, TITLE, bold=True)
        y += TITLE * LEADING
    y -= (TITLE - SMALL) * LEADING / 2
    for line in small:
        yield _text(x, y, line, SMALL, paint="#333333")
        y += SMALL * LEADING


def _label(lines: list[str], x: float, top: float) -> Iterator[str]:
    """The condition over a box, on white, so that arrows pass behind it."""
    height = len(lines) * SMALL * LEADING
    first = top - TIP - height
    yield (
        f'<rect x="{x - BOX / 2 - 8:.1f}" y="{first:.1f}" width="{BOX + 16}" '
        f'height="{height:.1f}" fill="#ffffff"/>'
    )
    for number, line in enumerate(lines):
        yield _text(x, first + SMALL + number * SMALL * LEADING, line, SMALL, paint="#8a4b00")


def _arrows(layout: Layout, bands: list[Band], aside: float) -> Iterator[str]:
    for spot in layout.spots.values():
        if spot.step:
            for key in spot.behind:
                yield _arrow(bands, aside, [spot, *_way(layout, key)])


def _way(layout: Layout, key: str) -> Iterator[Spot]:
    """The empty places an arrow runs through, and the box it ends at."""
    while (spot := layout.spots[key]).step is None:
        yield spot
        (key,) = spot.behind
    yield spot


def _arrow(bands: list[Band], aside: float, way: list[Spot]) -> str:
    """Sideways only between layers, so that an arrow crosses no box and no label."""
    source, band = way[0], bands[way[0].layer]
    begins = band.top + (_height(source.step) if source.step else 0)
    path = f"M{source.x + aside:.1f} {begins:.1f}V{band.bottom:.1f}"
    for before, spot in pairwise(way):
        start, x, band = bands[before.layer].bottom, spot.x + aside, bands[spot.layer]
        middle = (start + band.labels) / 2
        ends = band.top if spot.step else band.bottom
        path += (
            f"C{before.x + aside:.1f} {middle:.1f} {x:.1f} {middle:.1f} {x:.1f} {band.labels:.1f}"
            f"V{ends:.1f}"
        )
    return (
        f'<path d="{path}" fill="none" stroke="#333333" stroke-width="1.2" '
        'marker-end="url(#tip)"/>'
    )  # fmt: skip


def _notes(lines: Iterable[str], bottom: float) -> Iterator[str]:
    for number, line in enumerate(lines):
        y = bottom + MARGIN + number * NOTE * 1.6
        yield _text(MARGIN, y, line, NOTE, anchor="start", paint="#444444")


def _text(
    x: float, y: float, words: str, size: int, *,
    anchor: str = "middle", paint: str = "#111111", bold: bool = False,
) -> str:  # fmt: skip
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{paint}"{weight}>{escape(_clean(words))}</text>'
    )
