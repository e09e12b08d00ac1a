"""Who stands where in a painted scene: the illustrator's staging, nearer, as OpenPose skeletons for a ControlNet.

Skeleton and colours: https://github.com/CMU-Perceptual-Computing-Lab/openpose (COCO, 18 points), drawn as
https://github.com/lllyasviel/ControlNet does, whose pictures such networks were trained on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from film_studio.film.models import Character, Face, PaintedFigure, Placement
from sagemaker_containers.picture.illustrator.stage import Stage
from sagemaker_containers.picture.illustrator.staging import place_actors

_NEARER = 1.5
"""How much nearer than puppets painted people stand: models paint small faces badly, and a mouth needs pixels."""

_EYE_LINE = 0.9
"""What stays where it is as they come nearer, in heights above the feet."""

_MARGIN = 0.03
"""What stays free at the frame's sides, in its widths."""

_HALF = 0.24
"""Half of a figure's breadth, in heights."""

_HEADS = {"child": 5.2, "teen": 6.4, "adult": 7.0, "senior": 6.8}
"""Height of people in heads."""

_FACE, _EYES, _EYES_IN_FACE = 0.76, 0.5, 0.4
"""The side of a face's square in heads, and how far down the eyes are in a head and in that square (see `Face`)."""

_TURN = 0.16
"""How far the nose is aside of the middle in a head that looks to one side, in heads."""

_LIMBS = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13), (1, 0),
    (0, 14), (14, 16), (0, 15), (15, 17),
)  # fmt: skip
_COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85),
    (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255),
    (255, 0, 170), (255, 0, 85),
)  # fmt: skip
_LIMB_STRENGTH = 0.6

Points = dict[int, tuple[float, float]]
"""Where the points of a skeleton are that are seen, in px."""


@dataclass(frozen=True)
class Figure:
    """Somebody in a painted scene; `points` is empty for animals, of which OpenPose knows nothing."""

    character: Character
    standing: Placement
    points: Points

    @property
    def painted(self) -> PaintedFigure:
        """What the lip-sync stage is told."""
        return PaintedFigure(standing=self.standing, face=self._face)

    @property
    def _face(self) -> Face | None:
        if not self.points:
            return None
        head = self.standing.height / _HEADS[self.character.age]
        size, crown = _FACE * head, self.standing.y - self.standing.height
        middle = self.standing.x + _aside(self.standing) * head / 2
        top = crown + _EYES * head - _EYES_IN_FACE * size
        return Face(x=round(middle - size / 2), y=round(top), size=round(size))

    @property
    def region(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what it takes of the frame (px)."""
        x, y, height = self.standing.x, self.standing.y, self.standing.height
        return round(x - _HALF * height), round(y - 1.05 * height), round(x + _HALF * height), round(y)


def figures(stage: Stage) -> list[Figure]:
    """The figures of a scene from left to right; nobody on a card."""
    if stage.request.card:
        return []
    characters = {character.id: character for character in stage.request.characters}
    placed = nearer(place_actors(stage), stage.request.width)
    return [figure(characters[standing.character], standing) for standing in placed]


def figure(character: Character, standing: Placement) -> Figure:
    """A figure that stands as said."""
    return Figure(character, standing, {} if character.species else _skeleton(character, standing))


def nearer(actors: Sequence[Placement], width: int) -> list[Placement]:
    """The same group, nearer to the camera as far as all stay in a frame of `width` px: heads stay at their height."""
    if not actors:
        return []
    middle, room = width / 2, width * (0.5 - _MARGIN)
    reach = max(abs(actor.x - middle) + _HALF * actor.height for actor in actors)
    by = max(1.0, min(_NEARER, room / reach))
    tallest = max(actors, key=lambda actor: actor.height)
    line = tallest.y - _EYE_LINE * tallest.height
    return [
        actor.model_copy(
            update={
                "x": round(middle + (actor.x - middle) * by, 1),
                "y": round(line + (actor.y - line) * by, 1),
                "height": round(actor.height * by, 1),
            }
        )
        for actor in actors
    ]


def _aside(standing: Placement) -> float:
    return _TURN if standing.facing == "right" else -_TURN


def _skeleton(character: Character, standing: Placement) -> Points:
    """Standing at ease, the body to the camera, the head a little to where it looks: its farther ear is hidden."""
    height, head, x, feet = standing.height, standing.height / _HEADS[character.age], standing.x, standing.y
    top, aside = feet - height, _aside(standing)
    shoulders, hips = 0.115 * height, 0.075 * height
    neck = top + 1.25 * head
    hip, knee, ankle = feet - 0.5 * height, feet - 0.27 * height, feet - 0.04 * height
    nose, eyes = top + 0.62 * head, top + _EYES * head
    points: Points = {
        0: (x + 2 * aside * head / 2, nose), 1: (x, neck),
        2: (x - shoulders, neck + 0.02 * height), 3: (x - 1.25 * shoulders, neck + 0.18 * height),
        4: (x - 1.05 * shoulders, neck + 0.33 * height),
        5: (x + shoulders, neck + 0.02 * height), 6: (x + 1.25 * shoulders, neck + 0.18 * height),
        7: (x + 1.05 * shoulders, neck + 0.33 * height),
        8: (x - hips, hip), 9: (x - hips, knee), 10: (x - hips, ankle),
        11: (x + hips, hip), 12: (x + hips, knee), 13: (x + hips, ankle),
        14: (x + (0.75 * aside - 0.17) * head, eyes), 15: (x + (0.75 * aside + 0.17) * head, eyes),
    }  # fmt: skip
    ear = 16 if aside > 0 else 17
    points[ear] = (x + (-0.36 if aside > 0 else 0.36) * head, eyes + 0.06 * head)
    return points


def skeletons(group: Sequence[Figure], size: tuple[int, int], scale: tuple[float, float]) -> np.ndarray:
    """The control image, RGB, shape (height, width, 3), of width × height `size`; `scale` leads from the frame's px."""
    width, height = size
    image = np.zeros((height, width, 3), np.uint8)
    for one in group:
        points = {k: (x * scale[0], y * scale[1]) for k, (x, y) in one.points.items()}
        thick = max(2, round(0.012 * one.standing.height * scale[1]))
        for (start, end), shade in zip(_LIMBS, _COLOURS, strict=False):
            if start in points and end in points:
                colour = tuple(_LIMB_STRENGTH * channel for channel in shade)
                cv2.line(image, _pixel(points[start]), _pixel(points[end]), colour, 2 * thick, cv2.LINE_AA)
        for k, point in points.items():
            cv2.circle(image, _pixel(point), thick, _COLOURS[k], -1, cv2.LINE_AA)
    return image


def _pixel(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0]), round(point[1])
