"""Beasts on four legs, and the tortoise."""

from dataclasses import dataclass

import skia

from film_studio.film.models import Species
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Fill, Pen, Point
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.animals import markings
from sagemaker_containers.lip_sync.puppet.animals.frames import FRAMES, Frame
from sagemaker_containers.lip_sync.puppet.animals.tails import tail
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.limbs import joint, limb
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

_HOOFED: frozenset[Species] = frozenset({"cow", "deer", "horse", "goat", "camel"})
_CRESTED: frozenset[Species] = frozenset({"crocodile", "dragon"})
_GROUND = -2.4
_FAR_HIND, _FAR_FRONT = 5.5, -6.0
"""How far the far legs stand before the near ones."""


def _raised(arm: Arm) -> float:
    """How far a paw is raised that stands for this arm."""
    return max(0.0, min(1.0, (abs(arm.fore + 8) - 24) / 60))


@dataclass(frozen=True)
class _Leg:
    """A leg's joints from the body to the ground, each with half its breadth."""

    joints: tuple[tuple[Point, float], ...]

    @property
    def ground(self) -> Point:
        """Where its foot is."""
        return self.joints[-1][0]

    def path(self, start: int = 0) -> skia.Path:
        """What it covers from one of its joints on."""
        return limb(self.joints[start:])


def _hind(frame: Frame, dx: float, foot: Foot, bob: float) -> _Leg:
    """Thigh forward to the stifle, back to the hock, and down."""
    half = frame.leg / 2
    hip = (frame.rump + 7.6 + dx, -frame.back + 13)
    ground = (frame.rump + 5.4 + dx + foot.x, _GROUND - foot.lift + bob)
    if frame.column:
        return _Leg(((hip, half * 1.4), ((hip[0] * 0.4 + ground[0] * 0.6, -frame.belly * 0.6), half), (ground, half)))
    hock = (ground[0] - 2.4 - 0.14 * foot.x, ground[1] - 0.26 * frame.back)
    bone = 0.53 * (frame.back - 13 + _GROUND - 0.26 * frame.back)
    stifle = joint(hip, hock, bone, bone, -1)
    thigh = 3.8 + half * 1.1
    return _Leg(((hip, thigh), (stifle, 1.6 + half * 1.0), (hock, 0.3 + half * 0.84), (ground, half * 0.8)))


def _fore(frame: Frame, dx: float, foot: Foot, bob: float, raised: float) -> _Leg:
    """Shoulder, elbow, wrist and paw; what is `raised` bends at the wrist."""
    half = frame.leg / 2
    shoulder, elbow = (frame.head + 2.6 + dx, -frame.belly - 10), (frame.head + 3.4 + dx, -frame.belly + 1)
    ground = (frame.head + 4.6 + dx + foot.x + 6.5 * raised, _GROUND - foot.lift + bob - 0.5 * frame.belly * raised)
    if frame.column:
        return _Leg(((shoulder, half * 1.2), ((elbow[0], -frame.belly * 0.6), half), (ground, half)))
    bone = 0.505 * (frame.belly + _GROUND)
    wrist = joint(elbow, ground, bone, bone, -1)
    return _Leg(((shoulder, 1.6 + half * 1.2), (elbow, 0.8 + half), (wrist, 0.3 + half * 0.86), (ground, half * 0.8)))


@dataclass(frozen=True)
class FourLegged(Animal):
    """Diagonal legs step together; a paw or hoof is lifted where a person would raise a hand."""

    @property
    def neck(self) -> float:
        """Height of the neck (units)."""
        return FRAMES[self.species].neck

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        frame, canvas = FRAMES[self.species], pen.canvas
        near, far = _raised(pose.near_arm), _raised(pose.far_arm)
        if frame.column:
            near, far = 0.3 * near, 0.3 * far
        if near >= far:
            far = 0.0  # one forefoot stays on the ground
        else:
            near = 0.0
        canvas.save()
        canvas.translate(0, -pose.bob)
        canvas.scale(1, 1 + 0.01 * pose.breath)
        tail(pen, self.species, self.coat, pose.tail, (frame.rump + 0.6, -frame.back + 7))
        if self.species in _CRESTED:
            self._stills.draw(pen, "crest", lambda still: markings.crest(still, self.coat, frame))
        if self.species == "dragon":
            markings.wing(pen, self.coat, (frame.head - 15, -frame.back + 8), pose.breath)
        shade = darker(self.coat.main, 0.2)
        self._leg(pen, _hind(frame, _FAR_HIND, pose.near_foot, pose.bob), pose.near_foot, shade)
        self._leg(pen, _fore(frame, _FAR_FRONT, pose.far_foot, pose.bob, far), pose.far_foot, shade)
        self._stills.draw(pen, "trunk", self._trunk)
        for leg, foot in (
            (_hind(frame, 0, pose.far_foot, pose.bob), pose.far_foot),
            (_fore(frame, 0, pose.near_foot, pose.bob, near), pose.near_foot),
        ):
            self._leg(pen, leg, foot, self._coat_fill)
        self._stills.draw(pen, "folds", self._folds)
        canvas.restore()
        canvas.save()
        canvas.rotate(pose.lean * 0.6)
        canvas.translate(0, -pose.bob)
        if self.species == "tortoise":
            markings.shell(pen)
        else:
            self._scarf(pen, frame.head - 0.5, -frame.neck + 1.0, 13.0 if self.species == "elephant" else 11.0)
        self._head(pen, pose, mouth, frame.head)
        canvas.restore()

    @property
    def _coat_fill(self) -> Fill:
        return soft(self.coat.main, 0.12, 0.16)

    def _fill(self, pen: Pen, path: skia.Path, fill: Fill) -> None:
        """Fill a part of the body: the same colour at the same height, so that no seam shows between parts."""
        pen.canvas.drawPath(path, pen.paint(fill, 1.0, -FRAMES[self.species].neck, 0))

    def _trunk(self, pen: Pen) -> None:
        """Body and neck, with the markings of the species."""
        trunk = FRAMES[self.species].trunk()
        self._fill(pen, trunk, self._coat_fill)
        with pen.clipped(trunk):
            markings.trunk(pen, self.species, self.coat, FRAMES[self.species])

    def _folds(self, pen: Pen) -> None:
        """What sets thigh and shoulder off from the body."""
        frame, crease = FRAMES[self.species], darker(self.coat.main, 0.4)
        if self.species == "tortoise":
            return
        x, low = frame.rump + 15.4 + 0.2 * frame.leg, -frame.belly - frame.tuck
        pen.line([(x - 2.4, -frame.back + 12), (x, (low - frame.back) / 2 + 5), (x - 1.4, low + 1)], crease, 0.7, 0.4)
        x = frame.head - 1.4 - 0.3 * frame.leg
        pen.line([(x + 0.6, -frame.belly - 11), (x - 0.6, -frame.belly - 5), (x + 0.8, -frame.belly + 1)],
                 crease, 0.7, 0.4)  # fmt: skip
        markings.thigh(pen, self.species, self.coat, frame)

    def _leg(self, pen: Pen, leg: _Leg, foot: Foot, fill: Fill) -> None:
        self._fill(pen, leg.path(), fill)
        wide, far = FRAMES[self.species].leg, isinstance(fill, str)
        if self.species in markings.STOCKINGS:
            stocking = self.coat.dark if self.species == "fox" else lighter(self.coat.main, 0.22)
            pen.shape(leg.path(-2), darker(stocking, 0.2) if far else stocking)
        if not far:
            markings.leg(pen, self.species, self.coat, leg.joints)
        with pen.moved(*leg.ground, rotate=foot.pitch):
            self._paw(pen, wide, fill if isinstance(fill, str) else darker(self.coat.main, 0.1))

    def _paw(self, pen: Pen, wide: float, colour: str) -> None:
        half = wide * 0.5
        if self.species in _HOOFED:
            pen.poly(
                [(-half * 0.9, -2.2), (half * 0.9, -2.6), (half + 1.6, 2.4), (-half - 0.2, 2.4)],
                soft(darker(self.coat.dark, 0.3)),
            )
        elif FRAMES[self.species].column:
            pen.rect(-half - 0.4, -4, wide + 0.8, 6.4, soft(colour, 0.05, 0.1), 2)
            for toe in (-0.3, 0.05, 0.4):
                pen.ellipse(toe * wide, 1.2, 0.14 * wide, 1.3, lighter(colour, 0.7))
        else:
            tip = self.coat.dark if self.species == "fox" else lighter(colour, 0.3)
            pen.blob([(-half * 0.9, -1.6), (half * 0.5, -2.6), (wide * 0.86, -0.8), (wide * 1.02, 1.4),
                      (wide * 0.7, 2.5), (-half * 0.7, 2.5), (-half * 1.1, 0.8)], soft(tip))  # fmt: skip
            for toe in (0.3, 0.6):
                pen.line([(wide * toe, 0.4), (wide * (toe + 0.06), 2.2)], darker(tip, 0.4), 0.45)
