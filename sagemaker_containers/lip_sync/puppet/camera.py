"""The camera: what of a scene's picture a shot shows, frame by frame.

A shot that is nearer than the whole picture is the same picture enlarged around its subjects: puppets are drawn at
their new size, sharp, and the backdrop is scaled, which softens it as a lens would. While the camera moves, layers move
against each other as near and far things do (parallax); where it rests, all are where the picture has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import skia

from film_studio.film.models import FPS, CameraMove, Placement, ScenePicture, Shot, ShotSize
from sagemaker_containers.lip_sync.puppet.figure import Area

_VIEW: dict[ShotSize, float] = {"two-shot": 1.45, "medium": 1.3, "close": 0.88}
"""Height of what is seen, in heights of the tallest character looked at."""

_NEAREST: dict[ShotSize, float] = {"two-shot": 1.6, "medium": 1.8, "close": 2.4}
_FACE = 0.8
"""Where the face is, in heights of the character above its feet."""

_CROWN = 1.08
"""Where the top of head and headdress is, in the same way."""

_SIDE = 0.35
"""How much of a character is seen beyond its middle in a shot of two, in its heights."""

_FACE_IN_VIEW = 0.4
_LOWEST_FACE_IN_VIEW = 0.55
"""Where the face comes to stand, from the top of the view, and how low it may where somebody taller stands beside:
subtitles have their place below it."""

_HEAD = 0.2
"""How far a head reaches to either side, in heights of its owner."""

_OFF_MIDDLE = 0.6
"""How far from the middle of the view a subject may be, in halves of its width."""

_DETAIL = 1.9
"""How much a detail is enlarged."""

_LOOK_ROOM = 0.05
"""How far the camera moves to where the character looks, in widths of the view."""

_MOVE_FRAMES: dict[CameraMove, int] = {
    "still": 0,
    "push-in": 2 * FPS,
    "pull-out": 2 * FPS,
    "pan-left": 5 * FPS // 2,
    "pan-right": 5 * FPS // 2,
}
"""How long the camera moves at most; then it rests, which is quick to draw."""

_PUSH = 1.08
"""By how much a camera that pushes in enlarges what it shows, and one that pulls out the other way."""

_PAN_ZOOM, _PAN = 1.14, 0.1
"""A camera that pans is a little nearer, and goes so far, in widths of the frame."""

GROUND_DEPTH = 0.6
FRONT_DEPTH = 1.0
"""From these depths on, layers move as the actors do, and lie in front of them."""

_FRONT_SHARE = 1.25
"""What lies in front of the actors moves by so much more than they do."""


@dataclass(frozen=True)
class View:
    """The part of a picture that fills the frame: its middle in px, and how much it is enlarged."""

    x: float
    y: float
    zoom: float

    def rect(self, part: skia.Rect, width: int, height: int) -> skia.Rect:
        """Where a part of the picture (px) is in a frame of `width` × `height` px."""
        return skia.Rect.MakeXYWH(
            (part.left() - self.x) * self.zoom + width / 2,
            (part.top() - self.y) * self.zoom + height / 2,
            part.width() * self.zoom,
            part.height() * self.zoom,
        )

    def matrix(self, width: int, height: int) -> skia.Matrix:
        """Moves what is drawn in px of the picture to where it is in a frame of `width` × `height` px."""
        matrix = skia.Matrix.Translate(width / 2 - self.x * self.zoom, height / 2 - self.y * self.zoom)
        matrix.preScale(self.zoom, self.zoom)
        return matrix


def share(depth: float) -> float:
    """How much of the camera's move a layer takes part in: the horizon not at all, the ground as the actors do."""
    if depth >= FRONT_DEPTH:
        return _FRONT_SHARE
    return min(1.0, depth / GROUND_DEPTH)


class Camera:
    """The way of the camera through one shot of a picture. `rest` is the view in which it ends, or stands always."""

    def __init__(self, shot: Shot, picture: ScenePicture):
        self._shot, self._width, self._height = shot, picture.width, picture.height
        self._frames = min(_MOVE_FRAMES[shot.move], shot.end_frame - shot.start_frame)
        framed = view(shot, picture)
        self.rest, self._start = framed, framed
        if shot.move in ("push-in", "pull-out"):
            near = self._nearer(framed, _PUSH, picture.actors)
            self.rest, self._start = (near, framed) if shot.move == "push-in" else (framed, near)
        elif shot.move != "still":
            self.rest = self._nearer(framed, max(1.0, _PAN_ZOOM / framed.zoom), picture.actors)
            way = _PAN * picture.width * (1 if shot.move == "pan-left" else -1)
            self._start = self._holding(View(self.rest.x + way / self.rest.zoom, self.rest.y, self.rest.zoom), picture)
            if abs(self._start.x - self.rest.x) < abs(way) / self.rest.zoom / 2:
                # No room on this side: the camera comes to rest farther on instead.
                farther = View(self._start.x - way / self.rest.zoom, self.rest.y, self.rest.zoom)
                self.rest = self._holding(farther, picture)

    def view(self, frame: int, depth: float = GROUND_DEPTH) -> View:
        """What is seen at the film's `frame` of what lies at `depth`."""
        done = 1.0 if not self._frames else min(1.0, (frame - self._shot.start_frame) / self._frames)
        if done >= 1:
            return self.rest
        away = (1 - done * done * (3 - 2 * done)) * share(depth)
        start, rest = self._start, self.rest
        return self._inside(
            View(
                rest.x + (start.x - rest.x) * away,
                rest.y + (start.y - rest.y) * away,
                rest.zoom * (start.zoom / rest.zoom) ** away,
            )
        )

    @property
    def scope(self) -> Area:
        """All of the actors' plane that is ever seen, in px of the frame at rest."""
        seen = [self.rest, self._start]
        left, top = (
            min(v.x - self._width / v.zoom / 2 for v in seen),
            min(v.y - self._height / v.zoom / 2 for v in seen),
        )
        right = max(v.x + self._width / v.zoom / 2 for v in seen)
        bottom = max(v.y + self._height / v.zoom / 2 for v in seen)
        whole = self.rest.rect(skia.Rect.MakeLTRB(left, top, right, bottom), self._width, self._height)
        return floor(whole.left()), floor(whole.top()), ceil(whole.right()), ceil(whole.bottom())

    def reach(self, depth: float) -> Area:
        """What is ever seen as large as at rest of what lies at `depth`, in px of the frame at rest."""
        start = self.view(self._shot.start_frame, depth)
        if start.zoom != self.rest.zoom:
            return 0, 0, self._width, self._height
        x, y = round((start.x - self.rest.x) * start.zoom), round((start.y - self.rest.y) * start.zoom)
        return min(0, x), min(0, y), self._width + max(0, x), self._height + max(0, y)

    def from_rest(self, seen: View) -> skia.Matrix:
        """Moves what is drawn as the resting camera sees it to where it is in this view of the actors' plane."""
        scale = seen.zoom / self.rest.zoom
        if scale == 1:  # a pan goes by whole pixels
            return skia.Matrix.Translate(
                round((self.rest.x - seen.x) * seen.zoom), round((self.rest.y - seen.y) * seen.zoom)
            )
        matrix = skia.Matrix.Translate(
            self._width / 2 * (1 - scale) + (self.rest.x - seen.x) * seen.zoom,
            self._height / 2 * (1 - scale) + (self.rest.y - seen.y) * seen.zoom,
        )
        matrix.preScale(scale, scale)
        return matrix

    def _nearer(self, framed: View, by: float, actors: Sequence[Placement]) -> View:
        """The view enlarged, toward those who stand there, so that the move has an aim."""
        x, y = framed.x, framed.y
        if actors and framed.zoom == 1:
            x = sum(actor.x for actor in actors) / len(actors)
            y = sum(actor.y - _FACE * actor.height for actor in actors) / len(actors)
            left, right = _stand(actors) or (x, x)
            by = min(by, max(1.0, self._width / max(1.0, right - left)))
        return self._inside(View(x, y, framed.zoom * by))

    def _holding(self, wanted: View, picture: ScenePicture) -> View:
        """The same view, moved so that its edges cut nobody, as far as it has room for all."""
        left, right = _stand(picture.actors) or (wanted.x, wanted.x)
        half = self._width / wanted.zoom / 2
        held = min(max(wanted.x, right - half), left + half)
        return self._inside(View(held, wanted.y, wanted.zoom))

    def _inside(self, wanted: View) -> View:
        return _inside(wanted, self._width, self._height)


def _stand(actors: Sequence[Placement]) -> tuple[float, float] | None:
    """From where to where in the picture somebody stands, arms included."""
    sides = [(actor.x - _SIDE * actor.height, actor.x + _SIDE * actor.height) for actor in actors]
    return (min(left for left, _ in sides), max(right for _, right in sides)) if sides else None


def view(shot: Shot, picture: ScenePicture) -> View:
    """How a shot frames its subjects; all of the picture where it has none, or they are not there."""
    if shot.size == "detail":
        return _detail(picture)
    subjects = [actor for actor in picture.actors if actor.character in shot.subjects]
    if shot.size == "wide" or not subjects:
        return View(picture.width / 2, picture.height / 2, 1.0)
    aspect = picture.width / picture.height
    tallest = max(actor.height for actor in subjects)
    left = min(actor.x - _SIDE * actor.height for actor in subjects)
    right = max(actor.x + _SIDE * actor.height for actor in subjects)
    height = max(_VIEW[shot.size] * tallest, picture.height / _NEAREST[shot.size])
    if len(subjects) > 1:
        height = max(height, (right - left) / aspect)
    height = min(picture.height, height)
    face = min(actor.y - _FACE * actor.height for actor in subjects)
    # Nobody in view is beheaded: where a taller one stands beside, the camera rises, and moves away if it must.
    middle, half_width = (left + right) / 2, height * aspect / 2
    beside = [actor for actor in picture.actors if abs(actor.x - middle) < half_width + 0.2 * actor.height]
    above = face - min(actor.y - _CROWN * actor.height for actor in beside)
    height = min(picture.height, max(height, above / _LOWEST_FACE_IN_VIEW))
    face_in_view = min(_LOWEST_FACE_IN_VIEW, max(_FACE_IN_VIEW, above / height))
    zoom = picture.height / height
    ahead = sum(_LOOK_ROOM if actor.facing == "right" else -_LOOK_ROOM for actor in subjects)
    seen = _inside(
        View(middle + ahead * picture.width / zoom, face + (0.5 - face_in_view) * height, zoom), picture.width,
        picture.height,
    )  # fmt: skip
    return _without_halves(seen, subjects, picture)


def _without_halves(seen: View, subjects: Sequence[Placement], picture: ScenePicture) -> View:
    """The view moved a little aside where its edges would cut a head, as far as its subjects have room for that."""
    half = picture.width / seen.zoom / 2
    heads = [(actor.x - _HEAD * actor.height, actor.x + _HEAD * actor.height) for actor in picture.actors]
    # Just beside every head one edge may come to lie.
    wanted = [seen.x, *(x for left, right in heads for x in (left + half, right + half, left - half, right - half))]
    whole = [
        x
        for x in wanted
        if half <= x <= picture.width - half
        and not any(left + 1 < edge < right - 1 for edge in (x - half, x + half) for left, right in heads)
        and all(abs(one.x - x) <= _OFF_MIDDLE * half for one in subjects)
    ]
    return View(min(whole, key=lambda x: abs(x - seen.x), default=seen.x), seen.y, seen.zoom)


def _detail(picture: ScenePicture) -> View:
    """Near the strongest light of a place; where it has none, beside the middle of what stands on its ground."""
    glow = max(picture.glows, key=lambda glow: glow.strength * glow.radius, default=None)
    x, y = (glow.x, glow.y) if glow else (0.36 * picture.width, 0.6 * picture.height)
    return _inside(View(x, y, _DETAIL), picture.width, picture.height)


def _inside(wanted: View, width: int, height: int) -> View:
    """The same view, moved so that it does not look over the picture's edges."""
    zoom = max(1.0, wanted.zoom)
    half_width, half_height = width / zoom / 2, height / zoom / 2
    return View(
        min(max(wanted.x, half_width), width - half_width), min(max(wanted.y, half_height), height - half_height), zoom
    )


def peopled(picture: ScenePicture) -> ScenePicture:
    """The picture with its painted people among the actors: a camera does not care who drew them."""
    standing = [figure.standing for figure in picture.painted]
    return picture.model_copy(update={"actors": [*picture.actors, *standing]}) if standing else picture


def framed(picture: ScenePicture, seen: View) -> ScenePicture:
    """Actors and glows where they are in the frame of a view, and as large; layers as they were."""
    if seen.zoom == 1:
        return picture
    left, top = seen.x * seen.zoom - picture.width / 2, seen.y * seen.zoom - picture.height / 2

    def there(x: float, y: float) -> dict[str, float]:
        return {"x": x * seen.zoom - left, "y": y * seen.zoom - top}

    actors = [
        actor.model_copy(update={**there(actor.x, actor.y), "height": actor.height * seen.zoom})
        for actor in picture.actors
    ]
    glows = [
        glow.model_copy(update={**there(glow.x, glow.y), "radius": glow.radius * seen.zoom}) for glow in picture.glows
    ]
    return picture.model_copy(update={"actors": actors, "glows": glows})
