"""A small scene to animate: a picture by the illustrator, speech with known phonemes, and the request for its clip."""

from pathlib import Path
from typing import Any

import pytest

from film_studio.film.models import (
    FPS,
    Character,
    ClipRequest,
    Cue,
    Layer,
    Line,
    Look,
    Phoneme,
    PictureRequest,
    Scene,
    ScenePicture,
    Setting,
    Shot,
    Speech,
    SpokenLine,
    SubtitleStyle,
    TimedLine,
    TimedScene,
    VoiceSpec,
    Weather,
    Word,
)
from sagemaker_containers.lip_sync.puppet.animate import animate, prepare
from sagemaker_containers.picture.illustrator.illustrate import illustrate

START = 240
"""The film's frame on which the clip begins."""

LINE_START, LINE_SECONDS = 12, 2.0
"""When the one line begins: frames after the clip's start."""


def _character(name: str, species: str | None) -> Character:
    return Character.model_validate(
        {
            "id": name,
            "name": name,
            "species": species,
            "age": "adult",
            "gender": "female",
            "look": Look(
                skin="#b97b52", hair="#231a18", hair_style="bun", garment="sari", garment_colour="#c8433f",
                trim_colour="#e9b949",
            ),
            "voice": VoiceSpec(age="adult", gender="female", tone="friendly"),
        }
    )  # fmt: skip


class Clipper:
    """Makes pictures, requests and clips of the cast Mira (who speaks) and a fox (who listens)."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.cast = [_character("mira", None), _character("fox", "fox")]
        # "mama, baba": every consonant shuts the mouth, every vowel opens it.
        sounds = [("m", "ɑː"), ("m", "ɑː"), ("b", "ɑː"), ("b", "ɑː")]
        self.phonemes = [
            Phoneme(symbol=symbol, start=0.2 + 0.4 * k + at, end=0.2 + 0.4 * k + at + length)
            for k, pair in enumerate(sounds)
            for symbol, at, length in zip(pair, (0.0, 0.12), (0.12, 0.28), strict=True)
        ]
        self.speech = Speech(
            scene=1, sample_rate=22050, audio="s3://bucket/speech.wav",
            lines=[
                SpokenLine(
                    line="l1", start=0, duration=LINE_SECONDS, phonemes=self.phonemes,
                    words=[Word(text="mamababa", start=0.2, end=1.8, offset=0)],
                )
            ],
        )  # fmt: skip

    def picture(
        self, setting: Setting = "village", weather: Weather = "clear", size: tuple[int, int] = (480, 270)
    ) -> tuple[ScenePicture, list[bytes]]:
        """A scene with the whole cast, and its layers' images."""
        drawn = illustrate(
            PictureRequest(
                card=None, title="", language="en", characters=self.cast, period="historical", width=size[0],
                    height=size[1],
                seed=1,
                scene=Scene(
                    number=1, heading="", setting=setting, time_of_day="day", weather=weather, mood="peaceful",
                    culture="indian", characters=["mira", "fox"], props=[],
                    lines=[Line(id="l1", speaker="mira", text="Mama, baba.", paragraph=0, sentence=0)],
                ),
            )
        )  # fmt: skip
        layers = [
            Layer(image=f"s3://bucket/{k}.png", x=layer.x, y=layer.y, depth=layer.depth)
            for k, layer in enumerate(drawn.layers)
        ]
        picture = ScenePicture(
            width=size[0], height=size[1], layers=layers, actors=drawn.actors, light=drawn.light, weather=drawn.weather,
            glows=drawn.glows, particles=drawn.particles,
        )  # fmt: skip
        return picture, [layer.png for layer in drawn.layers]

    def request(
        self, *, frames: int = 72, number: int = 1, cues: list[Cue] | None = None, style: SubtitleStyle | None = None,
        size: tuple[int, int] = (480, 270), seed: int = 5, shot: dict[str, Any] | None = None,
    ) -> ClipRequest:  # fmt: skip
        """The request for a clip in which Mira says her line; `shot` is what else than a still, wide shot of all."""
        line = TimedLine(
            line="l1", speaker="mira", start_frame=START + LINE_START,
            end_frame=START + LINE_START + round(LINE_SECONDS * FPS),
        )  # fmt: skip
        return ClipRequest(
            picture="s3://bucket/picture.json", speech="s3://bucket/speech.json",
            scene=TimedScene(number=number, title="", start_frame=START, end_frame=START + frames, lines=[line]),
            shot=Shot.model_validate(
                {"scene": number, "number": 1, "start_frame": START, "end_frame": START + frames, "size": "wide",
                 "subjects": [], "move": "still", **(shot or {})}
            ),
            mood="peaceful", emotions={"l1": "joy"}, characters=self.cast, cues=cues or [],
            subtitle_style=style or SubtitleStyle(), language="en", width=size[0], height=size[1], seed=seed,
        )  # fmt: skip

    def clip(self, name: str, request: ClipRequest, setting: Setting = "village", weather: Weather = "clear") -> Path:
        """Animate; answers the MP4."""
        path = self.folder / f"{name}.mp4"
        picture, layers = self.picture(setting, weather, (request.width, request.height))
        animate(prepare(request, picture, layers, self.speech), path)
        return path


@pytest.fixture
def clipper(tmp_path: Path) -> Clipper:
    return Clipper(tmp_path)
