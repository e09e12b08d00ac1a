"""What the actors do, frame by frame: blink, breathe, look at who speaks, nod on emphasis, gesture, feel, come and go.

Everything is a function of the scene's frame, so that every shot of a scene finds its actors where they are. Poses
change on every second frame, as animators do it ("on twos"), mouths on every frame; who has nothing to do breathes, and
moves in between only to look elsewhere or to shift its weight.
"""

import math
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace

from film_studio.film.models import (
    FPS,
    NARRATOR,
    Character,
    ClipRequest,
    Emotion,
    Placement,
    ScenePicture,
    Speech,
    SpokenLine,
    TimedLine,
)
from sagemaker_containers.lip_sync.puppet.emotions import ECHO, EXPRESSIONS, MOODS, Expression
from sagemaker_containers.lip_sync.puppet.gestures import GESTURES, POSTURES, Gesture, gestures
from sagemaker_containers.lip_sync.puppet.gestures import REST as HANDS_DOWN
from sagemaker_containers.lip_sync.puppet.held import Way, held
from sagemaker_containers.lip_sync.puppet.pose import Arm, Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth, MouthTrack
from sagemaker_containers.lip_sync.puppet.walking import manner, moving

TWOS = 2
SWAY, BREATH = 4, 8
"""How many frames the picture of a swaying head is held, and of a breath."""

_BLINK = (0.5, 1.0, 0.4)
"""How far the lids are shut over the frame pairs of one blink."""

_SHIFT_SECONDS = 0.7
_STROKE_SECONDS = 0.32
"""How long a hand is on its way to a gesture; it arrives with the word."""

_MOUTH_EASE = 0.15
_AFTERGLOW = 0.45
"""Seconds that a speaker's feeling stays on its lips after the line."""

_OFF_STAGE = 30.0
"""Units beyond the picture's edge where nothing of a puppet is seen."""

_SHARED: tuple[str, ...] = tuple(
    field.name for field in fields(Expression) if field.name in {each.name for each in fields(Pose)}
)


def _ease(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def _bump(seconds: float, middle: float, width: float) -> float:
    away = abs(seconds - middle) / width
    return 0.0 if away >= 1 else 0.5 + 0.5 * math.cos(math.pi * away)


@dataclass(frozen=True)
class _Turn:
    """One line as it is acted, in seconds of the scene."""

    speaker: str
    start: float
    end: float
    emotion: Emotion
    mouth: MouthTrack
    stresses: tuple[float, ...]
    gestures: tuple[tuple[float, Gesture], ...]


@dataclass(frozen=True)
class _Idle:
    """What somebody does unasked: when it blinks (frames), where it glances, and how it shifts its weight."""

    phase: float
    blinks: tuple[int, ...]
    glances: tuple[tuple[float, float, float], ...]
    shifts: tuple[tuple[float, float, float], ...]
    postures: tuple[Gesture, ...]
    """How the arms are held after each shift."""


@dataclass(frozen=True)
class _Passage:
    """A way in or out: the second of arrival or of departure, and whether it leads to the right (1) or left (−1)."""

    at: float
    heading: int


def _stresses(line: SpokenLine) -> tuple[float, ...]:
    """When stressed words begin in the line, or else long ones, none within 0.7 s of another."""
    times: list[float] = []
    for words in ([w for w in line.words if w.stressed], [w for w in line.words if len(w.text) >= 5]):
        for word in words:
            if all(abs(word.start - time) > 0.7 for time in times):
                times.append(word.start)
    return tuple(sorted(times))


class Performance:
    """The acting of one scene. Deterministic by the request's seed."""

    def __init__(self, request: ClipRequest, picture: ScenePicture, speech: Speech | None):
        self._places = {actor.character: actor for actor in picture.actors}
        characters = {character.id: character for character in request.characters}
        self._mood = MOODS[request.mood]
        self._start = request.scene.start_frame
        self._seconds = (request.scene.end_frame - request.scene.start_frame) / FPS
        spoken = {line.line: line for line in speech.lines} if speech else {}
        self._turns = [
            self._turn(timed, spoken[timed.line], request, characters)
            for timed in request.scene.lines
            if timed.line in spoken
        ]
        self._idle = {
            name: self._idling(random.Random(f"{request.seed} {name}"), POSTURES[request.mood]) for name in self._places
        }
        self._held = {name: thing.way for name in self._places if (thing := held(request, name))}
        self._manners = {name: manner(characters[name]) for name in self._places if name in characters}
        self._arrivals: dict[str, _Passage] = {}
        for number, name in enumerate(self._inmost_first(request.arrivals, picture)):
            self._arrivals[name] = self._arrival(name, number, request, picture)
        self._departures = {
            name: _Passage((request.departures[name] - self._start) / FPS, -self._inward(name, picture))
            for name in self._places
            if name in request.departures
        }

    def _turn(
        self, timed: TimedLine, line: SpokenLine, request: ClipRequest, characters: dict[str, Character]
    ) -> _Turn:
        start = (timed.start_frame - self._start) / FPS
        emotion = request.emotions.get(timed.line, "neutral")
        stresses, strokes = _stresses(line), []
        if timed.speaker in self._places:
            look = characters[timed.speaker].look
            strokes = gestures(line, stresses, emotion, look, f"{request.seed} {timed.line}")
        return _Turn(
            speaker=timed.speaker,
            start=start,
            end=(timed.end_frame - self._start) / FPS,
            emotion=emotion,
            mouth=MouthTrack(line.phonemes),
            stresses=tuple(start + stress for stress in stresses),
            gestures=tuple((start + stroke, gesture) for stroke, gesture in strokes),
        )

    # Plans made before the scene begins -------------------------------------------------------------------------

    def _idling(self, rng: random.Random, postures: Sequence[str]) -> _Idle:
        phase = rng.uniform(0, math.tau)
        glances, at = [(0.0, 0.0, 0.0)], rng.uniform(0.8, 2.0)
        while at < self._seconds:
            glances.append((at, rng.uniform(-0.5, 0.8), rng.uniform(-0.3, 0.35)))
            at += rng.uniform(1.4, 3.4)
        shifts, at = [(-9.0, rng.uniform(-0.8, 0.8), rng.uniform(-2, 2))], rng.uniform(1.0, 3.0)
        while at < self._seconds:
            shifts.append((at, rng.uniform(-1.1, 1.1), rng.uniform(-2.6, 2.6)))
            at += rng.uniform(2.4, 5.0)
        looks = sorted([*(glance[0] for glance in glances), *(turn.start - 0.2 for turn in self._turns)])
        blinks, at = [], rng.uniform(0.4, 2.5)
        while at < self._seconds:
            blinks.append(round(at * FPS) // TWOS * TWOS)
            # A blink comes of itself after 2 to 6 s, and likes to go with a turn of the eyes.
            following = at + rng.uniform(2.2, 5.8)
            turned = next((look for look in looks if at + 2.1 < look < following), None)
            at = turned if turned is not None and rng.random() < 0.7 else following
        first = rng.randrange(len(postures))
        held = tuple(GESTURES[postures[(first + k) % len(postures)]] for k in range(len(shifts)))
        return _Idle(phase, tuple(blinks), tuple(glances), tuple(shifts), held)

    def _inward(self, name: str, picture: ScenePicture) -> int:
        """The way from the nearer edge of the picture: 1 to the right, −1 to the left."""
        return 1 if self._places[name].x < picture.width / 2 else -1

    def _inmost_first(self, names: Collection[str], picture: ScenePicture) -> list[str]:
        """Those of the names who are on stage, as they come in: nobody has to pass one who stands there already."""
        middle = picture.width / 2
        return sorted(
            (name for name in self._places if name in names), key=lambda name: abs(self._places[name].x - middle)
        )

    def _arrival(self, name: str, number: int, request: ClipRequest, picture: ScenePicture) -> _Passage:
        place, heading = self._places[name], self._inward(name, picture)
        to_edge = place.x if heading > 0 else picture.width - place.x
        seconds = (to_edge / (place.height / 100) + _OFF_STAGE) / self._manners[name].speed
        latest = (request.arrivals[name] - self._start) / FPS
        before = max((one.at for one in self._arrivals.values() if one.heading == heading), default=0.0)
        arrival = latest if name in request.on_cue else min(latest, max(0.3 * number + seconds, before))
        return _Passage(math.floor(arrival * FPS / TWOS) * TWOS / FPS, heading)

    # What is asked for every frame -------------------------------------------------------------------------------

    def speaking(self, name: str, frame: int) -> bool:
        """Whether this actor says a line at the scene's frame, its mouth's ease in and out included."""
        seconds = frame / FPS
        return any(
            turn.speaker == name and turn.start - _MOUTH_EASE <= seconds <= turn.end + _MOUTH_EASE
            for turn in self._turns
        )

    def mouth(self, name: str, frame: int) -> Mouth:
        """The actor's mouth at the scene's frame."""
        seconds = frame / FPS
        for turn in self._turns:
            if turn.speaker == name and turn.start - _MOUTH_EASE <= seconds < turn.end + _AFTERGLOW:
                expression = EXPRESSIONS[turn.emotion]
                mouth = turn.mouth.at(seconds - turn.start)
                mouth = replace(mouth, open=min(1.0, mouth.open * (0.86 + 0.16 * expression.energy)))
                left = frame - frame % TWOS
                feeling = _ease((left / FPS - turn.end) / 0.15) * _ease((turn.end + _AFTERGLOW - left / FPS) / 0.2)
                begun = _ease((seconds - turn.start + _MOUTH_EASE) / _MOUTH_EASE)
                over = _ease((left / FPS - turn.end - _AFTERGLOW + 0.2) / 0.2)
                return mouth.toward(expression.mouth, feeling).toward(self._mood.mouth, max(1 - begun, over))
        return self._mood.mouth

    def pose(self, name: str, frame: int) -> Pose:
        """The actor's pose at the scene's frame."""
        frame -= frame % TWOS
        seconds = frame / FPS
        place, idle = self._places[name], self._idle[name]
        near = [turn for turn in self._turns if turn.start - 0.4 <= seconds <= turn.end + 0.6]
        mine = next((turn for turn in near if turn.speaker == name), None)
        other = next((turn for turn in near if turn.speaker != name), None)
        pose = self._feeling(self._resting(idle, frame), mine, other, seconds)
        gaze_x, gaze_y, turn_to = self._look(name, place, mine, other, seconds)
        pose = replace(
            pose, blink=self._lid(idle, frame), gaze_x=gaze_x, gaze_y=gaze_y + 0.7 * pose.gaze_y, turn=turn_to
        )
        if mine:
            pose = self._speaking_pose(pose, mine, seconds, idle.phase)
        elif other and other.speaker in self._places:
            pose = self._listening_pose(pose, other, seconds)
        pose = self._moving_pose(name, place, pose, seconds)
        return self._holding_pose(pose, self._held[name], mine, seconds) if name in self._held else pose

    @staticmethod
    def _holding_pose(pose: Pose, way: Way, mine: _Turn | None, seconds: float) -> Pose:
        """The near hand keeps what it holds, and lifts it while its owner speaks; two hands are not free to pray."""
        lifted = way.lift * _ease((seconds - mine.start) / 0.5) * _ease((mine.end + 0.4 - seconds) / 0.5) if mine else 0
        near = replace(way.arm, upper=way.arm.upper + lifted, fore=way.arm.fore + lifted / 2)
        far = GESTURES["heart"].near if pose.far_arm.hand == "pray" else pose.far_arm
        return replace(pose, near_arm=near, far_arm=far)

    def _resting(self, idle: _Idle, frame: int) -> Pose:
        """Breath, and a weight that shifts now and then, the arms with it."""
        seconds = (frame - frame % SWAY) / FPS
        held = max(0, frame - (frame + SWAY * round(idle.phase)) % BREATH) / FPS
        index = max(k for k, shift in enumerate(idle.shifts) if shift[0] <= seconds)
        at, lean, tilt = idle.shifts[index]
        _, lean_before, tilt_before = idle.shifts[max(0, index - 1)]
        share = _ease((seconds - at) / _SHIFT_SECONDS)
        lean = lean_before + (lean - lean_before) * share
        before, now = idle.postures[max(0, index - 1)], idle.postures[index]

        def arm(hanging: Arm, start: Arm, end: Arm) -> Arm:
            start, end = (hanging if each == Arm() else each for each in (start, end))
            return start.toward(end, share)

        return Pose(
            lean=lean,
            tilt=tilt_before + (tilt - tilt_before) * share,
            breath=0.5 + 0.5 * math.sin(held * 1.9 + idle.phase),
            near_arm=arm(Arm(16 + 1.2 * lean, -8 + 2 * lean), before.near, now.near),
            far_arm=arm(Arm(16 - 1.2 * lean, -8 - 2 * lean), before.far, now.far),
            tail=math.sin(held * 2.6 + idle.phase),
        )

    def _feeling(self, pose: Pose, mine: _Turn | None, other: _Turn | None, seconds: float) -> Pose:
        """The pose with what is felt: in one's own line first, else about another's, else the scene's mood."""
        turn = mine or other
        share = 0.0
        if turn and turn.emotion != "neutral":
            share = _ease((seconds - turn.start + 0.3) / 0.45) * _ease((turn.end + 0.6 - seconds) / 0.45)
        felt, strength = self._mood, 0.0
        if turn and mine:
            felt, strength = EXPRESSIONS[turn.emotion], share
        elif turn:
            # A narrator says what those feel who are seen; another's feeling is answered by one's own.
            felt, strength = (
                (EXPRESSIONS[turn.emotion], 0.75 * share)
                if turn.speaker == NARRATOR
                else (EXPRESSIONS[ECHO[turn.emotion]], 0.55 * share)
            )
        changes = {
            name: getattr(pose, name) + (1 - strength) * getattr(self._mood, name) + strength * getattr(felt, name)
            for name in _SHARED
        }
        return replace(pose, **changes)

    def _speaking_pose(self, pose: Pose, mine: _Turn, seconds: float, phase: float) -> Pose:
        energy = EXPRESSIONS[mine.emotion].energy
        held = seconds - seconds % (SWAY / FPS)
        presence = _ease((held - mine.start + 0.2) / 0.5) * _ease((mine.end + 0.35 - held) / 0.5)
        beats = min(1.0, sum(_bump(seconds, stress + 0.08, 0.26) for stress in mine.stresses))
        brow = 0.3 * beats * energy * presence
        near, far = self._arms(pose, mine, seconds)
        stroke = 14 * beats * min(1.0, energy) * presence
        return replace(
            pose,
            nod=pose.nod + beats * presence * min(1.0, energy + 0.2),
            tilt=pose.tilt + 2.0 * presence * math.sin(held * 1.7 + phase),
            brow_outer=pose.brow_outer + brow,
            brow_inner=pose.brow_inner + brow * 0.8,
            near_arm=replace(
                near, fore=near.fore - math.copysign(stroke, near.fore) if abs(near.fore) > 40 else near.fore
            ),
            far_arm=replace(far, fore=far.fore - math.copysign(stroke, far.fore) if abs(far.fore) > 40 else far.fore),
        )

    @staticmethod
    def _arms(pose: Pose, mine: _Turn, seconds: float) -> tuple[Arm, Arm]:
        """Both arms on their way from one gesture to the next."""
        begun = [k for k, (stroke, _) in enumerate(mine.gestures) if stroke - _STROKE_SECONDS <= seconds]
        sunk = _ease((seconds - mine.end - 0.15) / 0.4)
        if not begun:
            return pose.near_arm, pose.far_arm
        stroke, gesture = mine.gestures[begun[-1]]
        before = mine.gestures[begun[-1] - 1][1] if begun[-1] else HANDS_DOWN
        share = _ease((seconds - stroke + _STROKE_SECONDS) / _STROKE_SECONDS)

        def arm(rest: Arm, start: Arm, end: Arm) -> Arm:
            start, end = (rest if each == Arm() else each for each in (start, end))
            return start.toward(end, share).toward(rest, sunk)

        return arm(pose.near_arm, before.near, gesture.near), arm(pose.far_arm, before.far, gesture.far)

    def _listening_pose(self, pose: Pose, other: _Turn, seconds: float) -> Pose:
        """Nods at what is stressed, and leans to who speaks; who is shouted at draws back."""
        share = _ease((seconds - other.start) / 0.6) * _ease((other.end + 0.4 - seconds) / 0.5)
        if other.emotion in ("anger", "disgust"):
            return pose
        nods = min(1.0, sum(_bump(seconds, stress + 0.5, 0.3) for stress in other.stresses[1::3]))
        return replace(pose, nod=pose.nod + 0.8 * nods, lean=pose.lean + 1.4 * share)

    def _look(
        self, name: str, place: Placement, mine: _Turn | None, other: _Turn | None, seconds: float
    ) -> tuple[float, float, float]:
        """Gaze (x, y) and head turn: listeners look at the speaker, speakers at who listens.

        While nobody on stage speaks, who has company looks at it every other time, and glances about in between.
        """
        forward = 1.0 if place.facing == "right" else -1.0
        target = None
        if other and other.speaker in self._places and not mine:
            target = self._places[other.speaker]
        elif mine and (seconds - mine.start) % 4.2 < 2.9:
            target = self._neighbour(name)
        glances = self._idle[name].glances
        index = max((k for k, glance in enumerate(glances) if glance[0] <= seconds), default=0)
        glance = glances[index]
        if target is None and not mine and index % 2 == 0:
            target = self._neighbour(name)
        if target is not None:
            side = math.copysign(1.0, (target.x - place.x) * forward)
            up = (place.y - place.height - target.y + target.height) / max(place.height, target.height)
            return 0.75 * side, max(-0.6, min(0.6, up)) + 0.1 * glance[2], 0.8 if side > 0 else -0.35
        if mine:
            return 0.1 + 0.2 * glance[1], 0.0, 0.25
        return glance[1], glance[2], 0.4 + 0.15 * glance[1]

    def _neighbour(self, name: str) -> Placement | None:
        """Where the nearest other stands."""
        place = self._places[name]
        others = (other for other_name, other in self._places.items() if other_name != name)
        return min(others, key=lambda other: abs(other.x - place.x), default=None)

    def _moving_pose(self, name: str, place: Placement, pose: Pose, seconds: float) -> Pose:
        facing = 1 if place.facing == "right" else -1
        arrival, departure = self._arrivals.get(name), self._departures.get(name)
        if arrival and seconds < arrival.at:
            return moving(
                pose, self._manners[name], arrival.at - seconds, arrival.heading, arrival.heading != facing, out=False
            )
        if departure and seconds > departure.at:
            return moving(
                pose, self._manners[name], seconds - departure.at, departure.heading, departure.heading != facing,
                out=True,
            )  # fmt: skip
        return pose

    @staticmethod
    def _lid(idle: _Idle, frame: int) -> float:
        for start in idle.blinks:
            step = (frame - start) // TWOS
            if 0 <= step < len(_BLINK):
                return _BLINK[step]
        return 0.0

    def blinks(self, name: str) -> Sequence[int]:
        """The frames in which this actor begins to blink."""
        return self._idle[name].blinks
