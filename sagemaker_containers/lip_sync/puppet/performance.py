"""What the actors do, frame by frame: blink, breathe, look at who speaks, nod on emphasis, gesture, feel.

Poses change on every second frame, as animators do it ("on twos"); mouths change on every frame.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from film_studio.film.models import (
    FPS,
    ClipRequest,
    Emotion,
    Mood,
    Placement,
    ScenePicture,
    Speech,
    SpokenLine,
    TimedLine,
)
from sagemaker_containers.lip_sync.puppet.pose import Arm, Pose
from sagemaker_containers.lip_sync.puppet.visemes import REST, Mouth, MouthTrack

TWOS = 2
HOLD = 4
_OPEN = Arm(32, 138, "open")
_BLINK = (0.7, 1.0, 0.45)
"""How far the lids are shut over the frame pairs of one blink."""


@dataclass(frozen=True)
class Face:
    """What an emotion does to a face."""

    brow_inner: float
    brow_outer: float
    lids: float
    smile: float
    energy: float


FACES: dict[Emotion, Face] = {
    "neutral": Face(0.0, 0.0, 0.0, 0.12, 0.6),
    "joy": Face(0.25, 0.45, 0.12, 1.0, 1.0),
    "sadness": Face(0.85, -0.5, 0.38, -0.8, 0.3),
    "anger": Face(-1.0, 0.55, 0.16, -0.65, 1.15),
    "fear": Face(0.9, 0.1, -0.5, -0.5, 0.8),
    "surprise": Face(0.9, 0.9, -0.6, 0.05, 1.0),
    "disgust": Face(-0.5, -0.2, 0.4, -0.7, 0.6),
    "love": Face(0.35, 0.15, 0.25, 0.75, 0.6),
}

_MOOD_FACE: dict[Mood, Emotion] = {
    "peaceful": "neutral", "joyful": "joy", "sad": "sadness", "tense": "fear", "mysterious": "surprise",
    "romantic": "love", "heroic": "neutral", "devotional": "love", "playful": "joy",
}  # fmt: skip


def _ease(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def _bump(seconds: float, middle: float, width: float) -> float:
    away = abs(seconds - middle) / width
    return 0.0 if away >= 1 else 0.5 + 0.5 * math.cos(math.pi * away)


@dataclass(frozen=True)
class _Turn:
    """One line as it is acted, in seconds of this clip."""

    speaker: str
    start: float
    end: float
    emotion: Emotion
    mouth: MouthTrack
    stresses: tuple[float, ...]


def _stresses(line: SpokenLine, start: float) -> tuple[float, ...]:
    """Long words carry the emphasis: their times, none within 0.7 s of the one before."""
    times: list[float] = []
    for word in line.words:
        at = start + word.start
        if len(word.text) >= 5 and (not times or at - times[-1] > 0.7):
            times.append(at)
    return tuple(times)


class Performance:
    """The acting of one clip. Deterministic by the request's seed."""

    def __init__(self, request: ClipRequest, picture: ScenePicture, speech: Speech | None):
        self._places = {actor.character: actor for actor in picture.actors}
        self._mood = FACES[_MOOD_FACE[request.mood]]
        self._seconds = (request.scene.end_frame - request.scene.start_frame) / FPS
        spoken = {line.line: line for line in speech.lines} if speech else {}
        self._turns = [
            self._turn(timed, spoken[timed.line], request) for timed in request.scene.lines if timed.line in spoken
        ]
        self._moods = {name: random.Random(f"{request.seed} {name}") for name in self._places}
        self._phase = {name: rng.uniform(0, math.tau) for name, rng in self._moods.items()}
        self._hold = {name: TWOS * (number % (HOLD // TWOS)) for number, name in enumerate(self._places)}
        self._blinks = {name: self._blink_times(rng) for name, rng in self._moods.items()}
        self._glances = {name: self._glance_times(rng) for name, rng in self._moods.items()}

    @staticmethod
    def _turn(timed: TimedLine, line: SpokenLine, request: ClipRequest) -> _Turn:
        start = (timed.start_frame - request.scene.start_frame) / FPS
        return _Turn(
            speaker=timed.speaker,
            start=start,
            end=(timed.end_frame - request.scene.start_frame) / FPS,
            emotion=request.emotions.get(timed.line, "neutral"),
            mouth=MouthTrack(line.phonemes),
            stresses=_stresses(line, start),
        )

    def _blink_times(self, rng: random.Random) -> list[int]:
        frames, at = [], rng.uniform(0.4, 2.5)
        while at < self._seconds:
            frames.append(round(at * FPS) // TWOS * TWOS)
            at += rng.uniform(0.35, 0.5) if rng.random() < 0.14 else rng.uniform(2.0, 4.6)
        return frames

    def _glance_times(self, rng: random.Random) -> list[tuple[float, float, float]]:
        glances, at = [(0.0, 0.0, 0.0)], rng.uniform(0.8, 2.0)
        while at < self._seconds:
            glances.append((at, rng.uniform(-0.5, 0.8), rng.uniform(-0.3, 0.35)))
            at += rng.uniform(1.2, 3.0)
        return glances

    def speaking(self, name: str, frame: int) -> bool:
        """Whether this actor says a line at the clip's frame, its mouth's ease in and out included."""
        seconds = frame / FPS
        return any(turn.speaker == name and turn.start - 0.15 <= seconds <= turn.end + 0.15 for turn in self._turns)

    def mouth(self, name: str, frame: int) -> Mouth:
        """The actor's mouth at the clip's frame."""
        seconds = frame / FPS
        for turn in self._turns:
            if turn.speaker == name and turn.start - 0.15 <= seconds <= turn.end + 0.15:
                energy = 0.86 + 0.16 * FACES[turn.emotion].energy
                mouth = turn.mouth.at(seconds - turn.start)
                return replace(mouth, open=min(1.0, mouth.open * energy))
        return REST

    def pose(self, name: str, frame: int) -> Pose:
        """The actor's pose at the clip's frame: held for two frames, for four while nobody speaks or blinks."""
        frame -= frame % TWOS
        lid = self._lid(name, frame)
        if not lid and not self._stirred(name, frame):
            frame -= (frame + self._hold[name]) % HOLD
        seconds = max(0, frame) / FPS
        place, phase = self._places[name], self._phase[name]
        near = [turn for turn in self._turns if turn.start - 0.4 <= seconds <= turn.end + 0.5]
        mine = next((turn for turn in near if turn.speaker == name), None)
        other = next((turn for turn in near if turn.speaker != name), None)
        face, feeling = self._feeling(mine, other, seconds)
        gaze_x, gaze_y, turn_to = self._look(name, place, mine, other, seconds)
        pose = Pose(
            turn=turn_to + 0.06 * math.sin(seconds * 0.9 + phase),
            tilt=2.2 * math.sin(seconds * 0.75 + phase * 1.7) + (3.0 * face.smile * feeling if face.smile < 0 else 0),
            lean=0.8 * math.sin(seconds * 0.62 + phase),
            breath=0.5 + 0.5 * math.sin(seconds * 1.9 + phase),
            blink=lid,
            gaze_x=gaze_x,
            gaze_y=gaze_y,
            brow_inner=face.brow_inner * feeling,
            brow_outer=face.brow_outer * feeling,
            lids=face.lids * feeling,
            smile=face.smile * feeling,
            tail=math.sin(seconds * 2.6 + phase),
        )
        if mine:
            return self._speaking_pose(pose, mine, seconds, phase)
        if other and other.speaker in self._places:
            nods = sum(_bump(seconds, stress + 0.5, 0.3) for stress in other.stresses[1::3])
            return replace(pose, nod=min(1.0, nods) * 0.7)
        return pose

    @staticmethod
    def _speaking_pose(pose: Pose, mine: _Turn, seconds: float, phase: float) -> Pose:
        energy = FACES[mine.emotion].energy
        presence = _ease((seconds - mine.start + 0.2) / 0.5) * _ease((mine.end + 0.35 - seconds) / 0.5)
        beats = sum(_bump(seconds, stress + 0.08, 0.26) for stress in mine.stresses)
        phrase = 0.5 + 0.5 * math.sin(seconds * 1.15 + phase)
        both = energy > 0.9 and mine.end - mine.start > 2
        brow = 0.35 * beats * energy * presence
        return replace(
            pose,
            nod=min(1.0, beats) * presence * min(1.0, energy + 0.2),
            tilt=pose.tilt + 2.0 * presence * math.sin(seconds * 1.7 + phase),
            brow_outer=pose.brow_outer + brow,
            brow_inner=pose.brow_inner + brow * 0.8,
            near_arm=Arm().toward(
                _OPEN, presence * min(1.0, 0.45 + 0.4 * phrase + 0.25 * beats) * min(1.0, energy + 0.25)
            ),
            far_arm=Arm().toward(_OPEN, presence * (0.55 * (1 - phrase) + 0.2 * beats if both else 0.05)),
        )

    def _feeling(self, mine: _Turn | None, other: _Turn | None, seconds: float) -> tuple[Face, float]:
        """The face to make and how strongly: one's own line first, an echo of another's, else the scene's mood."""
        turn = mine or other
        if turn is None or turn.emotion == "neutral":
            return self._mood, 0.55
        share = _ease((seconds - turn.start + 0.3) / 0.45) * _ease((turn.end + 0.45 - seconds) / 0.45)
        return FACES[turn.emotion], share * (1.0 if mine else 0.45)

    def _look(
        self, name: str, place: Placement, mine: _Turn | None, other: _Turn | None, seconds: float
    ) -> tuple[float, float, float]:
        """Gaze (x, y) and head turn: listeners look at the speaker, speakers at who listens, all glance about alone."""
        forward = 1.0 if place.facing == "right" else -1.0
        target = None
        if other and other.speaker in self._places and not mine:
            target = self._places[other.speaker]
        elif mine and len(self._places) > 1 and (seconds - mine.start) % 4.2 < 2.9:
            target = min(
                (other_place for other_name, other_place in self._places.items() if other_name != name),
                key=lambda other_place: abs(other_place.x - place.x),
            )
        glance = next((g for g in reversed(self._glances[name]) if g[0] <= seconds), (0.0, 0.0, 0.0))
        if target is not None:
            side = math.copysign(1.0, (target.x - place.x) * forward)
            up = (place.y - place.height - target.y + target.height) / max(place.height, target.height)
            return 0.75 * side, max(-0.6, min(0.6, up)) + 0.1 * glance[2], 0.6 * side if side > 0 else -0.35
        if mine:
            return 0.1 + 0.2 * glance[1], 0.0, 0.25
        return glance[1], glance[2], 0.4 + 0.15 * glance[1]

    def _stirred(self, name: str, frame: int) -> bool:
        """Whether this actor speaks, or a line begins or ends: then it moves on twos."""
        seconds = frame / FPS
        return any(
            (turn.speaker == name and turn.start - 0.4 <= seconds <= turn.end + 0.5)
            or any(-0.4 <= seconds - edge <= 0.6 for edge in (turn.start, turn.end))
            for turn in self._turns
        )

    def _lid(self, name: str, frame: int) -> float:
        for start in self._blinks[name]:
            step = (frame - start) // TWOS
            if 0 <= step < len(_BLINK):
                return _BLINK[step]
        return 0.0

    def blinks(self, name: str) -> Sequence[int]:
        """The frames in which this actor begins to blink."""
        return self._blinks[name]
