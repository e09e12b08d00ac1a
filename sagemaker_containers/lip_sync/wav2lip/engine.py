"""Wav2Lip: the people of a painted picture speak with mouths that a network makes from the sound of their lines.

All else about them is acted as puppets are (who blinks, nods, looks where), as far as a picture can be warped.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import skia
import torch

from film_studio import storage
from film_studio.film.models import FPS, ClipRequest, PaintedFigure, ScenePicture, Speech
from sagemaker_containers.drawing.raster import SMOOTH
from sagemaker_containers.lip_sync.puppet.animate import decoded
from sagemaker_containers.lip_sync.puppet.camera import GROUND_DEPTH, peopled
from sagemaker_containers.lip_sync.puppet.figure import Area
from sagemaker_containers.lip_sync.puppet.performance import Performance
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.wav2lip import mel
from sagemaker_containers.lip_sync.wav2lip.face import LivingFace, Motion
from sagemaker_containers.lip_sync.wav2lip.network import SIDE, load
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.serving.weights import device, memory_errors

BATCH = 64
"""So many frames of a speaker go through the network at once."""

_EASE = 3
"""Over so many frames before and after a line the mouth goes over from the painted one and back."""

_TILT, _NOD, _TURN, _GAZE, _BREATH = 0.4, 0.025, 0.05, 0.012, 0.006
"""What of a puppet's pose a picture can bear: shares of degrees, and heights of the face."""

_STRAIGHT = Pose().turn


class Wav2Lip:
    """The loaded network."""

    def __init__(self, folder: Path):
        """Raises `Damaged` where the folder's checkpoint is not one of Wav2Lip."""
        self._device = device()
        self._network = load(sorted(folder.glob("wav2lip*.pth"))[0], self._device)

    def people(
        self, request: ClipRequest, picture: ScenePicture, layers: Sequence[bytes], speech: Speech | None
    ) -> "People":
        """Those in a picture who have faces, ready to act. Raises `Unsupported` where it has no place for them.

        `layers` are the images of the picture's layers.
        """
        painted = {figure.standing.character: figure.face for figure in picture.painted if figure.face}
        grounds = [k for k, layer in enumerate(picture.layers) if layer.depth == GROUND_DEPTH]
        if painted and not grounds:
            raise Unsupported("there are people, but no layer that they are painted on", "picture")
        faces = {}
        for name, face in painted.items():
            layer, raster = picture.layers[grounds[0]], decoded(layers[grounds[0]])
            try:
                faces[name] = LivingFace(raster.pixels, face, (layer.x, layer.y))
            except ValueError as error:
                raise Unsupported(f"{error}: {name}", "picture") from error
        # They are painted where they are, and come from nowhere.
        stays = request.model_copy(update={"arrivals": {}, "departures": {}, "held": {}})
        performance = Performance(stays, peopled(picture), speech)
        sounds = _sounds(request, set(faces), speech)
        end = request.shot.end_frame - request.scene.start_frame
        speaking = {
            name: _Mouths(self, face.crop(SIDE), sounds[name], end) for name, face in faces.items() if name in sounds
        }
        return People(picture.painted, faces, performance, speaking)

    def warm_up(self) -> None:
        """Make as many mouths as go through the network at once."""
        self.mouths(np.zeros((SIDE, SIDE, 3), np.uint8), np.zeros((BATCH, mel.BANDS, mel.WINDOW), np.float32))

    def mouths(self, face: np.ndarray, heard: np.ndarray) -> np.ndarray:
        """A face with the mouths of some sounds, BGR, shape (frames, 96, 96, 3).

        `face` is BGR, shape (96, 96, 3), `heard` mel windows, shape (frames, 80, 16). Raises `OutOfMemory`.
        """
        with torch.inference_mode(), memory_errors():
            whole = torch.from_numpy(face.transpose(2, 0, 1).astype(np.float32) / 255).to(self._device)
            masked = whole.clone()
            masked[:, SIDE // 2 :] = 0
            faces = torch.cat((masked, whole)).expand(len(heard), -1, -1, -1)
            sound = torch.from_numpy(np.ascontiguousarray(heard)).to(self._device)[:, None]
            answered = self._network(sound, faces)
            pixels: np.ndarray = (answered * 255).round().byte().permute(0, 2, 3, 1).cpu().numpy()
            return pixels


class _Mouths:
    """One speaker's mouths up to the frame `end` of a scene, made when they are first asked for, many at a time."""

    def __init__(self, engine: Wav2Lip, crop: np.ndarray, sound: "_Sound", end: int):
        self._engine, self._crop, self.sound, self._end = engine, crop, sound, end
        self._made: dict[int, np.ndarray] = {}

    def at(self, frame: int) -> np.ndarray:
        """The face of a frame of the scene."""
        if frame not in self._made:
            frames = [later for later in range(frame, self._end) if self.sound.share(later)][:BATCH]
            heard = np.stack([mel.window(self.sound.heard, number) for number in frames])
            self._made = dict(zip(frames, self._engine.mouths(self._crop, heard), strict=True))
        return self._made[frame]


class _Sound:
    """What one speaker says in a scene: spectra on the scene's clock, and over which frames its lines last."""

    def __init__(self, samples: np.ndarray, lines: Sequence[tuple[int, int]]):
        self._lines = lines
        self.heard = mel.spectra(samples)

    def share(self, frame: int) -> float:
        """How much of the mouth at a frame is the speaking one: 1 in a line, 0 well before and after."""
        away = min(max(start - frame, frame - end + 1, 0) for start, end in self._lines)
        return max(0.0, 1 - away / (_EASE + 1))


def _sounds(request: ClipRequest, names: set[str], speech: Speech | None) -> dict[str, _Sound]:
    """What each of these says in the scene, who says anything."""
    spoken = {line.line: line for line in speech.lines} if speech else {}
    lines = [line for line in request.scene.lines if line.line in spoken and line.speaker in names]
    if not speech or not lines:
        return {}
    audio = mel.decoded(storage.get_bytes(speech.audio))
    first, frames = request.scene.start_frame, request.scene.end_frame - request.scene.start_frame
    sounds = {}
    for name in {line.speaker for line in lines}:
        # A second more, or the last windows would have nothing to hear.
        samples = np.zeros((frames + FPS) * mel.SAMPLE_RATE // FPS, np.float32)
        own = [line for line in lines if line.speaker == name]
        for line in own:
            start = round(spoken[line.line].start * mel.SAMPLE_RATE)
            said = audio[start : start + round(spoken[line.line].duration * mel.SAMPLE_RATE)]
            at = (line.start_frame - first) * mel.SAMPLE_RATE // FPS
            said = said[: len(samples) - at]
            samples[at : at + len(said)] = said
        sounds[name] = _Sound(samples, [(line.start_frame - first, line.end_frame - first) for line in own])
    return sounds


class People:
    """The painted people of one shot, who act frame by frame (a `Living`)."""

    def __init__(
        self,
        painted: Sequence[PaintedFigure],
        faces: dict[str, LivingFace],
        performance: Performance,
        speaking: dict[str, _Mouths],
    ):
        self._faces, self._performance, self._speaking = faces, performance, speaking
        self._way = {one.standing.character: 1 if one.standing.facing == "right" else -1 for one in painted}
        self._acted: dict[str, tuple[Motion, float, int | None]] = {}
        self.faces: Sequence[Area] = [face.square for face in faces.values()]

    def act(self, number: int) -> list[Area]:
        """Look as on frame `number` of the scene; answers the areas of the picture that change by it."""
        changed = []
        for name, face in self._faces.items():
            motion = _motion(self._performance.pose(name, number), self._way[name], face.blinks)
            speaking = self._speaking.get(name)
            share = speaking.sound.share(number) if speaking else 0.0
            # A mouth that speaks is another on every frame.
            acted = motion, share, number if share else None
            if self._acted.get(name) != acted:
                mouth = speaking.at(number) if speaking and share else None
                face.show(motion, mouth, share)
                changed.append(face.area)
            self._acted[name] = acted
        return changed

    def draw(self, canvas: skia.Canvas) -> None:
        """Put each part where it is in the picture."""
        for face in self._faces.values():
            canvas.drawImageRect(face.raster.image, skia.Rect.MakeLTRB(*face.area), SMOOTH)


def _motion(pose: Pose, way: int, blinks: bool) -> Motion:
    """What a picture can show of a pose; `way` is 1 for somebody who faces right, else −1."""
    return Motion(
        tilt=_TILT * pose.tilt,
        down=_BREATH * (pose.nod - pose.breath),
        turn=way * _TURN * (pose.turn - _STRAIGHT) + _GAZE * pose.gaze_x,
        nod=_NOD * pose.nod + _GAZE * pose.gaze_y,
        blink=pose.blink if blinks else 0.0,
    )
