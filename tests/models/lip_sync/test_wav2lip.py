"""Wav2Lip on a random checkpoint of the published size and format: who is painted speaks, and nothing else changes."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import boto3
import cv2
import numpy as np
import pytest
import torch
from moto import mock_aws
from scipy.io import wavfile

from benchmarks.models.checkpoints import lip_sync as checkpoint
from film_studio import aws, storage
from film_studio.film.models import (
    FPS,
    Character,
    Clip,
    ClipRequest,
    Face,
    Layer,
    Light,
    Look,
    PaintedFigure,
    Phoneme,
    Placement,
    ScenePicture,
    Shot,
    Speech,
    SpokenLine,
    SubtitleStyle,
    TimedLine,
    TimedScene,
    VoiceSpec,
)
from sagemaker_containers.lip_sync import adapter
from sagemaker_containers.lip_sync.wav2lip import mel, network
from sagemaker_containers.lip_sync.wav2lip.engine import BATCH, Wav2Lip
from sagemaker_containers.lip_sync.wav2lip.network import SIDE
from sagemaker_containers.serving import manifest
from sagemaker_containers.serving.adapter import Invocation, OutOfMemory, Output, Unsupported
from sagemaker_containers.serving.weights import Damaged
from tests.photos import FACE

WIDTH, HEIGHT = 960, 540
START, LINE, FRAMES = 100, (12, 48), 72
"""The film's frame on which the scene begins; from which of its frames to which Mira speaks; how many it has."""

MIRA, ASHA = Face(x=138, y=137, size=93), Face(x=658, y=137, size=93)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weights")
    checkpoint.write(folder)
    return folder / "wav2lip"


@pytest.fixture(scope="module")
def wav2lip(weights: Path) -> Wav2Lip:
    return Wav2Lip(weights)


@pytest.fixture
def engine(weights: Path, wav2lip: Wav2Lip, monkeypatch: pytest.MonkeyPatch) -> Iterator[adapter.Engine]:
    """The stage as it is served, with storage that can be read."""
    monkeypatch.setenv("LIP_SYNC_ENGINE", "wav2lip")
    monkeypatch.setenv("WAV2LIP_WEIGHTS", str(weights))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        aws.client.cache_clear()
        boto3.client("s3").create_bucket(Bucket="bucket")
        yield adapter.Engine(manifest.read("lip_sync"), wav2lip)
    aws.client.cache_clear()


def voice(seconds: float) -> np.ndarray:
    """Something like speech: a voice whose loudness and colour change six times a second (48 kHz)."""
    time = np.arange(round(seconds * 48000)) / 48000
    pitch = 2 * np.pi * (160 * time + 6 * np.sin(2 * np.pi * 1.3 * time))
    tone = sum(np.sin(k * pitch) * np.exp(-((k - 4 - 3 * np.sin(2 * np.pi * 3 * time)) ** 2) / 8) for k in range(1, 20))
    return 0.2 * np.asarray(tone) * (0.55 + 0.45 * np.sin(2 * np.pi * 6 * time))


def wav(samples: np.ndarray) -> bytes:
    file = io.BytesIO()
    wavfile.write(file, 48000, (np.clip(samples, -1, 1) * 32767).astype(np.int16))
    return file.getvalue()


def person(name: str) -> Character:
    look = Look(
        skin="#b97b52",
        hair="#231a18",
        hair_style="bun",
        garment="sari",
        garment_colour="#c8433f",
        trim_colour="#e9b949",
    )
    return Character(
        id=name, name=name, species=None, age="adult", gender="female", look=look,
        voice=VoiceSpec(age="adult", gender="female", tone="friendly"),
    )  # fmt: skip


def scene() -> tuple[ScenePicture, dict[str, bytes]]:
    """A photo twice, as if painted: Mira on the left, Asha on the right."""
    pixels = np.full((HEIGHT, WIDTH, 3), (70, 90, 110), np.uint8)
    photo = cv2.imread(str(FACE))
    pixels[70:470, 0:400] = photo
    pixels[70:470, 520:920] = photo
    _, png = cv2.imencode(".png", pixels)
    picture = ScenePicture(
        width=WIDTH,
        height=HEIGHT,
        layers=[Layer(image="s3://bucket/painted.png", x=0, y=0, depth=0.6)],
        actors=[],
        painted=[
            PaintedFigure(
                standing=Placement(character=name, x=face.x + 46, y=440, height=330, facing=facing), face=face
            )
            for name, face, facing in (("mira", MIRA, "right"), ("asha", ASHA, "left"))
        ],
        light=Light(tint="#ffffff", tint_strength=0, shadow=0),
        weather="clear",
        particles="none",
    )
    return picture, {"s3://bucket/painted.png": png.tobytes()}


def request(**changes: Any) -> ClipRequest:
    line = TimedLine(line="l1", speaker="mira", start_frame=START + LINE[0], end_frame=START + LINE[1])
    asked = ClipRequest(
        picture="s3://bucket/picture.json", speech="s3://bucket/speech.json",
        scene=TimedScene(number=1, title="", start_frame=START, end_frame=START + FRAMES, lines=[line]),
        shot=Shot(scene=1, number=1, start_frame=START, end_frame=START + FRAMES, size="wide", subjects=[],
                  move="still"),
        mood="peaceful", emotions={"l1": "joy"}, characters=[person("mira"), person("asha")], cues=[],
        subtitle_style=SubtitleStyle(), language="en", width=WIDTH, height=HEIGHT, seed=3,
    )  # fmt: skip
    return asked.model_copy(update=changes)


def stored(sound: np.ndarray | None = None) -> ScenePicture:
    """Put a scene and its speech where the engine reads them."""
    picture, images = scene()
    seconds = (LINE[1] - LINE[0]) / FPS
    speech = Speech(
        scene=1, sample_rate=48000, audio="s3://bucket/speech.wav",
        lines=[
            SpokenLine(line="l1", start=0, duration=seconds, words=[],
                       phonemes=[Phoneme(symbol="ɑ", start=0, end=seconds)])
        ],
    )  # fmt: skip
    storage.put_document("s3://bucket/picture.json", picture)
    storage.put_document("s3://bucket/speech.json", speech)
    storage.put_bytes("s3://bucket/speech.wav", wav(voice(seconds) if sound is None else sound))
    for uri, content in images.items():
        storage.put_bytes(uri, content)
    return picture


def clip(engine: adapter.Engine, folder: Path, asked: ClipRequest | None = None) -> np.ndarray:
    """The frames of a clip, shape (frames, height, width, 3)."""
    asked = asked or request()
    [made] = adapter.run_batch(engine, [Invocation(asked, Output("s3://bucket/clips/abc", folder))])
    frames = asked.shot.end_frame - asked.shot.start_frame
    assert made == Clip(scene=1, shot=1, video="s3://bucket/clips/abc/clip.mp4", frames=frames)
    with av.open(str(folder / "clip.mp4")) as container:
        shown = np.stack([frame.to_ndarray(format="rgb24").astype(np.int16) for frame in container.decode(video=0)])
    assert len(shown) == frames
    return shown


def part(frames: np.ndarray, face: Face, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    """A part of all frames, in heights of a face."""
    rows = slice(round(face.y + top * face.size), round(face.y + bottom * face.size))
    return frames[:, rows, round(face.x + left * face.size) : round(face.x + right * face.size)]


def change(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one - other).mean())


def test_the_network_is_the_published_one() -> None:
    made = network.Wav2LipNetwork()
    assert sum(weight.numel() for weight in made.parameters()) == 36_298_035
    assert {
        "face_encoder_blocks.0.0.conv_block.0.weight", "audio_encoder.12.conv_block.1.running_var",
        "face_decoder_blocks.6.2.conv_block.0.bias", "output_block.1.weight",
    } <= made.state_dict().keys()  # fmt: skip


@pytest.mark.parametrize("harm", ["a key less", "a key more", "no checkpoint", "no pickle"])
def test_other_weights_are_refused(weights: Path, tmp_path: Path, harm: str) -> None:
    saved = torch.load(weights / "wav2lip_gan.pth", weights_only=True)
    state = saved["state_dict"]
    match harm:
        case "a key less":
            del state["module.output_block.1.bias"]
        case "a key more":
            state["module.more"] = torch.zeros(1)
        case "no checkpoint":
            saved = {"weights": state}
    path = tmp_path / "wav2lip.pth"
    if harm == "no pickle":
        path.write_bytes(b"<html>moved</html>")
    else:
        torch.save(saved, path)
    with pytest.raises(Damaged, match=r"wav2lip\.pth"):
        Wav2Lip(tmp_path)


def test_code_in_a_checkpoint_is_not_run(tmp_path: Path) -> None:
    class Harm:
        def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
            return Path.touch, (tmp_path / "harmed",)  # type: ignore[return-value]

    torch.save({"state_dict": Harm()}, tmp_path / "wav2lip.pth")
    with pytest.raises(Damaged):
        Wav2Lip(tmp_path)
    assert not (tmp_path / "harmed").exists()


def test_the_network_hears_what_the_published_one_heard() -> None:
    """Spectra by the formulas of the published code, written out, for a frame in the middle of a sound."""
    samples = voice(1.0)[::3].astype(np.float32)
    heard = mel.spectra(samples)
    assert heard.shape == (80, 81)
    sharp = np.concatenate([samples[:1], samples[1:] - 0.97 * samples[:-1]])
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(800) / 800)
    magnitude = np.abs(np.fft.rfft(sharp[40 * 200 - 400 : 40 * 200 + 400] * hann))

    def to_mel(hz: np.ndarray) -> np.ndarray:
        return np.where(hz < 1000, hz * 3 / 200, 15 + 27 * np.log(np.maximum(hz, 1) / 1000) / np.log(6.4))

    def to_hz(mels: np.ndarray) -> np.ndarray:
        return np.where(mels < 15, mels * 200 / 3, 1000 * np.exp(np.log(6.4) * (mels - 15) / 27))

    edges = to_hz(np.linspace(*to_mel(np.array([55.0, 7600.0])), 82))
    hz = np.arange(401) * 20.0
    rising = (hz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - hz) / np.diff(edges)[1:, None]
    bands = np.maximum(0, np.minimum(rising, falling)) * 2 / (edges[2:] - edges[:-2])[:, None]
    level = 20 * np.log10(np.maximum(1e-5, bands @ magnitude)) - 20
    assert heard[:, 40] == pytest.approx(np.clip(8 * (level + 100) / 100 - 4, -4, 4), abs=1e-3)


def test_each_frame_hears_a_fifth_of_a_second_from_its_time_on() -> None:
    spectra = np.arange(400, dtype=np.float32)[None].repeat(80, axis=0)
    assert [mel.window(spectra, frame)[0, 0] for frame in (0, 1, 2, 3, 24, 72)] == [0, 3, 6, 10, 80, 240]
    assert mel.window(spectra, 72).shape == (80, 16)
    assert mel.spectra(np.zeros(16000, np.float32)).min() == mel.spectra(np.zeros(16000, np.float32)).max() == -4


def test_a_mouth_depends_on_the_sound_and_on_the_face(wav2lip: Wav2Lip) -> None:
    heard = mel.spectra(voice(2.0)[::3].astype(np.float32))
    windows = np.stack([mel.window(heard, frame) for frame in (4, 9)])
    face = cv2.resize(cv2.imread(str(FACE))[67:160, 138:231], (SIDE, SIDE))
    here, later = wav2lip.mouths(face, windows).astype(float)
    assert change(here, later) > 0.5
    mirrored = wav2lip.mouths(np.ascontiguousarray(face[:, ::-1]), windows)[0].astype(float)
    assert change(here, mirrored) > 0.5
    alone = wav2lip.mouths(face, windows[1:])[0].astype(float)
    assert np.abs(alone - later).max() <= 1, "a frame is the same in any batch, but for rounding"


def test_who_speaks_moves_the_mouth_while_it_speaks_and_nobody_else_does(
    engine: adapter.Engine, tmp_path: Path
) -> None:
    served = adapter.load()
    adapter.warm_up(served)
    assert adapter.describe(served) == engine.manifest and engine.manifest.environment == "lip_sync"
    picture = stored()
    frames = clip(served, tmp_path)
    still = cv2.imdecode(np.frombuffer(storage.get_bytes(picture.layers[0].image), np.uint8), cv2.IMREAD_COLOR)
    painted = still[:, :, ::-1].astype(np.int16)[None]

    mouth = (0.35, 0.72, 0.65, 0.92)
    speaking = part(frames[LINE[0] + 2 : LINE[1] - 2], MIRA, *mouth)
    colours = np.abs(speaking.mean(axis=(1, 2)) - part(painted, MIRA, *mouth).mean(axis=(1, 2)))
    assert colours.max(axis=1).min() > 25, "on every frame it is the network's"
    assert all(change(one, other) > 0.3 for one, other in zip(speaking[::3], speaking[3::3], strict=False))
    for face, when in ((MIRA, slice(0, LINE[0] - 4)), (MIRA, slice(LINE[1] + 5, None)), (ASHA, slice(None))):
        there = part(frames[when], face, *mouth).mean(axis=(1, 2))
        assert np.abs(there - part(painted, face, *mouth).mean(axis=(1, 2))).max() < 10, "as painted, but for the nod"
    # Beyond the heads nothing moves, at any time.
    for left, right in ((300, 560), (830, 960)):
        assert np.abs(frames[:, :, left:right] - frames[:1, :, left:right]).max() <= 14, "but for the encoding"


def test_heads_move_and_eyes_blink_on_still_pictures(engine: adapter.Engine, tmp_path: Path) -> None:
    stored()
    long = request(
        scene=TimedScene(number=1, title="", start_frame=START, end_frame=START + 240, lines=[]),
        shot=request().shot.model_copy(update={"end_frame": START + 240}),
        speech=None,
    )
    frames = clip(engine, tmp_path, long)
    for face in (MIRA, ASHA):
        eyes = part(frames, face, 0.2, 0.3, 0.8, 0.5)
        light = np.array([change(one, eyes[0]) for one in eyes])
        assert light.max() > 2.5 * np.median(light) and light.max() > 4, "a blink is seen"
        head = part(frames, face, 0.0, 0.0, 1.0, 0.3)
        assert max(change(one, head[0]) for one in head) > 0.3


def test_a_close_shot_is_of_a_painted_face_too(engine: adapter.Engine, tmp_path: Path) -> None:
    stored()
    shot = request().shot.model_copy(update={"size": "close", "subjects": ["mira"], "move": "push-in"})
    frames = clip(engine, tmp_path, request(shot=shot))
    wide = clip(engine, tmp_path)
    assert change(frames[60], wide[60]) > 10
    photo = cv2.imread(str(FACE))[67:160, 138:231]
    best = []
    for shown in (wide[60], frames[60]):
        grey = cv2.cvtColor(shown.astype(np.uint8), cv2.COLOR_RGB2GRAY)
        matches = {
            by: cv2.matchTemplate(
                grey[:, : WIDTH // 2] if by == 1 else grey,
                cv2.resize(cv2.cvtColor(photo, cv2.COLOR_BGR2GRAY), None, fx=by, fy=by), cv2.TM_CCOEFF_NORMED,
            ).max()
            for by in (1.0, 1.2, 1.4, 1.6)
        }  # fmt: skip
        best.append(max(matches, key=lambda by: matches[by]))
    assert best[0] == 1.0 and best[1] > 1.0, "the camera is nearer"


def test_the_same_request_gives_the_same_bytes_and_another_sound_others(engine: adapter.Engine, tmp_path: Path) -> None:
    stored()
    once = clip(engine, tmp_path)
    assert np.array_equal(once, clip(engine, tmp_path))
    stored(voice(2.0)[::-1])
    other = clip(engine, tmp_path)
    mouth = (0.35, 0.72, 0.65, 0.92)
    assert change(part(once[20:40], MIRA, *mouth), part(other[20:40], MIRA, *mouth)) > 0.3
    assert np.array_equal(part(once, ASHA, *mouth), part(other, ASHA, *mouth))


def test_a_long_line_is_made_in_batches_without_a_jump(wav2lip: Wav2Lip, engine: adapter.Engine) -> None:
    picture = stored()
    end = BATCH + 30
    line = TimedLine(line="l1", speaker="mira", start_frame=START, end_frame=START + end)
    asked = request(
        scene=TimedScene(number=1, title="", start_frame=START, end_frame=START + end, lines=[line]),
        shot=request().shot.model_copy(update={"end_frame": START + end}),
    )
    seconds = end / FPS
    speech = Speech(
        scene=1, sample_rate=48000, audio="s3://bucket/speech.wav",
        lines=[SpokenLine(line="l1", start=0, duration=seconds, words=[], phonemes=[])],
    )  # fmt: skip
    storage.put_bytes("s3://bucket/speech.wav", wav(voice(seconds)))
    layers = [storage.get_bytes(picture.layers[0].image)]
    in_order, at_once = (wav2lip.people(asked, picture, layers, speech) for _ in range(2))
    for number in range(BATCH + 1):
        in_order.act(number)
    at_once.act(BATCH)
    one, other = (people._faces["mira"].raster.pixels.astype(int) for people in (in_order, at_once))
    assert np.abs(one - other).max() <= 1


def test_what_does_not_fit_is_refused(engine: adapter.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = stored()
    figure = picture.painted[0]
    puppet = picture.model_copy(update={"actors": [figure.standing]})
    beside = figure.model_copy(update={"face": Face(x=3000, y=10, size=80)})
    groundless = picture.model_copy(update={"layers": [picture.layers[0].model_copy(update={"depth": 0.0})]})
    outside = picture.model_copy(update={"painted": [beside]})
    for other in (puppet, groundless, outside):
        storage.put_document("s3://bucket/picture.json", other)
        with pytest.raises(Unsupported) as refused:
            clip(engine, tmp_path)
        assert refused.value.field == "picture"
    storage.put_document("s3://bucket/picture.json", picture)
    with pytest.raises(Unsupported) as refused:
        clip(engine, tmp_path, request(characters=[person("mira")]))
    assert refused.value.field == "characters"
    monkeypatch.setenv("LIP_SYNC_ENGINE", "puppet")
    with pytest.raises(Unsupported, match="painted-faces") as refused:
        clip(adapter.load(), tmp_path)
    assert refused.value.field == "picture"


def test_a_lack_of_memory_is_answered_as_one(wav2lip: Wav2Lip, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")

    monkeypatch.setattr(wav2lip._network, "forward", full)
    with pytest.raises(OutOfMemory, match="CUDA out of memory"):
        wav2lip.warm_up()
