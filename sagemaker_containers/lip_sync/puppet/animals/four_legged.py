"""Beasts on four legs, and the tortoise."""

from dataclasses import dataclass

from film_studio.film.models import Species
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, Point, polygon, smooth
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.limbs import joint
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

_HOOFED: frozenset[Species] = frozenset({"cow", "deer", "horse", "goat", "camel"})
_DARK_FEET: frozenset[Species] = frozenset({"fox", "wolf"})


@dataclass(frozen=True)
class Frame:
    """How a four-legged body is built (units)."""

    length: float = 33.0
    """From under the head back to the rump."""
    back: float = 55.0
    """Height of the back."""
    belly: float = 25.0
    leg: float = 7.6
    """Breadth of a leg."""
    bulk: float = 0.0
    """How much the body swells beyond its outline."""
    neck: float = 60.0
    """Height of the head's lower end."""
    head: float = 6.0
    """How far the head is in front of the middle."""


FOUR_LEGGED: dict[Species, Frame] = {
    "fox": Frame(length=31, back=49, belly=24, leg=5.6),
    "wolf": Frame(length=33, back=53, belly=26, leg=6.2),
    "dog": Frame(length=31, back=50, belly=24, leg=6.8),
    "cat": Frame(length=30, back=47, belly=22, leg=5.6),
    "lion": Frame(length=34, back=54, belly=25, leg=8.4, bulk=1.0),
    "tiger": Frame(length=35, back=54, belly=25, leg=8.4, bulk=1.0),
    "elephant": Frame(length=36, back=66, belly=23, leg=12.0, bulk=3.0),
    "deer": Frame(length=31, back=54, belly=31, leg=4.8, neck=62.0),
    "cow": Frame(length=36, back=58, belly=25, leg=7.4, bulk=2.0),
    "horse": Frame(length=36, back=58, belly=30, leg=6.4, bulk=1.0, neck=61.0),
    "goat": Frame(length=31, back=53, belly=27, leg=5.4, bulk=1.0),
    "camel": Frame(length=37, back=52, belly=32, leg=6.2, bulk=1.0, neck=61.0),
    "tortoise": Frame(length=33, back=38, belly=13, leg=9.0),
}


@dataclass(frozen=True)
class FourLegged(Animal):
    """Diagonal legs step together; a paw or hoof is lifted where a person would raise a hand."""

    @property
    def neck(self) -> float:
        """Height of the neck (units)."""
        return FOUR_LEGGED[self.species].neck

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        frame, canvas = FOUR_LEGGED[self.species], pen.canvas
        far = darker(self.coat.main, 0.18)
        front, hind = frame.head + 5.0, frame.head - frame.length + 4.0
        hip = -frame.belly - 9
        self._leg(pen, (hind + 5, hip), pose.near_foot, None, frame.leg, far)
        self._leg(pen, (front - 6, hip), pose.far_foot, pose.far_arm, frame.leg, far)
        canvas.save()
        canvas.translate(0, -pose.bob)
        self._tail(pen, pose, hind - 4, -frame.back + 7)
        canvas.scale(1, 1 + 0.01 * pose.breath)
        self._stills.draw(pen, "barrel", self._barrel)
        canvas.restore()
        self._leg(pen, (hind, hip - pose.bob), pose.far_foot, None, frame.leg, self.coat.main, haunch=True)
        self._leg(pen, (front, hip - pose.bob), pose.near_foot, pose.near_arm, frame.leg, self.coat.main)
        canvas.save()
        canvas.rotate(pose.lean * 0.6)
        canvas.translate(0, -pose.bob)
        if self.species == "tortoise":
            self._shell(pen)
        else:
            self._scarf(pen, frame.head - 0.5, -frame.neck + 1.0, 11.0 if self.species != "elephant" else 13.0)
        self._head(pen, pose, mouth, frame.head)
        canvas.restore()

    def _leg(
        self, pen: Pen, hip: Point, foot: Foot, arm: Arm | None, wide: float, colour: str, haunch: bool = False
    ) -> None:
        ground = (hip[0] + foot.x, -2.4 - foot.lift)
        half = (-hip[1] - 2.2) / 2
        bent = joint(hip, ground, half, half, -1)
        if arm is not None:
            raised = max(0.0, min(1.0, (abs(arm.fore + 8) - 24) / 60)) * (0.3 if self.species == "elephant" else 1.0)
            ground = (ground[0] + 10 * raised, ground[1] - 17 * raised)
            bent = (bent[0] + 9 * raised, bent[1] - 6 * raised)
        if haunch:
            pen.ellipse(hip[0] + 0.5, hip[1] - 1, wide * 1.2, wide * 1.5, soft(colour, 0.06, 0.06))
        pen.stroke(polygon([hip, bent, ground], closed=False), colour, wide)
        if self.species == "tiger":
            for share in (0.3, 0.7):
                x, y = bent[0] + (ground[0] - bent[0]) * share, bent[1] + (ground[1] - bent[1]) * share
                pen.line([(x - wide * 0.4, y - 0.4), (x + wide * 0.4, y + 0.6)], self.coat.dark, 1.5)
        with pen.moved(*ground, rotate=foot.pitch):
            self._paw(pen, wide, colour)

    def _paw(self, pen: Pen, wide: float, colour: str) -> None:
        half = wide * 0.5
        if self.species in _HOOFED:
            pen.poly(
                [(-half, -2.6), (half, -2.6), (half + 0.9, 2.4), (-half - 0.3, 2.4)], soft(darker(self.coat.dark, 0.3))
            )
        elif self.species == "elephant":
            pen.rect(-half - 0.4, -4, wide + 0.8, 6.4, soft(colour, 0.05, 0.1), 2)
            for toe in (-3.2, 0.4, 4.0):
                pen.ellipse(toe, 1.2, 1.5, 1.3, "#e6e9ee")
        else:
            tip = self.coat.dark if self.species in _DARK_FEET else lighter(colour, 0.2)
            pen.ellipse(1.4, 0.2, wide * 0.72, 2.5, soft(tip))
            for toe in (1.2, 3.2):
                pen.line([(toe, -0.2), (toe + 0.4, 1.8)], darker(tip, 0.3), 0.45)

    def _barrel(self, pen: Pen) -> None:
        """The body, with the markings of the species."""
        frame = FOUR_LEGGED[self.species]
        rump, top, low, x = frame.head - frame.length, -frame.back, -frame.belly, frame.head
        swell = frame.bulk
        if self.species == "camel":
            pen.blob([(rump + 1, top + 8), (rump + 6, top - 6), (rump + 12, top - 20), (rump + 18, top - 20),
                      (rump + 23, top - 6), (rump + 27, top + 8)], soft(self.coat.main, 0.2, 0.1))  # fmt: skip
        body = smooth([(rump - swell * 0.4, (top + low) / 2 - 2), (rump + 3, top + 5), (rump + 11, top),
                       (x - 11, top + 0.6), (x - 8, -frame.neck - 4), (x + 6, -frame.neck - 4), (x + 12.4, top + 6),
                       (x + 12, low - 9), (x + 4, low + 0.6), (x - 12, low + 1 + swell * 0.6), (rump + 8, low - 0.6),
                       (rump + 1, low - 8)])  # fmt: skip
        pen.shape(body, soft(self.coat.main, 0.12, 0.2))
        with pen.clipped(body):
            pen.ellipse(x - 9, low + 3, frame.length * 0.62, 7, darker(self.coat.main, 0.4), 0.22)
            if self.species not in ("elephant", "tortoise", "cow"):
                pen.ellipse(x + 7.4, -frame.back + 13, 7.6, 18, soft(self.coat.light, 0.1, 0.1))
            match self.species:
                case "tiger":
                    self._stripes(pen, frame)
                case "cow":
                    self._patches(pen)
                case "deer":
                    self._spots(pen, frame)

    def _stripes(self, pen: Pen, frame: Frame) -> None:
        rump = frame.head - frame.length
        for k in range(5):
            x = rump + 3.5 + k * 5.6
            pen.blob([(x - 1.2, -frame.back - 4), (x + 1.8, -frame.back - 4), (x + 2.4, -frame.back + 12),
                      (x + 1.2, -frame.back + 17 - k % 2 * 5)], self.coat.dark)  # fmt: skip

    def _patches(self, pen: Pen) -> None:
        for x, y, rx, ry in ((-22, -44, 8, 9), (-5, -33, 7, 6), (-29, -30, 4, 6), (8, -50, 5, 7)):
            pen.ellipse(x, y, rx, ry, soft(self.coat.dark, 0.1, 0.1))

    def _spots(self, pen: Pen, frame: Frame) -> None:
        for k in range(11):
            pen.circle(-24 + (k * 7.3) % 26, -frame.back + 4 + (k * 5.1) % 11, 1.2, self.coat.light)

    def _shell(self, pen: Pen) -> None:
        dome = smooth([(-31, -17), (-30, -33), (-20, -49), (-6, -54), (8, -48), (15, -33), (15.6, -17), (-8, -13)])
        pen.shape(dome, soft("#86653a", 0.24, 0.28))
        with pen.clipped(dome):
            for x, y in ((-8, -41), (-22, -33), (6, -33), (-14, -22), (0, -22)):
                plate = [(x - 6.4, y), (x - 3.4, y - 6.4), (x + 3.4, y - 6.4), (x + 6.4, y), (x + 3.4, y + 6.4),
                         (x - 3.4, y + 6.4)]  # fmt: skip
                pen.poly(plate, soft("#b08d52", 0.2, 0.2))
        pen.line([(-30.6, -17), (-8, -13.4), (15.2, -17)], "#d9c07e", 3.0)

    def _tail(self, pen: Pen, pose: Pose, x: float, y: float) -> None:
        coat, wag = self.coat, pose.tail * 2.4
        match self.species:
            case "fox" | "wolf":
                pen.blob([(x + 4, y + 3), (x - 5, y + 1), (x - 9 + wag, y - 14), (x - 7 + wag, y - 27),
                          (x - 1 + wag, y - 32), (x + 4 + wag, y - 22), (x + 6, y - 8)], soft(coat.main))  # fmt: skip
                tip = coat.light if self.species == "fox" else coat.dark
                pen.blob([(x - 7.6 + wag, y - 22), (x - 6.4 + wag, y - 29), (x - 0.6 + wag, y - 33),
                          (x + 3.6 + wag, y - 24), (x - 2 + wag, y - 20)], soft(tip))  # fmt: skip
            case "deer" | "goat":
                pen.blob([(x + 3, y), (x - 5, y - 4 + wag), (x - 3, y + 4)], soft(coat.light))
            case "horse":
                pen.blob([(x + 4, y - 2), (x - 6, y), (x - 8 + wag, y + 16), (x - 4 + wag, y + 34), (x + 1, y + 20)],
                         soft(coat.dark))  # fmt: skip
            case "tortoise":
                pen.blob([(x + 6, y + 13), (x - 2, y + 20), (x + 6, y + 19)], soft(coat.main))
            case _:
                thin = self.species in ("elephant", "cow", "camel", "lion")
                end = (x - 6 + wag, y + 24) if thin else (x - 5 + wag, y - 24)
                path = [(x + 4, y + 2), (x - 4, y + (8 if thin else -2)), end]
                if self.species == "cat":
                    path = [(x + 4, y + 3), (x - 6, y), (x - 7 + wag, y - 16), (x - 1 + wag, y - 28)]
                pen.line(path, coat.main, 2.0 if thin else 4.0)
                if thin:
                    pen.ellipse(path[-1][0], path[-1][1] + 1, 2.8, 4.6, soft(coat.dark))
                if self.species == "tiger":
                    for share in (0.35, 0.6, 0.85):
                        pen.circle(
                            x + 4 + (end[0] - x - 4) * share - 2.4, y + 2 + (end[1] - y - 2) * share, 2.0, coat.dark
                        )
