"""People with the face of a photo: the puppet's body, and a head that was cut out, whose jaw and lids move."""

from dataclasses import dataclass, field

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, Point, polygon
from sagemaker_containers.drawing.raster import SMOOTH
from sagemaker_containers.lip_sync.puppet.cut_out import BOTTOM, LEFT, RIGHT, TOP, Head
from sagemaker_containers.lip_sync.puppet.face import INK
from sagemaker_containers.lip_sync.puppet.key_light import KeyLight
from sagemaker_containers.lip_sync.puppet.person import Person
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

_FACE = 17.5
"""How large the face is (units of an adult's head, which measures 27)."""

_CHIN = 1.02
"""How far down the chin is, in faces; it comes to stand where a drawn one does."""

_DROP = 0.17
"""How far the wide open jaw falls (faces)."""

_MOUTH_HALF, _JAW_HALF = 0.17, 0.46
"""Half the width of mouth and jaw (faces)."""

_EYE = 0.125, 0.068
"""Half the width and height of an eye that is open (faces)."""

_COLUMNS = [0.02 + 0.06 * k for k in range(17)]
_ROWS = (0.0, 0.1, 0.25, 0.4, 0.55, 1.0)
"""Where the mesh has its knots: from side to side (faces), and from the lips (0) to the end (1)."""


@dataclass(frozen=True)
class PortraitPerson(Person):
    """One person's puppet with a head from a photo."""

    head: Head = field(kw_only=True)

    @classmethod
    def of(cls, person: Person, head: Head, unit: float, light: str) -> "PortraitPerson":
        """The same person with this head under this light, and its skin all over, `unit` px a unit."""
        look = person.look.model_copy(update={"skin": head.skin})
        return cls(
            look,
            person.age,
            person.gender,
            person.weather,
            head=head.sized(_FACE * person.head_scale * unit).lit(light),
        )

    def _hair_behind(self, pen: Pen) -> None:
        """The photo has it."""

    def _head(self, pen: Pen, pose: Pose, mouth: Mouth, light: KeyLight) -> None:
        canvas = pen.canvas
        pen.shadow(0, -0.6, 4.0, 3.4, 0.3)
        canvas.save()
        canvas.translate(pose.turn * 0.9, pose.nod * 1.2 - 1.6)
        if canvas.getTotalMatrix().getScaleX() < 0:
            canvas.scale(-1, 1)  # a face that one knows is not mirrored
        canvas.scale(_FACE, _FACE * (1 - 0.03 * pose.nod))
        canvas.translate(-0.5, -_CHIN)
        scale = (RIGHT - LEFT) / self.head.raster.width
        onto = skia.Matrix().setScale(scale, scale).postTranslate(LEFT, TOP)
        photo = skia.Paint(Shader=self.head.raster.image.makeShader(SMOOTH, onto))
        canvas.drawRect(skia.Rect.MakeLTRB(LEFT, TOP, RIGHT, BOTTOM), photo)
        for eye in self.head.eyes:
            self._lid(pen, eye, pose)
        if mouth.open > 0.03:
            self._mouth(pen, mouth)
            canvas.drawVertices(self._jaw(mouth), photo)
        canvas.restore()

    def _lid(self, pen: Pen, eye: Point, pose: Pose) -> None:
        """The upper lid, as far as it is down."""
        closed = 1 - (1 - pose.blink) * min(1.0, 1 - 0.42 * pose.lids)
        if closed < 0.15:
            return
        (x, y), (rx, ry) = eye, _EYE
        edge = y - ry + 2 * ry * closed
        lid = self.head.lid
        oval = skia.Path().addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
        pen.canvas.save()
        pen.canvas.clipRect(skia.Rect.MakeLTRB(x - 2 * rx, y - 2 * ry, x + 2 * rx, edge))
        paint = pen.paint((lighter(lid, 0.06), darker(lid, 0.1)), 1.0, y - ry, edge)
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.018))
        pen.canvas.drawPath(oval, paint)
        pen.canvas.restore()
        sag = ry * (closed - 0.5) * 0.9
        half = rx * (1 - (2 * closed - 1) ** 2 * 0.12)
        pen.line([(x - half, edge - sag), (x, edge), (x + half, edge - sag)], INK, 0.016, 0.7)

    def _opening(self, mouth: Mouth) -> float:
        """Half the width of the open mouth."""
        return _MOUTH_HALF * (1 + (0.25 if mouth.spread > 0 else 0.45) * mouth.spread)

    def _lip(self, x: float) -> float:
        """How far down the lower lip begins at `x`: in a smile its ends are higher."""
        return self.head.mouth - (0.034 if self.head.teeth else 0.008) * ((x - 0.5) / _MOUTH_HALF) ** 2

    def _mouth(self, pen: Pen, mouth: Mouth) -> None:
        """What is seen between the lips; the jaw is drawn over its lower end."""
        half, line, gap = self._opening(mouth), self.head.mouth, _DROP * mouth.open
        lip = [(x, self._lip(x) - 0.002) for x in (0.5 + half * k / 6 for k in range(-6, 7))]
        hole = polygon([*lip, (0.5 + half, line + gap + 0.04), (0.5 - half, line + gap + 0.04)])
        with pen.clipped(hole):
            pen.rect(0.5 - half, line - 0.05, 2 * half, gap + 0.1, ("#3a0f15", "#6a2028"))
            if mouth.tongue > 0.04:
                pen.ellipse(0.5, line + gap * (1.1 - 0.35 * mouth.tongue), half * 0.7, gap * 0.5, "#c9565f")
            if mouth.teeth > 0.04 and not self.head.teeth:
                tall = min(gap * 0.45, 0.05) * (0.4 + 0.6 * mouth.teeth)
                pen.rect(0.5 - half * 0.8, line - 0.01, half * 1.6, tall + 0.01, "#f3ece2", 0.012)

    def _jaw(self, mouth: Mouth) -> skia.Vertices:
        """The face below the lips as a mesh whose middle has dropped: the lip most, the cheeks not at all."""
        drop, half = _DROP * mouth.open, self._opening(mouth)
        points, sources = [], []
        for row in range(len(_ROWS)):
            for x in _COLUMNS:
                top = self._lip(x) if abs(x - 0.5) < _MOUTH_HALF else self._lip(0.5 + _MOUTH_HALF)
                y = top + (BOTTOM - top) * _ROWS[row]
                share = min(1.0, (y - top) / (1.0 - top))
                lip = max(0.0, 1 - ((x - 0.5) / half) ** 2)
                jaw = max(0.0, 1 - ((x - 0.5) / _JAW_HALF) ** 2)
                points.append(skia.Point(x, y + drop * (lip * (1 - share) + jaw * share)))
                sources.append(skia.Point(x, y))
        count = len(_COLUMNS)
        corners = [row * count + column for row in range(len(_ROWS) - 1) for column in range(count - 1)]
        indices = [index for k in corners for index in (k, k + 1, k + count, k + 1, k + count + 1, k + count)]
        return skia.Vertices(skia.Vertices.VertexMode.kTriangles_VertexMode, points, sources, None, indices)
