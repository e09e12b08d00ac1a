"""Animals as picture books show them: each with the body of its kind and its own head, in a scarf or collar.

Drawn facing right, feet on (0, 0), 100 units tall to the crown; the head is over the middle, where a person's is, and
the body behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from film_studio.film.models import Age, Look, Species
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, Point, polygon, smooth
from sagemaker_containers.drawing.stills import Stills
from sagemaker_containers.lip_sync.puppet.animal_heads import COATS, Coat, Head
from sagemaker_containers.lip_sync.puppet.garments import soft
from sagemaker_containers.lip_sync.puppet.person import knee, reach
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

_HOOFED: frozenset[Species] = frozenset({"cow", "deer", "horse", "goat", "camel"})
_DARK_FEET: frozenset[Species] = frozenset({"fox", "wolf", "monkey"})


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

_SCALES: dict[Species, float] = {
    "rabbit": 1.34, "deer": 1.3, "horse": 1.3, "goat": 1.32, "camel": 1.34, "peacock": 1.22, "crow": 1.34, "bird": 1.36,
    "cat": 1.4, "lion": 1.36, "tortoise": 1.28,
}  # fmt: skip
"""A head's size against an adult person's, where it is not the usual."""


@dataclass(frozen=True)
class Animal:
    """One animal's puppet."""

    species: Species
    look: Look
    age: Age
    _stills: Stills = field(default_factory=Stills, compare=False, repr=False)

    @property
    def coat(self) -> Coat:
        """The colours of the species."""
        return COATS[self.species]

    @property
    def neck(self) -> float:
        """Height of the neck (units)."""
        return FOUR_LEGGED[self.species].neck if self.species in FOUR_LEGGED else 61.0

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        BODIES[self.species](self, pen, pose, mouth)

    def _head(self, pen: Pen, pose: Pose, mouth: Mouth, x: float = 0.0) -> None:
        scale = _SCALES.get(self.species, 1.42) * (1.06 if self.age == "child" else 1.0)
        with pen.moved(x, -self.neck - 0.5 * pose.breath, scale, pose.tilt):
            Head(self.species, self.look).draw(pen, pose, mouth)

    def _scarf(self, pen: Pen, x: float, y: float, half: float) -> None:
        """What tells two foxes apart; around a neck at (x, y)."""
        with pen.moved(x, y):
            self._stills.draw(pen, "scarf", lambda still: self._cloth(still, half))

    def _cloth(self, pen: Pen, half: float) -> None:
        cloth, trim = self.look.garment_colour, self.look.trim_colour
        pen.blob([(2, 4), (7.4, 4.4), (9.8, 17), (5.2, 18)], soft(darker(cloth, 0.1)))
        pen.line([(5.4, 16), (9.4, 15)], trim, 1.3)
        pen.blob([(-half, -2.6), (0, 1.4), (half, -2.6), (half * 0.94, 3), (0, 8),
                  (-half * 0.94, 3)], soft(cloth))  # fmt: skip
        pen.line([(-half * 0.95, 1.4), (0, 6.2), (half * 0.95, 1.4)], trim, 1.0)

    # On four legs ----------------------------------------------------------------------------------------------

    def four_legged(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Diagonal legs step together; a paw or hoof is lifted where a person would raise a hand."""
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
        bent = knee(hip, ground, half, half)
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
            _MARKINGS.get(self.species, _plain)(self, pen, frame)

    def striped(self, pen: Pen, frame: Frame) -> None:
        """A tiger's stripes, down from the back."""
        rump = frame.head - frame.length
        for k in range(5):
            x = rump + 3.5 + k * 5.6
            pen.blob([(x - 1.2, -frame.back - 4), (x + 1.8, -frame.back - 4), (x + 2.4, -frame.back + 12),
                      (x + 1.2, -frame.back + 17 - k % 2 * 5)], self.coat.dark)  # fmt: skip

    def patched(self, pen: Pen, frame: Frame) -> None:
        """A cow's large patches."""
        for x, y, rx, ry in ((-22, -44, 8, 9), (-5, -33, 7, 6), (-29, -30, 4, 6), (8, -50, 5, 7)):
            pen.ellipse(x, y, rx, ry, soft(self.coat.dark, 0.1, 0.1))

    def spotted(self, pen: Pen, frame: Frame) -> None:
        """A deer's light spots."""
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

    # Upright ---------------------------------------------------------------------------------------------------

    def upright(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """On its hind legs, as monkeys, rabbits, mice and bears do stand."""
        for side, foot in ((-1, pose.far_foot), (1, pose.near_foot)):
            self._hind_foot(pen, side, foot)
        canvas = pen.canvas
        canvas.save()
        canvas.rotate(pose.lean)
        canvas.translate(0, -pose.bob)
        self._upright_tail(pen, pose)
        if not pose.far_arm.across:
            self._limb(pen, -1, pose.far_arm)
        canvas.save()
        canvas.scale(1 + 0.012 * pose.breath, 1)
        self._stills.draw(pen, "body", self._pear)
        canvas.restore()
        self._scarf(pen, 0.0, -self.neck + 1, 10.4)
        self._head(pen, pose, mouth)
        if pose.far_arm.across:
            self._limb(pen, -1, pose.far_arm)
        self._limb(pen, 1, pose.near_arm)
        canvas.restore()

    def _pear(self, pen: Pen) -> None:
        broad = {"bear": 1.28, "mouse": 0.94, "monkey": 0.86, "frog": 1.1}.get(self.species, 1.0)
        right = [(7.0, -64), (11.0, -55), (15.0, -38), (16.6, -22), (10, -9)]
        outline = [(x * broad, y) for x, y in right]
        body = smooth([*outline, (0, -7), *[(-x, y) for x, y in reversed(outline)]])
        pen.shape(body, soft(self.coat.main, 0.14, 0.2))
        with pen.clipped(body):
            pen.ellipse(2.2, -30, 10 * broad, 22, soft(self.coat.light, 0.1, 0.1))
            pen.ellipse(-16 * broad, -30, 7, 30, darker(self.coat.main, 0.4), 0.2)

    def _hind_foot(self, pen: Pen, side: int, foot: Foot) -> None:
        x, long = side * 8.0 + foot.x, {"rabbit": 9.4, "bear": 8.4, "frog": 10.4}.get(self.species, 6.6)
        pen.ellipse(side * 9 + foot.x * 0.5, -12 - foot.lift * 0.5, 7.4, 10, soft(darker(self.coat.main, 0.06)))
        with pen.moved(x, -2.6 - foot.lift, rotate=foot.pitch):
            pen.ellipse(2.4, 0, long, 3.0, soft(lighter(self.coat.main, 0.14) if side > 0 else self.coat.main))
            for toe in (0.4, 0.65):
                pen.line([(long * toe + 2.4, -0.8), (long * toe + 2.8, 1.4)], darker(self.coat.main, 0.3), 0.5)

    def _limb(self, pen: Pen, side: int, arm: Arm) -> None:
        colour = darker(self.coat.main, 0.16 if side < 0 else 0.04)
        shoulder = (side * 10.4, -54.0)
        elbow, hand = reach(shoulder, 13.0, 13.0, side, arm)
        thick = {"bear": 9.4, "mouse": 4.8, "monkey": 5.6}.get(self.species, 6.4)
        pen.stroke(smooth([shoulder, elbow, hand], closed=False), colour, thick)
        paw = self.coat.dark if self.species in _DARK_FEET else lighter(colour, 0.18)
        pen.circle(hand[0], hand[1], thick * 0.6, soft(paw))

    def _upright_tail(self, pen: Pen, pose: Pose) -> None:
        coat, wag = self.coat, pose.tail * 2.4
        match self.species:
            case "rabbit":
                pen.circle(-16, -18, 5.4, soft(coat.light))
            case "mouse":
                pen.line([(-10, -10), (-24, -8), (-32 + wag, -18), (-30 + wag, -32)], coat.dark, 1.6)
            case "monkey":
                pen.line([(-9, -14), (-24, -12), (-31 + wag, -28), (-27 + wag, -42), (-20 + wag, -41),
                          (-20.6 + wag, -35)], coat.main, 3.4)  # fmt: skip
            case _:
                pass

    # Birds -----------------------------------------------------------------------------------------------------

    def feathered(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Two thin legs, a breast, and wings for arms."""
        for x, foot in ((-3.4, pose.far_foot), (4.6, pose.near_foot)):
            self._claw(pen, x, foot)
        canvas = pen.canvas
        canvas.save()
        canvas.rotate(pose.lean)
        canvas.translate(0, -pose.bob)
        if self.species == "peacock":
            with pen.moved(-2, -30, rotate=pose.tail * 0.8):
                self._stills.draw(pen, "fan", self._fan)
        elif self.species != "owl":
            self._tail_feathers(pen, pose)
        if not pose.far_arm.across:
            self._wing(pen, -1, pose.far_arm)
        canvas.save()
        canvas.scale(1 + 0.012 * pose.breath, 1)
        self._stills.draw(pen, "body", self._breast)
        canvas.restore()
        self._scarf(pen, 1.0, -self.neck + 1.6, 9.6)
        self._head(pen, pose, mouth, 2.0)
        if pose.far_arm.across:
            self._wing(pen, -1, pose.far_arm)
        self._wing(pen, 1, pose.near_arm)
        canvas.restore()

    def _claw(self, pen: Pen, x: float, foot: Foot) -> None:
        leg = "#6a6470" if self.species == "crow" else "#e0a03f"
        at, y = x + foot.x, -2.4 - foot.lift
        pen.line([(x, -17), (at, y)], leg, 2.0)
        with pen.moved(at, y, rotate=foot.pitch):
            for toe in (-3.4, 2.6, 5.4):
                pen.line([(0, 0), (toe, 1.6)], leg, 1.6)

    def _breast(self, pen: Pen) -> None:
        if self.species == "owl":
            points = [(0, -66), (11, -60), (17, -40), (15, -20), (6, -12), (-6, -12), (-15, -20),
                      (-17, -40), (-11, -60)]  # fmt: skip
        else:
            points = [(2, -67), (10, -61), (17, -46), (15, -28), (5, -14), (-9, -14), (-19, -23),
                      (-17, -40), (-8, -60)]  # fmt: skip
        body = smooth(points)
        pen.shape(body, soft(self.coat.main, 0.16, 0.2))
        with pen.clipped(body):
            pen.ellipse(5.4, -36, 10, 21, soft(self.coat.light, 0.1, 0.1))
            shade = darker(self.coat.light, 0.3)
            for row in range(4):
                for k in range(3):
                    pen.arc(0.6 + k * 5 + (row % 2) * 2.4, -46 + row * 7, 2.6, 2.2, 20, 140, shade, 0.7)
            pen.ellipse(-15, -32, 7, 24, darker(self.coat.main, 0.4), 0.24)

    def _tail_feathers(self, pen: Pen, pose: Pose) -> None:
        wag = pose.tail * 1.2
        long = 1.0 if self.species == "crow" else 0.86
        for k in range(3):
            drop = k * 4.4
            pen.blob([(-10, -30 + drop * 0.4), (-26 * long, -20 + drop + wag), (-38 * long, -13 + drop * 1.2 + wag),
                      (-34 * long, -8 + drop * 1.2 + wag), (-20 * long, -13 + drop), (-8, -20)],
                     soft(darker(self.coat.dark, 0.08 * k)))  # fmt: skip

    def _fan(self, pen: Pen) -> None:
        """A peacock's train, spread out behind it."""
        for ring, (far, count) in enumerate(((40, 11), (29, 8))):
            for k in range(count):
                with pen.moved(rotate=-96 + 192 * k / (count - 1)):
                    pen.blob([(-2, 0), (-5.4, -far + 7), (0, -far - 1), (5.4, -far + 7), (2, 0)],
                             soft("#2f8f5f" if ring == 0 else "#3fa070", 0.1, 0.25))  # fmt: skip
                    pen.ellipse(0, -far + 5.6, 3.4, 4.4, "#c9a03a")
                    pen.ellipse(0, -far + 6, 2.2, 2.9, "#2f9fc0")
                    pen.ellipse(0, -far + 6.6, 1.2, 1.6, "#1f2f7a")

    def _wing(self, pen: Pen, side: int, arm: Arm) -> None:
        colour = darker(self.coat.main if self.species != "peacock" else "#a8824e", 0.16 if side < 0 else 0.06)
        shoulder = (side * 10.4 if side > 0 else -11.0, -53.0)
        hand = reach(shoulder, 12.0, 12.0, side, arm)[1]
        dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
        nx, ny = -dy * 0.34 * side, dx * 0.34 * side
        sx, sy = shoulder
        tip = (sx + dx * 1.36, sy + dy * 1.36)
        pen.blob([(sx - nx * 0.6, sy - ny * 0.6 - 2), (sx + dx * 0.6 - nx, sy + dy * 0.6 - ny), tip,
                  (sx + dx * 0.8 + nx, sy + dy * 0.8 + ny), (sx + nx, sy + ny + 3)],
                 soft(colour, 0.14, 0.28))  # fmt: skip
        for share in (0.35, 0.65, 0.95):
            pen.line([(sx + dx * share + nx * 0.9, sy + dy * share + ny * 0.9),
                      (sx + dx * (share + 0.25), sy + dy * (share + 0.25))], darker(colour, 0.3), 0.8, 0.7)  # fmt: skip

    # Without legs ----------------------------------------------------------------------------------------------

    def coiled(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """A snake that rises from its coils."""
        coat, canvas = self.coat, pen.canvas
        canvas.save()
        canvas.rotate(pose.lean)
        pen.line([(16, -5), (30, -4), (37 + pose.tail, -9), (41 + pose.tail, -7)], coat.main, 3.6)
        for k, (rx, y) in enumerate(((27, -7), (21.6, -17), (15.6, -26))):
            x = pose.tail * (0.6 - 0.2 * k)
            pen.ellipse(x, y, rx, 8.4, soft(darker(coat.main, 0.06 * k), 0.2, 0.34))
            for j in range(6):
                along = -0.75 + 0.3 * j
                pen.poly([(x + rx * along - 2.6, y + 2), (x + rx * along, y - 1), (x + rx * along + 2.6, y + 2),
                          (x + rx * along, y + 5)], coat.light, 0.75)  # fmt: skip
        sway = pose.tail * 0.4
        neck = smooth([(-10, -26), (-7.8 + sway, -46), (-6.6, -66), (6.6, -66), (8 + sway, -46), (10, -26)])
        pen.shape(neck, soft(coat.main))
        with pen.clipped(neck):
            pen.ellipse(1.6, -44, 5, 24, coat.light)
            for k in range(8):
                pen.line([(-3, -29 - k * 4.6), (6.4, -29 - k * 4.6)], darker(coat.light, 0.2), 0.6)
        canvas.translate(0, -pose.bob)
        self._scarf(pen, 0.5, -self.neck + 5, 7.6)
        self._head(pen, pose, mouth)
        canvas.restore()

    def swimming(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """A fish that looks out of the water."""
        coat, wag, canvas = self.coat, pose.tail * 3, pen.canvas
        canvas.save()
        canvas.rotate(pose.lean)
        canvas.translate(0, -pose.bob)
        pen.blob([(-9, -58), (-22, -50), (-25 + wag * 0.5, -34), (-20, -22), (-12, -26)], soft(coat.dark))
        for side in (-1, 1):
            turn = side * (8 + 0.1 * (pose.near_arm if side > 0 else pose.far_arm).fore + 4 * pose.tail)
            with pen.moved(side * 13, -38, rotate=turn):
                pen.blob([(0, -5), (side * 13, -9), (side * 16, 2), (side * 9, 7), (0, 5)], soft(coat.dark))
                for y in (-3, 1, 4):
                    pen.line([(side * 3, y * 0.6), (side * 12, y)], darker(coat.dark, 0.24), 0.6)
        self._stills.draw(pen, "body", self._scales)
        self._head(pen, pose, mouth)
        canvas.restore()
        self._water(pen, pose)

    def _scales(self, pen: Pen) -> None:
        coat = self.coat
        body = smooth([(0, -4), (-11, -20), (-16.6, -42), (-12.6, -60), (0, -68), (12.6, -60), (17, -42), (11, -20)])
        pen.shape(body, soft(coat.main, 0.16, 0.16))
        with pen.clipped(body):
            pen.ellipse(2, -34, 10, 24, soft(coat.light))
            for row in range(5):
                for k in range(5):
                    pen.arc(
                        -9 + k * 5 + (row % 2) * 2.4, -20 - row * 7, 2.7, 2.3, 10, 160, darker(coat.main, 0.25), 0.7
                    )

    def _water(self, pen: Pen, pose: Pose) -> None:
        pen.ellipse(0, -3, 36, 7.4, ("#7cc6e0", "#3f8fc0"), 0.92)
        pen.blob([(-15, -2), (-17, -12), (-12, -7), (-8, -15), (-4, -7), (2, -11), (6, -6), (11, -14), (13, -6),
                  (17, -9), (16, -1), (0, 2)], ("#d8f2fa", "#6fbcdc"), 0.92)  # fmt: skip
        ripple = 25 + pose.tail * 1.5
        for far in (ripple, ripple + 7):
            pen.arc(0, -3, far, far * 0.19, 20, 140, "#e6f8fd", 0.9)
        for x, y, radius in ((-21, -12, 1.5), (-14, -19, 1.1), (20, -14, 1.4), (15, -20, 0.9)):
            pen.circle(x, y + pose.tail, radius, "#bfe6f4", 0.9)


def _plain(animal: Animal, pen: Pen, frame: Frame) -> None:
    pass


_MARKINGS: dict[Species, Callable[[Animal, Pen, Frame], None]] = {
    "tiger": Animal.striped,
    "cow": Animal.patched,
    "deer": Animal.spotted,
}

BODIES: dict[Species, Callable[[Animal, Pen, Pose, Mouth], None]] = {
    **dict.fromkeys(FOUR_LEGGED, Animal.four_legged),
    **dict.fromkeys(("monkey", "rabbit", "mouse", "bear", "frog"), Animal.upright),
    **dict.fromkeys(("crow", "bird", "owl", "peacock"), Animal.feathered),
    "snake": Animal.coiled,
    "fish": Animal.swimming,
}
"""Every species' body."""
