"""Mouths against the sound: speech that is really spoken, mouths as they are acted, and as they are seen in a clip."""

from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
import pytest

from film_studio.film.models import (
    FPS,
    ClipRequest,
    LineToSpeak,
    Speech,
    SpeechRequest,
    SpokenLine,
    TimedLine,
    VoiceSpec,
)
from sagemaker_containers.lip_sync.puppet.animate import animate, prepare
from sagemaker_containers.lip_sync.puppet.camera import Camera, framed
from sagemaker_containers.lip_sync.puppet.performance import Performance
from sagemaker_containers.lip_sync.puppet.visemes import visemes
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.polish import SAMPLE_RATE

START = 12
"""The scene's frame on which the line begins."""

TEXTS = {
    "en": "Mother put a small lamp by the open door. Papa saw the moon above a calm, dark farm. My father and Bob "
    "hummed a merry tune, and people came from far away to sit among them. A big brown bear began to laugh.",
    "hi": "माँ ने दरवाज़े पर एक छोटा दीपक रखा। पापा ने आसमान में चाँद देखा और बाबा मधुर गीत गाने लगे। गाँव के लोग "
    "बहुत दूर से आए और सब मिलकर नदी के किनारे बैठ गए।",
    "de": "Die Mutter stellte eine kleine Lampe an die offene Tür. Papa sah den Mond über dem dunklen Baum, und der "
    "Vater summte ein schönes Lied für müde Bären.",
}
LAGS = range(-4, 5)


class Take(NamedTuple):
    """One line: how it is spoken, its sound, and the request for its clip."""

    line: SpokenLine
    sound: np.ndarray
    request: ClipRequest
    speech: Speech

    @property
    def frames(self) -> range:
        """The scene's frames over which it is heard."""
        return range(START, START + int(self.line.duration * FPS))

    def loudness(self, lag: int) -> np.ndarray:
        """What is heard during each of those frames, `lag` frames later."""
        padded = np.concatenate([np.zeros(SAMPLE_RATE), self.sound, np.zeros(SAMPLE_RATE)])
        step = SAMPLE_RATE // FPS
        begins = [SAMPLE_RATE + (frame - START + lag) * step for frame in self.frames]
        return np.array([np.sqrt(np.mean(padded[begin : begin + step] ** 2)) for begin in begins])

    def best_lag(self, openings: np.ndarray) -> tuple[int, float]:
        """The lag at which mouth and sound agree best, and how well (correlation)."""
        matches = {lag: float(np.corrcoef(openings, self.loudness(lag))[0, 1]) for lag in LAGS}
        best = max(matches, key=lambda lag: matches[lag])
        return best, matches[best]


def a_take(clipper: Any, language: str, shot: dict[str, Any] | None = None) -> Take:
    request = SpeechRequest(
        scene=1, language=language, rate=1.0, max_seconds=60,
        lines=[
            LineToSpeak(
                id="l1", text=TEXTS[language], emotion="neutral",
                voice=VoiceSpec(age="adult", gender="female", tone="friendly"),
            )
        ],
    )  # fmt: skip
    [line], sound = adapter.load().speak(request)
    frames = START + int(line.duration * FPS) + 24
    clip = clipper.request(frames=frames, shot=shot)
    timed = TimedLine(
        line="l1", speaker="mira", start_frame=clip.scene.start_frame + START,
        end_frame=clip.scene.start_frame + START + int(line.duration * FPS),
    )  # fmt: skip
    clip = clip.model_copy(
        update={"scene": clip.scene.model_copy(update={"lines": [timed]}), "emotions": {"l1": "neutral"}}
    )
    return Take(line, sound, clip, Speech(scene=1, sample_rate=SAMPLE_RATE, audio="", lines=[line]))


@pytest.mark.parametrize("language", TEXTS)
def test_mouths_open_with_the_sound_and_close_where_lips_must(clipper: Any, language: str) -> None:
    take = a_take(clipper, language)
    performance = Performance(take.request, clipper.picture()[0], take.speech)
    openings = np.array([performance.mouth("mira", frame).open for frame in take.frames])
    lag, match = take.best_lag(openings)
    assert abs(lag) <= 1
    assert match > 0.4

    def seen(first: float, last: float) -> list[float]:
        frames = range(START + int(first * FPS), START + int(last * FPS) + 1)
        return [performance.mouth("mira", frame).open for frame in frames]

    lips = [phoneme for phoneme in take.line.phonemes if visemes(phoneme.symbol)[:1] == ["closed"]]
    assert len(lips) >= 8
    assert all(min(seen(sound.start, sound.end)) < 0.12 for sound in lips), "some frame of each shows closed lips"
    wide = [
        max(seen(sound.start, sound.end))
        for sound in take.line.phonemes
        if visemes(sound.symbol)[0] in ("open", "wide", "open-round") and sound.end - sound.start > 0.07
    ]
    assert len(wide) >= 4
    assert np.mean(wide) > 0.6


def test_the_mouth_that_is_seen_in_a_clip_moves_with_the_sound(clipper: Any, tmp_path: Path) -> None:
    """The whole chain: spoken, acted, drawn, encoded; then decoded, and the dark of the mouth counted."""
    take = a_take(clipper, "en", {"size": "close", "subjects": ["mira"]})
    picture, layers = clipper.picture()
    animate(prepare(take.request, picture, layers, take.speech), tmp_path / "clip.mp4")
    seen = framed(picture, Camera(take.request.shot, picture).rest)
    place = next(actor for actor in seen.actors if actor.character == "mira")
    unit = place.height / 100
    rows = slice(int(place.y - 83 * unit), int(place.y - 75 * unit))
    columns = slice(int(place.x - 6 * unit), int(place.x + 6 * unit))
    with av.open(str(tmp_path / "clip.mp4")) as container:
        pictures = [frame.to_ndarray(format="rgb24")[rows, columns] for frame in container.decode(video=0)]
    # Darker than the line of closed lips: the mouth from within.
    dark = np.array([int((picture.max(axis=2) < 120).sum()) for picture in pictures])
    openings = dark[take.frames.start : take.frames.stop]
    lag, match = take.best_lag(openings)
    assert abs(lag) <= 1
    assert match > 0.4
    performance = Performance(take.request, picture, take.speech)
    acted = [performance.mouth("mira", frame).open for frame in take.frames]
    assert np.corrcoef(openings, acted)[0, 1] > 0.9
    assert dark[: START - 3].max() <= 0.02 * openings.max(), "nobody speaks yet"
