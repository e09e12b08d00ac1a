"""Small real media for the tests of the finished film: timelines, clips, voices, scores, and whole films.

`write_film` uses PyAV directly, so that what `self_check` reads was not made by `compose`.
"""

from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pyloudnorm
from scipy.io import wavfile
from scipy.signal import butter, sosfilt

from film_studio.film.ambience.soundscape import Soundscape
from film_studio.film.models import (
    FPS,
    FilmPlan,
    Line,
    Scene,
    Shot,
    Speech,
    SpokenLine,
    TimedLine,
    TimedScene,
    Timeline,
    VoiceSpec,
)

RATE = 48_000
SILENCE = Soundscape(beds=[], spots=[])
WIDTH, HEIGHT = 320, 240


def a_timeline(scene_frames=(90, 83), width=WIDTH, height=HEIGHT) -> Timeline:
    """Title card, one scene per number of frames with a line of two seconds each, end card."""
    bounds = np.cumsum([0, 72, *scene_frames, 48]).tolist()
    scenes = []
    for index, (start, end) in enumerate(pairwise(bounds)):
        number = -1 if end == bounds[-1] else index
        title = {0: "Opening", -1: "End"}.get(number, f"Scene {number}: the river")
        lines = []
        if number > 0:
            line = TimedLine(line=f"s{number}l1", speaker="narrator", start_frame=start + 12, end_frame=start + 60)
            lines = [line]
        scenes.append(TimedScene(number=number, title=title, start_frame=start, end_frame=end, lines=lines))
    return Timeline(
        width=width,
        height=height,
        total_frames=bounds[-1],
        scenes=scenes,
        shots=[whole_shot(scene) for scene in scenes],
        language="hi",
        cues=[],
    )


def a_plan(timeline: Timeline, *scenes: dict, text: str = "The river was wide.", **changes) -> FilmPlan:
    """A plan for the timeline's scenes: by a river on a clear day, except for what `scenes` say otherwise, in order."""
    usual = {
        "setting": "river", "time_of_day": "day", "weather": "clear", "mood": "peaceful", "culture": "western",
        "characters": [], "props": [],
    }  # fmt: skip
    told = [scene for scene in timeline.scenes if scene.number > 0]
    planned = [
        Scene(
            number=scene.number,
            heading=scene.title,
            lines=[
                Line(id=line.line, speaker=line.speaker, text=text, paragraph=scene.number, sentence=0)
                for line in scene.lines
            ],
            **{**usual, **(scenes[index] if index < len(scenes) else {})},
        )
        for index, scene in enumerate(told)
    ]
    narrator = VoiceSpec(age="adult", gender="female", tone="friendly")
    plan = FilmPlan(
        title="The River", language="en", culture="western", cultural_references=[], period="historical",
        mode="narration", tags=[], narrator=narrator, characters=[], scenes=planned,
    )  # fmt: skip
    return plan.model_copy(update=changes)


def whole_shot(scene: TimedScene) -> Shot:
    """One still, wide shot of all of a scene."""
    return Shot(
        scene=scene.number,
        number=1,
        start_frame=scene.start_frame,
        end_frame=scene.end_frame,
        size="wide",
        subjects=[],
        move="still",
    )


# Sound -------------------------------------------------------------------------------------------------------------


def voice(seconds: float, rate: int, seed: int = 0) -> np.ndarray:
    """Something like speech: five syllables a second, a voiced part of 160 Hz and a hiss of consonants."""
    time = np.arange(round(seconds * rate)) / rate
    harmonics = sum(np.sin(2 * np.pi * 160 * k * time + k) / k for k in range(1, 20))
    hiss = np.random.default_rng(seed).standard_normal(len(time))
    syllables = np.clip(np.sin(2 * np.pi * 5 * time), 0, 1)
    return 0.2 * syllables * harmonics / 2 + 0.03 * np.clip(-np.sin(2 * np.pi * 5 * time), 0, 1) * hiss


def bright_music(seconds: float) -> np.ndarray:
    """Stereo noise between 300 Hz and 5 kHz: a score that hides speech as well as any can."""
    noise = np.random.default_rng(7).standard_normal((round(seconds * RATE), 2))
    return 0.1 * sosfilt(butter(2, (300, 5000), "bandpass", fs=RATE, output="sos"), noise, axis=0)


def write_wav(path: Path, sound: np.ndarray, rate: int = RATE) -> Path:
    wavfile.write(path, rate, (np.clip(sound, -1, 1) * 32767).astype(np.int16))
    return path


def write_speeches(timeline: Timeline, folder: Path, rate: int = 22_050) -> list[tuple[Speech, Path]]:
    """One WAV per scene with its line, which starts half a second into the file."""
    speeches = []
    for scene in timeline.scenes:
        if not scene.lines:
            continue
        sound = np.concatenate([np.zeros(rate // 2), voice(2.0, rate, seed=scene.number)])
        path = write_wav(folder / f"speech{scene.number}.wav", sound, rate)
        spoken = SpokenLine(line=scene.lines[0].line, start=0.5, duration=2.0, words=[], phonemes=[])
        speeches.append((Speech(scene=scene.number, sample_rate=rate, audio="", lines=[spoken]), path))
    return speeches


def finished_sound(frames: int) -> np.ndarray:
    """A lively sound of −14 LUFS, peaks well under −1 dBTP, as long as that many frames."""
    sound = bright_music(frames / FPS)
    loudness = pyloudnorm.Meter(RATE).integrated_loudness(sound)
    return (sound * 10 ** ((-14 - loudness) / 20)).astype(np.float32)


# Pictures ----------------------------------------------------------------------------------------------------------


def pictures(frames: int, seed: int, width: int = WIDTH, height: int = HEIGHT) -> list[np.ndarray]:
    """A bright disc that travels over a coloured ground."""
    return list(_pictures(frames, seed, width, height))


@cache
def _pictures(frames: int, seed: int, width: int, height: int) -> list[np.ndarray]:
    rows, columns = np.mgrid[:height, :width]
    ground = np.random.default_rng(seed).integers(40, 200, 3)
    out = []
    for index in range(frames):
        picture = np.empty((height, width, 3), np.uint8)
        picture[:] = ground
        x, y = (index * 3 + 40) % width, height / 2 + height / 4 * np.sin(index / 9)
        picture[(columns - x) ** 2 + (rows - y) ** 2 < 30**2] = (250, 240, 120)
        out.append(picture)
    return out


def write_clip(path: Path, images: list[np.ndarray], fps: int = FPS, bframes: int = 2, **options: str) -> Path:
    """Video alone, as the lip-sync stage makes it: H.264 High, closed GOPs."""
    with av.open(path, "w") as container:
        stream = _video_stream(container, images[0].shape, fps, bframes, options)
        _encode_video(container, stream, images)
    return path


def write_clips(timeline: Timeline, folder: Path, **options) -> list[Path]:
    """A clip for every scene of the timeline."""
    folder.mkdir(exist_ok=True)
    clips = []
    for index, scene in enumerate(timeline.scenes):
        images = pictures(scene.end_frame - scene.start_frame, index, timeline.width, timeline.height)
        clips.append(write_clip(folder / f"clip{index}.mp4", images, **options))
    return clips


def write_film(
    path: Path,
    timeline: Timeline,
    images: list[np.ndarray] | None = None,
    sound: np.ndarray | None = None,
    *,
    fps: int = FPS,
    rate: int = RATE,
    layout: str = "stereo",
    faststart: bool = True,
    chapters: bool = True,
    **options: str,
) -> Path:
    """A whole film; without any argument it has no fault. An empty `sound` leaves the sound out."""
    if images is None:
        images = pictures(timeline.total_frames, 1, timeline.width, timeline.height)
    if sound is None:
        sound = finished_sound(timeline.total_frames)
    movflags = {"movflags": "+faststart"} if faststart else {}
    with av.open(path, "w", options=movflags) as container:
        video = _video_stream(container, images[0].shape, fps, 2, options)
        if chapters:
            container.set_chapters(
                [
                    {
                        "id": index,
                        "start": scene.start_frame,
                        "end": scene.end_frame,
                        "time_base": Fraction(1, FPS),
                        "metadata": {"title": scene.title},
                    }
                    for index, scene in enumerate(timeline.scenes)
                ]
            )
        if len(sound):
            audio = container.add_stream(
                "aac", rate=rate, layout=layout, bit_rate=192_000, options={"aac_coder": "fast"}
            )
        _encode_video(container, video, images)
        if len(sound):
            for start in range(0, len(sound), rate):
                planes = np.ascontiguousarray(sound[start : start + rate].T.astype(np.float32))
                frame = av.AudioFrame.from_ndarray(planes, "fltp", layout)
                frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
                container.mux(audio.encode(frame))
            container.mux(audio.encode(None))
    return path


def _video_stream(container, shape, fps, bframes, options):
    stream = container.add_stream(
        "libx264",
        rate=fps,
        options={
            "preset": "superfast",
            "profile": "high",
            "x264-params": f"8x8dct=1:open-gop=0:keyint=48:bframes={bframes}:threads=1",
            **options,
        },
    )
    stream.height, stream.width = shape[:2]
    stream.pix_fmt = options.get("pix_fmt", "yuv420p")
    stream.time_base = Fraction(1, fps)
    return stream


def _encode_video(container, stream, images):
    for index, image in enumerate(images):
        frame = av.VideoFrame.from_ndarray(image, "rgb24")
        frame.pts, frame.time_base = index, 1 / stream.codec_context.framerate
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
