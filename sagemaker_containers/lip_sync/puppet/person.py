"""People: body, limbs and face, from a `Look`. Drawn facing right, feet on (0, 0), 100 units tall to the crown."""

import math
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from film_studio.film.models import Age, Gender, Headwear, Look, Weather
from sagemaker_containers.drawing.colour import channels, darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, Point, smooth
from sagemaker_containers.drawing.stills import Stills
from sagemaker_containers.lip_sync.puppet import arms, face, hair, legs
from sagemaker_containers.lip_sync.puppet.clothes import outerwear
from sagemaker_containers.lip_sync.puppet.clothes.garments import Cut
from sagemaker_containers.lip_sync.puppet.clothes.headwear import COVERS_BACK, COVERS_HAIR, HEADWEAR
from sagemaker_containers.lip_sync.puppet.clothes.wearer import GOLD, LEATHER, WHITE, Wearer, soft
from sagemaker_containers.lip_sync.puppet.held import Held
from sagemaker_containers.lip_sync.puppet.key_light import FRONTAL, KeyLight
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

_COLLAR = 1.3
"""How much of the neck is seen between body and head (units)."""


@dataclass(frozen=True)
class Stage:
    """What an age does to a body: the younger, the larger head and eyes; the old stoop and their eyes are small."""

    neck: float
    """How high the neck is (units)."""
    width: float
    eye: float
    eye_height: float
    head_width: float
    stoop: float = 0.0
    """Degrees that the body leans forward."""


STAGES: dict[Age, Stage] = {
    "child": Stage(65.7, 1.12, 3.0, -11.0, 1.02),
    "teen": Stage(71.0, 0.92, 2.7, -12.0, 0.97),
    "adult": Stage(74.8, 1.0, 2.5, -12.6, 1.0),
    "senior": Stage(73.0, 1.0, 2.2, -12.6, 1.0, stoop=4.5),
}

_BUILD = {"slim": 0.87, "average": 1.0, "broad": 1.17}

_HEADS: dict[str, tuple[Point, ...]] = {
    "oval": ((5.6, -26.4), (10.0, -21), (11.0, -13.6), (10.2, -7.4), (6.8, -2.0), (2.6, -0.2)),
    "round": ((6.0, -26.2), (10.6, -20.6), (11.8, -13.0), (11.0, -6.4), (7.6, -1.6), (2.8, 0.0)),
    "square": ((6.0, -26.4), (10.4, -21), (11.2, -13.6), (10.8, -6.6), (8.6, -1.6), (4.0, 0.2)),
    "heart": ((6.0, -26.4), (10.6, -21), (11.2, -14.4), (9.6, -7.6), (5.4, -1.8), (1.6, 0.2)),
}
"""The right half of a head from crown to chin."""

_JAWS: dict[Gender, float] = {"male": 1.07, "female": 0.96, "neutral": 1.0}
"""How broad the lower half of a face is."""


def _lightness(colour: str) -> float:
    return sum(channels(colour)) / 3


@dataclass(frozen=True)
class Person:
    """One person's puppet."""

    look: Look
    age: Age
    gender: Gender
    weather: Weather = "clear"
    """That it is dressed for."""
    light: KeyLight = FRONTAL
    held: Held | None = None
    """What is in the near hand."""
    _stills: Stills = field(default_factory=Stills, compare=False, repr=False)

    @property
    def _stage(self) -> Stage:
        return STAGES[self.age]

    @property
    def _wearer(self) -> Wearer:
        narrow = 1.0 if self.gender != "female" else 0.96 if self.age == "child" else 0.9
        return Wearer(self.look, self.gender, _BUILD[self.look.build] * narrow * self._stage.width)

    @cached_property
    def _cut(self) -> Cut:
        return outerwear.cut(self.look, self.weather)

    @property
    def _headwear(self) -> Headwear:
        return outerwear.headwear(self.look, self.weather, self.gender, self.age)

    @property
    def _shaves(self) -> bool:
        return self.gender == "male" and self.age in ("adult", "senior")

    @property
    def neck(self) -> float:
        """Height of the neck (units)."""
        return self._stage.neck

    @property
    def head_scale(self) -> float:
        """The head's size against an adult's."""
        return (100 - self.neck) / 28

    @property
    def _squash(self) -> float:
        """How tall the body is against an adult's of the usual size."""
        return (self.neck - _COLLAR) / 72

    @property
    def _across(self) -> float:
        return 0.5 + 0.5 * self._squash

    @property
    def _hair(self) -> str:
        """The hair's colour, greyed by age."""
        dark = _lightness(self.look.hair) < 0.45
        return mix(self.look.hair, "#e2e0de", 0.72) if self.age == "senior" and dark else self.look.hair

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        canvas, cut = pen.canvas, self._cut
        light = self.light.seen_by(flipped=canvas.getTotalMatrix().getScaleX() < 0)
        wearer = replace(self._wearer, light=light)
        pose = replace(pose, lean=pose.lean + self._stage.stoop * 0.4)
        squash, across = self._squash, self._across
        if behind := cut.behind:
            canvas.save()
            canvas.rotate(pose.lean)
            canvas.translate(0, -pose.bob)
            canvas.scale(across, squash)
            self._stills.draw(pen, "clothes behind", lambda still: behind(still, self._wearer))
            canvas.restore()
        canvas.save()
        canvas.scale(across, squash)
        self._legs(pen, pose, wearer, cut)
        canvas.restore()
        canvas.save()
        canvas.rotate(pose.lean)
        canvas.translate(0, -pose.bob)
        ahead = 0.3 * self._stage.stoop
        top = -self.neck - 0.4 * pose.breath
        if self._headwear not in COVERS_BACK:
            with pen.moved(ahead, top, self.head_scale, pose.tilt):
                self._stills.draw(pen, "hair behind", self._hair_behind)
        canvas.save()
        canvas.scale(across, squash)
        if not pose.far_arm.across:
            arms.draw(pen, -1, pose.far_arm, self.look, wearer, cut)
        canvas.save()
        canvas.scale(1 + 0.012 * pose.breath, 1)
        self._stills.draw(pen, f"clothes lit from {light.lit}", partial(self._clothes, wearer=wearer))
        canvas.restore()
        canvas.restore()
        with pen.moved(ahead, top, self.head_scale, pose.tilt):
            self._head(pen, pose, mouth, light)
        if self.held:
            _, elbow, wrist = ((x * across, y * squash) for x, y in arms.joints(wearer.width, 1, pose.near_arm))
            self.held.draw(pen, elbow, wrist)
        canvas.save()
        canvas.scale(across, squash)
        if pose.far_arm.across:
            arms.draw(pen, -1, pose.far_arm, self.look, wearer, cut)
        arms.draw(pen, 1, pose.near_arm, self.look, wearer, cut)
        canvas.restore()
        canvas.restore()

    def _hair_behind(self, pen: Pen) -> None:
        hair.STYLES[self.look.hair_style].behind(pen, self._hair, self.look.trim_colour)

    def _hair_before(self, pen: Pen) -> None:
        if self._headwear not in COVERS_HAIR:
            hair.STYLES[self.look.hair_style].front(pen, self._hair, self.look.trim_colour)
        HEADWEAR[self._headwear](pen, self.look)

    # Body ------------------------------------------------------------------------------------------------------

    def _clothes(self, pen: Pen, wearer: Wearer) -> None:
        cut = self._cut
        ahead = 0.15 * self._stage.stoop
        half = {"child": 2.9, "teen": 3.1}.get(self.age, 3.1 if self.gender == "female" else 4.0)
        pen.rect(-half + ahead, -77, 2 * half, 10, soft(darker(self.look.skin, 0.16), 0.0, 0.16), 2.6)
        cut.draw(pen, wearer)
        with pen.clipped(wearer.torso()):
            pen.ellipse(-wearer.light.lit * 12.4 * wearer.width, -55, 6.6 * wearer.width, 22, "#241438", 0.2)
        if cut.over:
            cut.over(pen, wearer)
        self._ornaments(pen)

    def _legs(self, pen: Pen, pose: Pose, wearer: Wearer, cut: Cut) -> None:
        colour = cut.legs(wearer)
        hips = 42 * math.sin(math.radians(pose.lean))
        for side, foot in ((-1, pose.far_foot), (1, pose.near_foot)):
            x = side * 4.2 * wearer.width
            ankle = (x + foot.x / self._across, -3.0 - foot.lift)
            shade = colour if side > 0 else darker(colour, 0.14)
            legs.draw(pen, (x + hips, -42 - pose.bob), ankle, foot.pitch, wearer, cut, shade)

    def _ornaments(self, pen: Pen) -> None:
        ornaments = self.look.ornaments
        if "necklace" in ornaments:
            pen.arc(0, -71, 4.6, 5.6, 5, 170, GOLD, 1.0)
            pen.circle(0, -65.2, 1.2, soft("#c8334a"))
        if "garland" in ornaments:
            for k in range(13):
                angle = math.radians(-8 + k * 16.4)
                flower = "#f2a52c" if k % 2 else "#e8662c"
                pen.circle(6.4 * math.cos(angle), -70 + 17 * math.sin(angle), 1.7, soft(flower, 0.1, 0.1))
        if "stethoscope" in ornaments:
            pen.line([(-4.6, -72), (-5.6, -62), (-2, -54), (3.4, -55), (5.4, -62), (4.6, -72)], "#2f3a46", 1.2)
            pen.line([(-2, -54), (-3.4, -48)], "#2f3a46", 1.1)
            pen.circle(-3.6, -46.6, 1.9, ("#e6ecf1", "#7f8a96"))
        if "satchel" in ornaments:
            pen.line([(6.6, -70), (0, -58), (-7.4, -45)], darker(LEATHER, 0.1), 1.6)
            pen.poly([(-12.6, -50.4), (-5.0, -52.2), (-3.8, -44), (-11, -42)], WHITE)
            pen.line([(-12.2, -50), (-8.0, -47.4), (-5.2, -51.6)], darker(WHITE, 0.3), 0.5)
            pen.rect(-13.4, -45.4, 10.4, 8.6, soft(LEATHER), 1.2)
            pen.blob([(-13.4, -45), (-8.2, -46), (-3, -45), (-4.2, -41), (-8.2, -39.6), (-12.2, -41)],
                     soft(darker(LEATHER, 0.16)))  # fmt: skip
            pen.circle(-8.2, -40.4, 0.8, GOLD)

    # Head ------------------------------------------------------------------------------------------------------

    def _head(self, pen: Pen, pose: Pose, mouth: Mouth, light: KeyLight) -> None:
        """The head over the neck at (0, 0): chin near y −1, crown near −27."""
        look, tone = self.look, self._hair
        shift, drop = pose.turn * 2.6, pose.nod * 1.3
        for side in (-1, 1):
            x = side * 10.9 * self._stage.head_width - shift * 0.5
            pen.ellipse(x, -11.6 + drop * 0.5, 2.1, 3.0, soft(darker(look.skin, 0.08)))
            if "earrings" in look.ornaments:
                pen.circle(x, -7.6 + drop * 0.5, 1.0, GOLD)
                pen.circle(x, -5.9 + drop * 0.5, 0.7, GOLD)
        half = _HEADS["round" if self.age == "child" else look.head]
        wide = self._stage.head_width
        jaw = 1.5 * mouth.jaw
        chin = wide * (1.0 if self.age == "child" else _JAWS[self.gender])
        right = [(x * (chin if y > -8 else wide), y + (jaw if y > -3 else 0)) for x, y in half]
        skull = smooth([(0, -28), *right, *[(-x, y) for x, y in reversed(right)]])
        pen.shape(skull, (lighter(look.skin, 0.16), darker(look.skin, 0.1)))
        with pen.clipped(skull):
            for reach in (5.2, 7.4):
                pen.ellipse(-light.lit * 12.6 + shift * 0.3, -10, reach, 15, darker(look.skin, 0.3), 0.15)
            pen.ellipse(0, 2.2 + jaw, 10, 3.4, darker(look.skin, 0.3), 0.28)
            if self._shaves:
                hair.stubble(pen, mouth.jaw, mix(look.skin, tone, 0.6))
        light.rim(pen, right[1:], 0.7)
        rosy = 0.17 if self.age == "child" else 0.12 if self.gender == "female" else 0.06
        cheek = 6.6 * wide
        face.cheeks(pen, shift, -6.8 + drop, cheek, 2.5 if self.age == "child" else 2.1, "#e8604f",
                    rosy + 0.4 * pose.blush)  # fmt: skip
        if look.hair_style == "bald" and self.age == "senior":
            hair.temples(pen, tone)
        self._features(pen, pose, mouth, shift, drop, tone)
        self._stills.draw(pen, "hair before", self._hair_before)

    def _features(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float, tone: str) -> None:
        look, stage = self.look, self._stage
        size, eye_y, gap = stage.eye, stage.eye_height + drop, 4.9
        brows = mix(tone, "#f4f2ee", 0.3) if self.age == "senior" else darker(tone, 0.35)
        weight = {"fine": 0.26, "straight": 0.36, "bushy": 0.5}[look.brows]
        weight += 0.08 if self._shaves else 0.0
        for side in (-1, 1):
            x = shift + side * gap * (1 - 0.07 * side * pose.turn)
            face.eye(pen, x, eye_y, size, side, pose, look.eyes, look.skin)
            if self.gender == "female":
                face.lash(pen, x, eye_y, size, side)
            face.brow(pen, x, eye_y - size * 1.68, size, side, pose, brows, weight)
        self._nose(pen, shift, drop)
        face.sneer(pen, shift * 1.2, -11.0 + drop, 1.5, pose.sneer, darker(look.skin, 0.45))
        face.tear(pen, shift + gap, eye_y, size, pose.tears)
        if self.age == "senior":
            self._wrinkles(pen, shift, drop)
        lips = (shift * 1.1, -4.2 + drop - 0.25 * mouth.open)
        hair.beard(pen, look.facial_hair, lips[0], lips[1], mouth.jaw, tone)
        strength = 0.38 if self.gender == "female" and self.age != "child" else 0.28
        lip = mix(look.skin, "#b8323f" if _lightness(look.skin) > 0.45 else "#d8606a", strength)
        face.mouth(pen, *lips, 7.4, mouth, pose.smile, lip)
        hair.moustache(pen, look.facial_hair, lips[0], lips[1], tone)
        if "bindi" in look.ornaments:
            pen.circle(shift * 1.1, -17.2 + drop, 0.95, "#c9202f")
        if "tilak" in look.ornaments:
            for x in (-1.2, 1.2):
                pen.line([(shift * 1.1 + x, -21), (shift * 1.1 + x * 0.7, -16.6)], "#f6efdc", 0.8)
            pen.line([(shift * 1.1, -20.6), (shift * 1.1, -16.6)], "#d2422c", 0.9)
        if look.glasses:
            for side in (-1, 1):
                pen.ellipse(shift + side * gap, eye_y, 3.9, 3.7, "#dff0f6", 0.16)
                pen.arc(shift + side * gap, eye_y, 3.9, 3.7, 0, 360, "#3a2c2c", 0.75)
            pen.line([(shift - 1.1, eye_y - 0.6), (shift + 1.1, eye_y - 0.6)], "#3a2c2c", 0.75)
            pen.line([(shift - 8.6, eye_y - 0.6), (-10.8, eye_y - 0.4)], "#3a2c2c", 0.6)

    def _nose(self, pen: Pen, shift: float, drop: float) -> None:
        x, shade = shift * 1.35, darker(self.look.skin, 0.36)
        if self.age == "child" or self.look.nose == "small":
            pen.line([(x - 0.9, -7.6 + drop), (x + 0.5, -7.1 + drop), (x + 1.4, -8.0 + drop)], shade, 0.7, 0.85)
            return
        if self.look.nose == "broad":
            pen.blob([(x - 0.6, -12), (x + 1.6, -9.4 + drop), (x + 2.6, -7.4 + drop), (x, -6.6 + drop),
                      (x - 2.2, -7.4 + drop), (x - 1.2, -9.2 + drop)], darker(self.look.skin, 0.12), 0.7)  # fmt: skip
            pen.line([(x - 2.2, -7.6 + drop), (x - 0.8, -6.8 + drop), (x + 0.2, -7.1 + drop), (x + 1.2, -6.8 + drop),
                      (x + 2.5, -7.7 + drop)], shade, 0.65, 0.85)  # fmt: skip
            return
        tip = 2.6 if self.look.nose == "hooked" else 1.6
        bridge = 1.9 if self.look.nose == "hooked" else 0.7
        pen.line([(x - 0.2, -12.0 + drop), (x + bridge, -9.9 + drop), (x + tip, -7.6 + drop), (x - 0.6, -7.0 + drop)],
                 shade, 0.7, 0.85)  # fmt: skip

    def _wrinkles(self, pen: Pen, shift: float, drop: float) -> None:
        shade = darker(self.look.skin, 0.34)
        for side in (-1, 1):
            pen.line([(shift + side * 3.4, -7.8 + drop), (shift + side * 5.4, -5.2 + drop),
                      (shift + side * 5.2, -3.4 + drop)], shade, 0.5, 0.6)  # fmt: skip
            pen.line([(shift + side * 3.2, -9.5 + drop), (shift + side * 5, -9.0 + drop),
                      (shift + side * 6.6, -9.7 + drop)], shade, 0.45, 0.6)  # fmt: skip
            pen.line([(shift + side * 7.6, -13.6 + drop), (shift + side * 9, -14.4 + drop)], shade, 0.4, 0.55)
            pen.line([(shift + side * 7.6, -12.4 + drop), (shift + side * 9.1, -12.2 + drop)], shade, 0.4, 0.55)
        for y in (-20.4, -22.2):
            pen.line([(shift - 4.4, y), (shift, y - 0.5), (shift + 4.4, y)], shade, 0.4, 0.5)
