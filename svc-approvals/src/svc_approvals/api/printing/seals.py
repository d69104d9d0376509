"""A seal as it is drawn on documents of the demo: round, red, and plainly a specimen."""

from math import cos, radians, sin

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from shared.fonts import font_name, printable

RED = HexColor("#C8102E")
SPECIMEN = "样章"
SPREAD = 240  # degrees of the circle that the name takes


class Seal(Flowable):
    """The organ's name along the circle, a star in the middle, 样章 below it."""

    def __init__(self, organ: str, side: float = 38 * mm) -> None:
        super().__init__()
        self.organ = printable(organ)
        self.width = self.height = side

    def draw(self) -> None:
        """Draw it."""
        canvas, radius = self.canv, self.width / 2
        canvas.saveState()
        canvas.translate(radius, radius)
        canvas.setStrokeColor(RED)
        canvas.setFillColor(RED)
        canvas.setLineWidth(1.6)
        canvas.circle(0, 0, radius - 1)
        self._name(radius)
        self._star(radius * 0.26)
        canvas.setFont(font_name(), radius * 0.22)
        canvas.drawCentredString(0, -radius * 0.6, SPECIMEN)
        canvas.restoreState()

    def _name(self, radius: float) -> None:
        count = len(self.organ)
        size = min(radius * 0.27, radius * 3.6 / max(count, 1))
        step = SPREAD / max(count - 1, 1)
        self.canv.setFont(font_name(), size)
        for place, sign in enumerate(self.organ):
            angle = 90 + SPREAD / 2 - step * place
            self.canv.saveState()
            self.canv.rotate(angle - 90)
            self.canv.drawCentredString(0, radius - 3 - size, sign)
            self.canv.restoreState()

    def _star(self, radius: float) -> None:
        path = self.canv.beginPath()
        for point in range(10):
            far = radius if point % 2 == 0 else radius * 0.382
            angle = radians(90 + 36 * point)
            draw = path.lineTo if point else path.moveTo
            draw(far * cos(angle), far * sin(angle))
        path.close()
        self.canv.drawPath(path, stroke=0, fill=1)
