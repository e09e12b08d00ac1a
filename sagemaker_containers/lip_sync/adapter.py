"""The lip-sync container: `ClipRequest` → `Clip`.

Its own engine draws vector puppets whose mouths follow phonemes; another gives mouths to people who are painted into
their picture. Both draw, letter and encode a shot in one way.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import skia

from film_studio import storage
from film_studio.film.models import (
    Clip,
    ClipRequest,
    Document,
    Layer,
    Light,
    ScenePicture,
    Shot,
    Speech,
    SubtitleStyle,
    TimedScene,
)
from sagemaker_containers.lip_sync.puppet.animate import animate, prepare
from sagemaker_containers.lip_sync.puppet.cut_out import Head, cut_out
from sagemaker_containers.lip_sync.puppet.drawing import Drawing, Living
from sagemaker_containers.serving import manifest, weights
from sagemaker_containers.serving.adapter import Invocation, Unsupported

REQUEST = ClipRequest

_WARM_UP_SIZE = 160, 120


class Faces(Protocol):
    """An engine that moves the faces of a painted picture."""

    def people(
        self, request: ClipRequest, picture: ScenePicture, layers: Sequence[bytes], speech: Speech | None
    ) -> Living:
        """Those in a picture who have faces; `layers` are its images. Raises `Unsupported`."""

    def warm_up(self) -> None:
        """Make mouths as for a clip: what is compiled is compiled then."""


@dataclass(frozen=True)
class Engine:
    """What serves the stage, and who moves painted faces, if that is what it does."""

    manifest: manifest.Manifest
    faces: Faces | None


def load() -> Engine:
    """The engine in force. Raises `Damaged` where its weights are not those of their listing."""
    (chosen,) = manifest.engines("lip_sync")
    faces = None
    if chosen.name == "wav2lip":
        from sagemaker_containers.lip_sync.wav2lip.engine import Wav2Lip  # only its environment has what it needs

        faces = Wav2Lip(weights.folder_of(chosen))
    return Engine(manifest.read("lip_sync"), faces)


def warm_up(engine: Engine) -> None:
    """Draw and encode a few small frames."""
    if engine.faces:
        engine.faces.warm_up()
    width, height = _WARM_UP_SIZE
    surface = skia.Surface(width, height)
    blank = bytes(surface.makeImageSnapshot().encodeToData(skia.kPNG, 100))
    picture = ScenePicture(
        width=width,
        height=height,
        layers=[Layer(image="s3://warm-up/blank.png", x=0, y=0, depth=0)],
        actors=[],
        light=Light(tint="#ffffff", tint_strength=0, shadow=0),
        weather="clear",
        particles="dust",
    )
    request = ClipRequest(
        picture="s3://warm-up/picture.json",
        speech=None,
        scene=TimedScene(number=1, title="", start_frame=0, end_frame=12, lines=[]),
        shot=Shot(scene=1, number=1, start_frame=0, end_frame=12, size="wide", subjects=[], move="push-in"),
        mood="peaceful",
        emotions={},
        characters=[],
        cues=[],
        subtitle_style=SubtitleStyle(),
        language="en",
        width=width,
        height=height,
        seed=1,
    )
    with tempfile.TemporaryDirectory() as folder:
        animate(prepare(request, picture, [blank], None), Path(folder) / "clip.mp4")


def describe(engine: Engine) -> manifest.Manifest:
    """What the engine is and can do."""
    return engine.manifest


def run_batch(engine: Engine, batch: list[Invocation[ClipRequest]]) -> list[Document]:
    """A `Clip` for each request. Raises `Unsupported` where frame, picture or cast do not fit together."""
    return [_clip(engine, invocation) for invocation in batch]


def _clip(engine: Engine, invocation: Invocation[ClipRequest]) -> Clip:
    request, output = invocation.request, invocation.output
    before = _drawing(engine, request.before) if request.before else None
    frames = animate(_drawing(engine, request), output.file("clip.mp4", "video/mp4"), before)
    return Clip(scene=request.shot.scene, shot=request.shot.number, video=output.uri("clip.mp4"), frames=frames)


def _drawing(engine: Engine, request: ClipRequest) -> Drawing:
    picture = storage.get_document(request.picture, ScenePicture)
    _check(engine.manifest, request, picture)
    speech = storage.get_document(request.speech, Speech) if request.speech else None
    layers = [storage.get_bytes(layer.image) for layer in picture.layers]
    heads = {actor.character: head for actor in picture.actors if (head := _head(request, actor.character))}
    living = engine.faces.people(request, picture, layers, speech) if engine.faces else None
    return prepare(request, picture, layers, speech, heads, living)


def _head(request: ClipRequest, name: str) -> Head | None:
    """The head that a character has from a photo. Raises `Unsupported` where that shows none."""
    portrait = next(character.portrait for character in request.characters if character.id == name)
    if portrait is None:
        return None
    if portrait.face is None:
        raise Unsupported(f"no face was found in the portrait of {name}", "characters")
    try:
        return cut_out(storage.get_bytes(portrait.uri), portrait.face)
    except ValueError as error:
        raise Unsupported(str(error), "characters") from error


def _check(engine: manifest.Manifest, request: ClipRequest, picture: ScenePicture) -> None:
    least, most = engine.capabilities["min_frame"], engine.capabilities["max_frame"]
    for name, size in (("width", request.width), ("height", request.height)):
        if not least <= size <= most or size % 2:
            raise Unsupported(f"{name} must be an even number of px from {least} to {most}", name)
    if request.width * request.height > engine.capabilities["max_pixels"]:
        raise Unsupported("H.264 level 4.0 has no room for a frame this large", "width")
    if (picture.width, picture.height) != (request.width, request.height):
        raise Unsupported(f"the picture is {picture.width}×{picture.height} px", "picture")
    if request.scene.end_frame <= request.scene.start_frame:
        raise Unsupported("the scene has no frames", "scene.end_frame")
    figures = engine.capabilities["figures"]
    for there, kind in ((picture.actors, "puppets"), (picture.painted, "painted-faces")):
        if there and kind not in figures:
            raise Unsupported(f"{engine.name} animates {' and '.join(figures)}; the picture has {kind}", "picture")
    shown = [*picture.actors, *(figure.standing for figure in picture.painted)]
    missing = {actor.character for actor in shown} - {character.id for character in request.characters}
    if missing:
        raise Unsupported(
            f"the picture shows characters that the request does not describe: {sorted(missing)}", "characters"
        )
