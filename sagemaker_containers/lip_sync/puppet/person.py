"""People: body, garment, head, hair, headwear, from a `Look`. Drawn facing right, feet on (0, 0), 100 units tall."""

import math
from dataclasses import dataclass

import skia

from film_studio.film.models import Age, Gender, Look
from sagemaker_containers.drawing.colour import channels, darker, lighter, mix
from sagemaker_containers.drawing.pen import Fill, Pen, Point, polygon, smooth
from sagemaker_containers.lip_sync.puppet import face
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

_NECK: dict[Age, float] = {"child": 62.0, "teen": 69.0, "adult": 72.0, "senior": 71.0}
"""How high the neck is: the younger, the larger the head."""

_SHOULDER = -66.5
_UPPER_ARM, _FOREARM = 15.5, 14.5
_THIGH, _SHIN = 19.9, 19.2


def soft(colour: str, light: float = 0.14, shade: float = 0.16) -> Fill:
    """The usual gradient of cloth and skin: lit above, shaded below."""
    return lighter(colour, light), darker(colour, shade)


def reach(shoulder: Point, upper: float, lower: float, side: int, arm: Arm) -> tuple[Point, Point]:
    """Elbow and hand of an arm on one `side` (−1 left, 1 right)."""
    lift, fold = math.radians(arm.upper), math.radians(arm.fore)
    elbow = (shoulder[0] + side * upper * math.sin(lift), shoulder[1] + upper * math.cos(lift))
    return elbow, (elbow[0] + side * lower * math.sin(fold), elbow[1] + lower * math.cos(fold))


def knee(hip: Point, ankle: Point, thigh: float, shin: float) -> Point:
    """Where a leg bends that stands between `hip` and `ankle`: forward, by the law of cosines."""
    dx, dy = ankle[0] - hip[0], ankle[1] - hip[1]
    distance = min(math.hypot(dx, dy), thigh + shin)
    bend = math.acos(max(-1.0, min(1.0, (thigh**2 + distance**2 - shin**2) / (2 * thigh * max(distance, 0.01)))))
    angle = math.atan2(dy, dx) - bend
    return hip[0] + thigh * math.cos(angle), hip[1] + thigh * math.sin(angle)


@dataclass(frozen=True)
class Person:
    """One person's puppet."""

    look: Look
    age: Age
    gender: Gender

    @property
    def width(self) -> float:
        """Breadth of the body against the usual."""
        return {"slim": 0.88, "average": 1.0, "broad": 1.18}[self.look.build] * (
            0.9 if self.gender == "female" else 1.0
        )

    @property
    def neck(self) -> float:
        """Height of the neck (units)."""
        return _NECK[self.age]

    @property
    def head_scale(self) -> float:
        """The head's size against an adult's."""
        return (100 - self.neck) / 28

    @property
    def _hair(self) -> str:
        """The hair's colour, greyed by age."""
        dark = _lightness(self.look.hair) < 0.45
        return mix(self.look.hair, "#dcdcdc", 0.55) if self.age == "senior" and dark else self.look.hair

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        canvas = pen.canvas
        squash = self.neck / 72
        swell = 1 + 0.012 * pose.breath
        hair = self._hair
        canvas.save()
        canvas.scale(0.5 + 0.5 * squash, squash)
        self._legs(pen, pose)
        canvas.restore()
        canvas.save()
        canvas.rotate(pose.lean)
        canvas.translate(0, -pose.bob)
        with pen.moved(0, -self.neck - 0.4 * pose.breath, self.head_scale, pose.tilt):
            self._back_hair(pen, hair)
        canvas.save()
        canvas.scale(0.5 + 0.5 * squash, squash)
        if not pose.far_arm.across:
            self._arm(pen, -1, pose.far_arm)
        canvas.save()
        canvas.scale(swell, 1)
        self._back_cloth(pen)
        self._body(pen)
        canvas.restore()
        canvas.restore()
        with pen.moved(0, -self.neck - 0.4 * pose.breath, self.head_scale, pose.tilt):
            self._head(pen, pose, mouth)
        canvas.save()
        canvas.scale(0.5 + 0.5 * squash, squash)
        self._front_cloth(pen)
        if pose.far_arm.across:
            self._arm(pen, -1, pose.far_arm)
        self._arm(pen, 1, pose.near_arm)
        canvas.restore()
        canvas.restore()

    # Body ------------------------------------------------------------------------------------------------------

    def _legs(self, pen: Pen, pose: Pose) -> None:
        look, w = self.look, self.width
        shoe = darker(look.trim_colour, 0.55) if look.garment in ("suit", "armour", "shirt", "apron") else "#6b4632"
        trousers = {
            "suit": darker(look.garment_colour, 0.12),
            "shirt": "#46546b",
            "apron": "#5a5148",
            "armour": "#7d8794",
            "kurta": "#f0e6d2",
            "salwar": lighter(look.trim_colour, 0.1),
        }.get(look.garment, look.skin)
        wide = 3.9 if look.garment in ("salwar", "suit", "shirt", "apron", "armour", "kurta") else 2.7
        for side, foot in ((-1, pose.far_foot), (1, pose.near_foot)):
            shade = trousers if side > 0 else darker(trousers, 0.14)
            self._leg(pen, side * 4.4 * w, foot, pose, wide, shade, shoe)

    def _leg(self, pen: Pen, x: float, foot: Foot, pose: Pose, wide: float, colour: str, shoe: str) -> None:
        squash = self.neck / 72
        hip = (x + 42 * math.sin(math.radians(pose.lean)), -42 - pose.bob)
        ankle = (x + foot.x / (0.5 + 0.5 * squash), -3.0 - foot.lift)
        bend = knee(hip, ankle, _THIGH, _SHIN)
        with pen.moved(*ankle, rotate=foot.pitch):
            pen.ellipse(1.9, 1.7, 4.4, 1.7, soft(shoe))
        pen.stroke(polygon([hip, bend, ankle], closed=False), colour, wide * 1.6)
        pen.stroke(polygon([hip, bend], closed=False), colour, wide * self.width * 1.9)
        if self.look.garment == "armour":
            pen.stroke(polygon([bend, ankle], closed=False), "#a9b4be", 6.2)

    def _torso(self, bottom: float = -40.0, flare: float = 9.4, waist: float = 7.8) -> skia.Path:
        w = self.width
        waist = waist - 0.8 if self.gender == "female" else waist
        right = [
            (3.4, -71.6),
            (8.2 * w, -69.4),
            (10.6 * w, -66.0),
            (9.6 * w, -58),
            (waist * w, -50),
            (flare * w, bottom),
        ]
        left = [(-x, y) for x, y in reversed(right)]
        path = smooth([*right], closed=False)
        path.quadTo(0, bottom + 1.6, *left[0])
        for point in left[1:]:
            path.lineTo(*point)
        path.close()
        outline = smooth([*right, *left])
        return outline if bottom > -38 else path

    def _skirt(
        self, pen: Pen, top: float, bottom: float, half_top: float, half_bottom: float, colour: str, trim: str
    ) -> None:
        w = self.width
        outline = skia.Path()
        outline.moveTo(-half_top * w, top)
        outline.cubicTo(-half_top * w * 1.25, top + 8, -half_bottom * w, bottom - 12, -half_bottom * w, bottom)
        outline.quadTo(0, bottom + 2.6, half_bottom * w, bottom)
        outline.cubicTo(half_bottom * w, bottom - 12, half_top * w * 1.25, top + 8, half_top * w, top)
        outline.close()
        pen.shape(outline, soft(colour, 0.12, 0.22))
        with pen.clipped(outline):
            for k in (-0.62, -0.3, 0.05, 0.4, 0.7):
                pen.line([(half_top * w * k, top), (half_bottom * w * k, bottom + 2)], darker(colour, 0.28), 0.5, 0.4)
            hem = [(-half_bottom * w - 1, bottom - 3), (0, bottom - 0.7), (half_bottom * w + 1, bottom - 3)]
            pen.line(hem, trim, 2.0)

    def _body(self, pen: Pen) -> None:
        look = self.look
        skin, cloth, trim, w = look.skin, look.garment_colour, look.trim_colour, self.width
        pen.rect(-3.0, -75.5, 6.0, 8, soft(darker(skin, 0.12), 0.0, 0.14), 2.4)
        match look.garment:
            case "sari":
                pen.shape(self._torso(-45, 8.2, 7.2), soft(skin))
                self._skirt(pen, -47, -1.6, 7.6, 13.2, cloth, trim)
                blouse = self._torso(-56, 8.2, 8.4)
                pen.shape(blouse, soft(mix(cloth, trim, 0.55)))
            case "kurta":
                self._skirt(pen, -52, -20, 8.0, 10.8, cloth, trim)
                pen.shape(self._torso(-46, 8.9), soft(cloth))
                pen.rect(-1.2, -70, 2.4, 17, trim, 0.8)
                for k in range(4):
                    pen.circle(0, -68 + k * 4, 0.5, darker(trim, 0.4))
            case "dhoti":
                self._skirt(pen, -45, -8, 8.2, 9.6, lighter(cloth, 0.3), trim)
                pen.poly([(-2, -45), (3, -45), (5.4, -6), (-1, -8)], soft(lighter(cloth, 0.45)))
                pen.shape(self._torso(-43, 8.6), soft(skin))
                pen.line([(-8.2 * w, -45.4), (0, -43.8), (8.2 * w, -45.4)], trim, 1.8)
            case "salwar":
                self._skirt(pen, -52, -21, 7.6, 12.4, cloth, trim)
                pen.shape(self._torso(-46, 8.6), soft(cloth))
                pen.arc(0, -70.4, 3.6, 4.6, 0, 180, trim, 1.1)
            case "robe":
                self._skirt(pen, -56, -1.4, 9.2, 13.4, cloth, trim)
                pen.shape(self._torso(-44, 10), soft(cloth))
                pen.poly([(-3.6, -71.4), (3.6, -71.4), (1.6, -50), (-1.6, -50)], soft(lighter(cloth, 0.35)))
                for side in (-1, 1):
                    pen.line([(side * 3.8, -71.2), (side * 1.6, -50)], trim, 1.5)
                pen.rect(-8.6 * w, -51.6, 17.2 * w, 3, soft(trim), 1)
            case "dress":
                self._skirt(pen, -52, -13, 7.0, 15, cloth, trim)
                pen.shape(self._torso(-48, 7.8, 7.0), soft(cloth))
                pen.arc(0, -71, 4.2, 4.4, 0, 180, trim, 1.2)
                pen.rect(-7.2 * w, -52, 14.4 * w, 2.6, soft(trim), 1)
            case "suit":
                pen.shape(self._torso(-37, 9.8, 8.8), soft(cloth))
                pen.poly([(-3.6, -71.6), (3.6, -71.6), (0.4, -54)], soft("#f6f4ef"))
                pen.poly([(-0.9, -70), (0.9, -70), (1.4, -58), (0, -55.6), (-1.4, -58)], soft(trim))
                for side in (-1, 1):
                    lapel = [(side * 3.4, -71.6), (side * 6.0, -65), (side * 4.2, -63.6), (side * 0.5, -53.6)]
                    pen.poly(lapel, darker(cloth, 0.22))
                pen.line([(0.4, -53.6), (0.4, -39)], darker(cloth, 0.4), 0.5)
                pen.circle(0.4, -49, 0.7, darker(cloth, 0.5))
            case "armour":
                self._skirt(pen, -48, -30, 8.2, 10, darker(trim, 0.1), trim)
                pen.shape(self._torso(-46, 8.8), ("#dfe6ec", "#8a949f"))
                pen.line([(0, -70), (0, -48)], "#9aa5b0", 0.7)
                pen.poly([(0, -66), (4, -61), (0, -54), (-4, -61)], soft(cloth))
                pen.rect(-8 * w, -49, 16 * w, 3, soft("#7a5030"), 1)
                pen.rect(-1.6, -49.4, 3.2, 3.8, soft(trim), 0.6)
            case _:
                pen.shape(self._torso(-40, 9.2), soft(cloth))
                pen.poly([(-3.8, -71.6), (0, -66.6), (-2.8, -64.6), (-5.6, -69)], lighter(cloth, 0.3))
                pen.poly([(3.8, -71.6), (0, -66.6), (2.8, -64.6), (5.6, -69)], lighter(cloth, 0.3))
                for k in range(5):
                    pen.circle(0, -63 + k * 4.6, 0.55, trim)
                pen.rect(-9.0 * w, -42, 18 * w, 2.2, soft("#5f4028"), 0.6)
        if look.garment == "apron":
            bib = skia.Path()
            bib.addRRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-6 * w, -63, 6 * w, -20), 3, 3))
            pen.shape(bib, soft(lighter(trim, 0.25)))
            for side in (-1, 1):
                pen.line([(side * 5 * w, -62), (side * 3.6, -71)], lighter(trim, 0.15), 1.2)
            pen.line([(-8.4 * w, -47), (8.4 * w, -47)], darker(trim, 0.1), 1.2)
            pen.rect(-3.6, -42, 7.2, 7, darker(trim, 0.08), 1.2)
        if look.garment in ("sari", "salwar", "dress") and self.gender == "female":
            pen.arc(0, -70.2, 3.4, 3.6, 10, 160, "#e9b949", 0.7)

    def _back_cloth(self, pen: Pen) -> None:
        if self.look.garment == "armour":
            w = self.width
            cape = smooth([(-7 * w, -69), (-13 * w, -40), (-14 * w, -6), (-4, -3), (6 * w, -6), (7 * w, -69)])
            pen.shape(cape, soft(self.look.garment_colour, 0.05, 0.3))

    def _front_cloth(self, pen: Pen) -> None:
        look, w = self.look, self.width
        if look.garment == "sari":
            drape = smooth([(-8.6 * w, -69.4), (-4.4 * w, -70.6), (3 * w, -59), (8.2 * w, -48), (7.6 * w, -42),
                            (0, -47), (-6 * w, -57)])  # fmt: skip
            pen.shape(drape, soft(lighter(look.garment_colour, 0.08)))
            pen.line([(-4.4 * w, -70.4), (3 * w, -59), (8.2 * w, -48)], look.trim_colour, 1.3)
            tail = smooth(
                [(-9 * w, -69.4), (-5 * w, -70), (-6.4 * w, -50), (-7 * w, -26), (-12 * w, -26), (-11 * w, -48)]
            )
            pen.shape(tail, soft(look.garment_colour, 0.1, 0.25))
            pen.line([(-12 * w, -27), (-7 * w, -27)], look.trim_colour, 1.8)
        elif look.garment == "dhoti":
            sash = smooth(
                [(-9.6 * w, -68.6), (-5.4 * w, -70.4), (0, -58), (7.4 * w, -47), (5.4 * w, -44), (-5 * w, -55)]
            )
            pen.shape(sash, soft(look.garment_colour))
            pen.line([(-5.4 * w, -70), (0, -58), (7.4 * w, -47)], look.trim_colour, 1.1)
        elif look.garment == "salwar":
            for side in (-1, 1):
                scarf = smooth([(side * 4, -71.6), (side * 8.8 * w, -69.6), (side * 8.4 * w, -48),
                    (side * 9.4 * w, -30),
                                (side * 5.6 * w, -30), (side * 5.4 * w, -50)])  # fmt: skip
                pen.shape(scarf, soft(lighter(look.trim_colour, 0.12)))

    def _arm(self, pen: Pen, side: int, arm: Arm) -> None:
        look, w = self.look, self.width
        shoulder = (side * 9.4 * w, _SHOULDER)
        elbow, hand = reach(shoulder, _UPPER_ARM, _FOREARM, side, arm)
        cloth, sleeve = self._sleeve()
        shade = 0.14 if side < 0 else 0.0
        thick = 5.2 * w
        skin = darker(look.skin, 0.04 + shade)
        pen.line([elbow, hand], skin, thick * 0.74)
        if sleeve > 0:
            wide = thick * (1.3 if look.garment == "robe" else 1.06)
            if sleeve <= 1:
                pen.line([shoulder, elbow], skin, thick * 0.8)
            trimmed, plain = (self._along(shoulder, elbow, hand, sleeve - cut) for cut in (0.0, 0.12))
            pen.stroke(polygon(trimmed, closed=False), darker(look.trim_colour, shade), wide)
            pen.stroke(polygon(plain, closed=False), darker(cloth, 0.3), wide + 0.7)
            pen.stroke(polygon(plain, closed=False), darker(cloth, shade), wide)
        else:
            pen.line([shoulder, elbow], skin, thick * 0.84)
        self._hand(pen, elbow, hand, skin, arm)
        if self.gender == "female" and look.garment in ("sari", "salwar"):
            bx, by = elbow[0] + (hand[0] - elbow[0]) * 0.8, elbow[1] + (hand[1] - elbow[1]) * 0.8
            pen.circle(bx, by, thick * 0.44, "#e9b949")

    @staticmethod
    def _along(shoulder: Point, elbow: Point, hand: Point, share: float) -> list[Point]:
        """The arm's line from the shoulder: to the elbow at share 1, to the hand at 2."""
        start, end, part = (shoulder, elbow, share) if share <= 1 else (elbow, hand, share - 1)
        tip = (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
        return [shoulder, tip] if share <= 1 else [shoulder, elbow, tip]

    def _sleeve(self) -> tuple[str, float]:
        """Colour and length of the sleeve: 0 none, up to 1 to the elbow, 2 to the wrist."""
        look = self.look
        lengths = {"sari": 0.7, "dhoti": 0.0, "dress": 0.6, "kurta": 1.82, "salwar": 1.82, "robe": 1.82, "suit": 1.82,
                   "armour": 0.75, "shirt": 0.9, "apron": 1.82}  # fmt: skip
        colour = {"sari": mix(look.garment_colour, look.trim_colour, 0.55), "armour": "#b9c3cc"}
        return colour.get(look.garment, look.garment_colour), lengths[look.garment]

    @staticmethod
    def _hand(pen: Pen, elbow: Point, hand: Point, skin: str, arm: Arm) -> None:
        angle = math.degrees(math.atan2(hand[1] - elbow[1], hand[0] - elbow[0]))
        with pen.moved(*hand, rotate=-90 if arm.hand == "pray" else angle):
            if arm.hand == "pray":
                pen.line([(0, 0), (5.4, 0)], skin, 2.4)
            elif arm.hand == "open":
                for spread in (-30, -12, 6, 24):
                    with pen.moved(1.2, 0, rotate=spread):
                        pen.line([(0, 0), (3.6, 0)], skin, 1.3)
                pen.line([(0.2, -1.2), (1.4, -3.4)], skin, 1.35)
            elif arm.hand == "point":
                pen.line([(0, -0.6), (5.6, -0.9)], skin, 1.3)
            pen.ellipse(0.7, 0, 2.5, 2.2, lighter(skin, 0.06))
            if arm.hand == "fist":
                pen.ellipse(1.0, 0, 2.9, 2.7, lighter(skin, 0.06))
                for y in (-1.4, 0.0, 1.4):
                    pen.line([(1.4, y), (3.4, y)], darker(skin, 0.25), 0.4)

    # Head ------------------------------------------------------------------------------------------------------

    def _head(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """The head over the neck at (0, 0): chin near y −1, crown near −27."""
        look, hair = self.look, self._hair
        if look.hair_style == "braid":
            self._braid(pen, hair)
        shift = pose.turn * 2.6
        drop = pose.nod * 1.3
        for side in (-1, 1):
            pen.ellipse(side * 10.6 - shift * 0.5, -12.0 + drop * 0.5, 2.0, 2.9, soft(darker(look.skin, 0.06)))
            if self.gender == "female":
                pen.circle(side * 10.8 - shift * 0.5, -8.6 + drop * 0.5, 0.85, "#f0c34e")
        chin = -0.2 + 1.5 * mouth.jaw
        jaw = 8.6 if self.gender == "male" and self.age != "child" else 7.6
        skull = smooth([(0, -26.4), (7.8, -23.8), (11.0, -16), (10.2, -8.4), (jaw - 1.6 + shift * 0.3, chin - 2.4),
                        (shift * 0.5, chin), (-jaw + 1.6 + shift * 0.3, chin - 2.4), (-10.2, -8.4), (-11.0, -16),
                            (-7.8, -23.8)])  # fmt: skip
        pen.shape(skull, soft(look.skin, 0.12, 0.1))
        with pen.clipped(skull):
            pen.ellipse(-11 + shift, -10, 4.6, 14, darker(look.skin, 0.25), 0.16)
        face.cheeks(
            pen,
            shift,
            -7.0 + drop,
            6.4,
            2.1,
            "#e8604f",
            (0.24 if self.gender == "female" or self.age == "child" else 0.14) + 0.4 * pose.blush,
        )
        self._features(pen, pose, mouth, shift, drop, hair)
        self._front_hair(pen, hair)
        headwear(pen, look)

    def _features(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float, hair: str) -> None:
        look = self.look
        size = 2.55 if self.age == "child" else 2.25
        eye_y = -12.6 + drop
        iris = "#4a2f1e" if _lightness(look.hair) < 0.4 else "#4f7a94"
        brows = darker(hair, 0.35)
        for side in (-1, 1):
            x = shift + side * 4.7 * (1 - 0.07 * side * pose.turn)
            face.eye(pen, x, eye_y, size, side, pose, iris, look.skin)
            if self.gender == "female":
                pen.line([(x + side * size * 0.8, eye_y - size * 0.35), (x + side * size * 1.25, eye_y - size * 0.75)],
                         face.INK, 0.5)  # fmt: skip
            face.brow(pen, x, eye_y - size * 1.62, size, side, pose, brows, 0.34 if self.gender == "male" else 0.24)
        nose = [(shift * 1.25 + 0.2, -11.4 + drop), (shift * 1.45 + 1.5, -7.9 + drop), (shift * 1.3 - 0.4, -7.3 + drop)]
        pen.line(nose, darker(look.skin, 0.34), 0.62, 0.85)
        face.sneer(pen, shift * 1.2, -11.0 + drop, 1.5, pose.sneer, darker(look.skin, 0.45))
        face.tear(pen, shift + 4.9, eye_y, size, pose.tears)
        if self.age == "senior":
            for side in (-1, 1):
                pen.line(
                    [(shift + side * 3.6, -7.4 + drop), (shift + side * 4.8, -5.0 + drop)],
                    darker(look.skin, 0.3),
                    0.4,
                    0.5,
                )
                pen.line(
                    [(shift + side * 3.2, -9.6 + drop), (shift + side * 6, -9.4 + drop)],
                    darker(look.skin, 0.3),
                    0.35,
                    0.5,
                )
        self._facial_hair(pen, shift, drop, hair, under=True, jaw=mouth.jaw)
        lip = mix(look.skin, "#c2333f", 0.62) if self.gender == "female" else mix(look.skin, "#a8433f", 0.42)
        face.mouth(pen, shift * 1.1, -4.3 + drop - 0.25 * mouth.open, 7.0, mouth, pose.smile, darker(lip, 0.08))
        self._facial_hair(pen, shift, drop, hair, under=False, jaw=mouth.jaw)
        if self.gender == "female" and look.garment in ("sari", "salwar"):
            pen.circle(shift * 1.1, -16.6 + drop, 0.75, "#c9282f")
        if look.glasses:
            for side in (-1, 1):
                pen.arc(shift + side * 4.7, eye_y, 3.7, 3.4, 0, 360, "#3a2c2c", 0.6)
            pen.line([(shift - 1.1, eye_y - 0.6), (shift + 1.1, eye_y - 0.6)], "#3a2c2c", 0.6)
            pen.line([(shift - 8.4, eye_y - 0.6), (-10.6, eye_y - 0.4)], "#3a2c2c", 0.5)

    def _facial_hair(self, pen: Pen, shift: float, drop: float, hair: str, under: bool, jaw: float) -> None:
        if self.look.facial_hair == "none" or self.age == "child":
            return
        x, y = shift * 1.1, -4.3 + drop
        if self.look.facial_hair == "beard" and under:
            low = 3.6 + 1.4 * jaw
            beard = smooth([(-10.6, -11), (-9.6, -5), (-6.4, 0.4), (x * 0.6, low), (7.2, 0.2), (10.0, -5.4),
                (10.6, -11),
                            (7.4, -7.6), (x + 4.8, -7.0), (x, -6.6), (x - 4.8, -7.0), (-7.2, -7.4)])  # fmt: skip
            pen.shape(beard, soft(hair, 0.14, 0.2))
        if not under:
            for side in (-1, 1):
                wing = smooth([(x, y - 2.6), (x + side * 2.6, y - 2.9), (x + side * 5.4, y - 1.0),
                    (x + side * 3, y - 1.3),
                               (x, y - 1.5)])  # fmt: skip
                pen.shape(wing, soft(darker(hair, 0.12)))

    def _back_hair(self, pen: Pen, hair: str) -> None:
        style = self.look.hair_style
        if style == "long":
            pen.shape(smooth([(0, -28), (10.5, -24), (13.0, -12), (12.4, 4), (8.6, 10), (-8.6, 10), (-12.8, 4),
                (-13.2, -12),
                              (-10.5, -24)]), soft(darker(hair, 0.12)))  # fmt: skip
        elif style == "bun":
            pen.circle(-8.4, -25.6, 5.4, soft(hair))
            pen.arc(-8.4, -25.6, 3.2, 3.2, 100, 200, darker(hair, 0.3), 0.6)
            if self.look.garment in ("sari", "salwar"):
                for k in range(6):
                    angle = math.radians(130 + k * 38)
                    pen.circle(-8.4 + 5.6 * math.cos(angle), -25.6 + 5.6 * math.sin(angle), 1.2, "#fffaf0")
        elif style == "curly":
            for k in range(12):
                angle = math.radians(150 + k * 22)
                pen.circle(11 * math.cos(angle), -14 + 12.6 * math.sin(angle), 4.4, soft(hair, 0.1, 0.14))

    def _braid(self, pen: Pen, hair: str) -> None:
        for k in range(6):
            pen.ellipse(-10.2 - 0.35 * k, -6 + k * 4.6, 3.1 - 0.26 * k, 3.0, soft(darker(hair, 0.05 + 0.05 * (k % 2))))
        pen.ellipse(-12.2, 21.4, 1.9, 1.2, self.look.trim_colour)

    def _front_hair(self, pen: Pen, hair: str) -> None:
        style = self.look.hair_style
        if style == "bald":
            if self.age == "senior":
                for side in (-1, 1):
                    pen.ellipse(side * 10.4, -14.6, 1.9, 4.2, soft(hair))
            pen.ellipse(-3, -23, 3.6, 1.4, "#ffffff", 0.22)
            return
        fill = soft(hair, 0.2, 0.12)
        if style == "curly":
            for x, y, r in ((-8.6, -20.4, 4.4), (-4.6, -24.6, 4.8), (0.6, -26, 5), (5.6, -24.2, 4.6), (9.2, -20.0, 4)):
                pen.circle(x, y, r, fill)
        elif style == "short":
            pen.shape(smooth([(-11.6, -12.4), (-12.2, -20), (-7.4, -27.4), (1, -29.2), (8.6, -26.4), (12, -19),
                (11.4, -12.8),
                              (9.8, -17.2), (6.6, -20.2), (0, -19.6), (-5, -21.0), (-9.6, -17.6)]), fill)  # fmt: skip
        else:
            pen.shape(smooth([(-11.4, -9.6), (-12.4, -19), (-8, -26.8), (0, -28.8), (8.2, -26.6), (12.2, -19),
                (11.4, -10),
                              (10, -16.4), (6, -20.6), (1.2, -23.2), (-3.8, -20.8), (-9.4, -16.2)]), fill)  # fmt: skip
            if self.look.garment in ("sari", "salwar"):
                pen.line([(1.2, -23.2), (0.6, -28.2)], darker(self.look.skin, 0.15), 0.6)
        pen.line([(-6.6, -24.4), (-1, -26.4), (4.6, -25.2)], lighter(hair, 0.4), 0.9, 0.35)


def _lightness(colour: str) -> float:
    return sum(channels(colour)) / 3


def headwear(pen: Pen, look: Look) -> None:
    """What is worn on a head of a person's size whose chin is on (0, 0)."""
    colour, trim = look.garment_colour, look.trim_colour
    match look.headwear:
        case "turban":
            shade = mix(trim, colour, 0.35)
            pen.shape(smooth([(-12.6, -17), (-13, -25), (-5, -32), (4, -32.4), (12.4, -26), (12.6, -17.4), (6, -20.4),
                              (-4, -20.6)]), soft(shade))  # fmt: skip
            for k in range(4):
                pen.line([(-12.4 + k * 2, -18.5 - k * 1.6), (-2 + k * 3, -27 - k * 1.2), (10 + k * 0.6, -24 + k * 1.4)],
                         darker(shade, 0.22), 0.55, 0.7)  # fmt: skip
            pen.circle(0.8, -22.6, 1.5, soft("#f0c34e"))
            pen.line([(0.8, -23.4), (1.6, -29), (4, -32)], "#f6f2e4", 1.0)
        case "crown":
            pen.poly([(-9.6, -22.4), (-11, -32), (-5.4, -27.4), (0, -34.4), (5.4, -27.4), (11, -32), (9.6, -22.4)],
                     ("#ffe28a", "#cf962c"))  # fmt: skip
            pen.rect(-9.8, -24.6, 19.6, 2.8, ("#f5cf62", "#b98322"), 0.8)
            for x, gem in ((-5.4, "#d9404f"), (0, "#3f9ad0"), (5.4, "#3fa06a")):
                pen.circle(x, -23.2, 1.0, soft(gem))
        case "veil":
            pen.shape(smooth([(0, -30), (11, -26.4), (14.4, -14), (14.2, 4), (11.4, 8), (11.2, -10), (8.6, -21),
                (0, -24.6),
                              (-8.6, -21), (-11.2, -10), (-12, 10), (-15, 6), (-14.4, -14), (-11, -26.4)]),
                                  soft(colour))  # fmt: skip
            pen.line([(-11.6, 6), (-11.2, -10), (-8.6, -21), (0, -24.6), (8.6, -21), (11.2, -10), (11.4, 6)], trim, 0.9)
        case "hat":
            pen.ellipse(0, -22.2, 17.4, 3.2, soft(darker(trim, 0.25)))
            pen.shape(smooth([(-9.6, -22.6), (-9, -31.4), (0, -33.4), (9, -31.4), (9.6, -22.6), (0, -21)]),
                      soft(darker(trim, 0.2)))  # fmt: skip
            pen.line([(-9.6, -23.8), (0, -22.2), (9.6, -23.8)], colour, 2.0)
        case "cap":
            pen.shape(
                smooth([(-11.8, -20), (-9.4, -28.6), (0, -31), (9.4, -28.6), (11.8, -20), (0, -22.4)]), soft(colour)
            )
            pen.shape(smooth([(2, -22.4), (11.4, -21.6), (18.4, -18.4), (11.6, -18.6)]), soft(darker(colour, 0.2)))
        case _:
            pass
