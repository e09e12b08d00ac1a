"""Clips as files: what is in them, what is seen in them, and that they can be joined."""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import av
import boto3
import numpy as np
import pytest
from moto import mock_aws

from film_studio import aws, storage
from film_studio.film.models import (
    Character,
    Clip,
    Cue,
    Emotion,
    Light,
    Look,
    Placement,
    Species,
    SubtitleStyle,
    VoiceSpec,
)
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync import adapter
from sagemaker_containers.lip_sync.puppet.animate import prepare
from sagemaker_containers.lip_sync.puppet.drawing import Drawing
from sagemaker_containers.lip_sync.puppet.emotions import EXPRESSIONS
from sagemaker_containers.lip_sync.puppet.figure import Figure
from sagemaker_containers.lip_sync.puppet.performance import Performance
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import REST, SHAPES
from sagemaker_containers.serving.adapter import Invocation, Output, Unsupported

START = 240


def decoded(path: Path) -> list[np.ndarray]:
    """All frames as RGB."""
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in container.decode(video=0)]


def drawn(figure: Figure) -> np.ndarray:
    """What a figure puts into a frame of 480 × 480 px."""
    shown = Raster(480, 480)
    figure.draw(shown.canvas)
    return shown.pixels.astype(int)


def cue(start: int, end: int) -> Cue:
    return Cue(start_frame=START + start, end_frame=START + end, rows=["She lit the lamp", "and waited by the river."])


@pytest.mark.parametrize("frames", [1, 37, 72])
def test_a_clip_has_exactly_its_frames(clipper: Any, frames: int) -> None:
    path = clipper.clip("clip", clipper.request(frames=frames))
    assert len(decoded(path)) == frames
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.average_rate == 24
        assert Fraction(stream.duration or 0) * (stream.time_base or 0) == Fraction(frames, 24)


def test_the_stream_is_h264_high_in_bt709_with_closed_groups_of_two_seconds(clipper: Any) -> None:
    path = clipper.clip("clip", clipper.request(frames=120))
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert len(container.streams) == 1
        assert (context.name, context.profile, context.level, context.pix_fmt) == ("h264", "High", 40, "yuv420p")
        assert (context.width, context.height) == (480, 270)
        frame = next(container.decode(stream))
        assert (int(frame.colorspace), int(frame.color_range)) == (1, 1), "BT.709, video range"
        container.seek(0)
        packets = [packet for packet in container.demux(stream) if packet.size]
        assert [k for k, packet in enumerate(packets) if packet.is_keyframe] == [0, 48, 96]
        assert all(packet.pts == packet.dts for packet in packets), "nothing is reordered"


def test_the_same_request_gives_the_same_bytes(clipper: Any) -> None:
    one, again = (clipper.clip(name, clipper.request(cues=[cue(5, 40)])).read_bytes() for name in ("one", "again"))
    assert one == again


def test_clips_of_one_film_are_joined_by_copying(clipper: Any, tmp_path: Path) -> None:
    parts = [
        clipper.clip("one", clipper.request(frames=50)),
        clipper.clip("two", clipper.request(frames=61, cues=[cue(3, 40)]), "studio"),
    ]
    extradata = set()
    for part in parts:
        with av.open(str(part)) as container:
            extradata.add(bytes(container.streams.video[0].codec_context.extradata or b""))
    assert len(extradata) == 1 and extradata != {b""}
    film = tmp_path / "film.mp4"
    with av.open(str(film), "w") as output:
        stream, start = None, 0
        for part in parts:
            with av.open(str(part)) as container:
                source = container.streams.video[0]
                stream = stream or output.add_stream_from_template(source)
                for packet in container.demux(source):
                    if packet.size:
                        packet.pts = (packet.pts or 0) + start
                        packet.dts = (packet.dts or 0) + start
                        packet.stream = stream
                        output.mux(packet)
                start += source.duration or 0
    joined = decoded(film)
    apart = [frame for part in parts for frame in decoded(part)]
    assert len(joined) == len(apart) == 111
    assert all(np.array_equal(one, other) for one, other in zip(joined, apart, strict=True))


@pytest.mark.parametrize("position", ["bottom", "top"])
def test_subtitles_are_seen_in_their_frames_only(clipper: Any, position: str) -> None:
    style = SubtitleStyle.model_validate({"position": position})
    plain = decoded(clipper.clip("plain", clipper.request()))
    lettered = decoded(clipper.clip("lettered", clipper.request(cues=[cue(20, 50)], style=style)))
    for number, (one, other) in enumerate(zip(plain, lettered, strict=True)):
        changed = (np.abs(one - other).max(axis=2) > 60).sum()
        assert (changed > 1500) == (20 <= number < 50), f"frame {number}: {changed} px differ"
    rows = np.flatnonzero((np.abs(plain[30] - lettered[30]).max(axis=2) > 60).any(axis=1))
    half = range(135) if position == "top" else range(135, 270)
    assert rows[0] in half and rows[-1] in half
    assert rows[0] >= 270 * 0.05 and rows[-1] <= 270 * 0.95, "inside the safe area"


def test_what_is_redrawn_piece_by_piece_is_what_drawing_it_whole_gives(clipper: Any) -> None:
    picture, layers = clipper.picture("studio")
    request = clipper.request(cues=[cue(10, 30)])
    images = [Raster.decoded(layer) for layer in layers]
    piecewise, whole = (
        Drawing(request, picture, images, Performance(request, picture, clipper.speech)) for _ in range(2)
    )
    for number in range(40):
        one = piecewise.frame(number).to_ndarray()
        whole._changes(number)
        whole._draw((0, 0, 480, 270), number)
        whole._convert((0, 0, 480, 270))
        assert np.array_equal(one, whole._frame.to_ndarray()), f"frame {number}"


def test_a_film_opens_from_black_and_ends_in_it(clipper: Any) -> None:
    intro = decoded(clipper.clip("intro", clipper.request(number=0, frames=30)))
    outro = decoded(clipper.clip("outro", clipper.request(number=-1, frames=30)))
    assert intro[0].mean() < 3 < 40 < intro[20].mean()
    assert outro[-1].mean() < 3 < 40 < outro[10].mean()


def test_rain_falls(clipper: Any) -> None:
    frames = decoded(clipper.clip("rain", clipper.request(frames=24), weather="rain"))
    corner = [frame[120:, :150] for frame in frames[8:16:2]]
    assert all(np.abs(one - other).max() > 25 for one, other in itertools.pairwise(corner))


@pytest.mark.parametrize("species", [None, *get_args(Species)])
def test_every_kind_of_puppet_is_drawn_and_speaks(species: Species | None) -> None:
    for garment in get_args(Look.model_fields["garment"].annotation) if species is None else ("kurta", "sari"):
        look = Look(skin="#b97b52", hair="#231a18", hair_style="long", garment=garment, garment_colour="#c8433f",
                    trim_colour="#e9b949", headwear="crown", facial_hair="beard", glasses=True)  # fmt: skip
        character = Character(
            id="c", name="C", species=species, age="adult", gender="male", look=look,
            voice=VoiceSpec(age="adult", gender="male", tone="friendly"),
        )  # fmt: skip
        place = Placement(character="c", x=200, y=380, height=320, facing="left")
        figure = Figure(character, place, Light(tint="#ffe0b0", tint_strength=0.3, shadow=0.3), (0, 0, 480, 480))
        [(left, top, right, bottom)] = figure.act(Pose(), REST)
        assert top > 380 - 320 * 1.24 and bottom < 380 + 320 * 0.06
        assert 0.25 * 320 < right - left < 0.88 * 320
        assert figure.act(Pose(), REST) == []
        shut = drawn(figure)
        assert figure.act(Pose(), SHAPES["open"]) != []
        assert (np.abs(shut - drawn(figure)).max(axis=2) > 30).sum() > 20, "an open mouth is seen"


@pytest.mark.parametrize("species", [None, *get_args(Species)])
def test_a_face_that_changes_is_drawn_as_if_all_were(species: Species | None) -> None:
    look = Look(skin="#b97b52", hair="#231a18", hair_style="braid", garment="sari", garment_colour="#c8433f",
                trim_colour="#e9b949", headwear="veil", facial_hair="beard")  # fmt: skip
    character = Character(
        id="c", name="C", species=species, age="adult", gender="male", look=look,
        voice=VoiceSpec(age="adult", gender="male", tone="friendly"),
    )  # fmt: skip
    place = Placement(character="c", x=200, y=380, height=320, facing="right")
    light = Light(tint="#ffe0b0", tint_strength=0.3, shadow=0.3)
    changing, fresh = (Figure(character, place, light, (0, 0, 480, 480)) for _ in range(2))
    wild = Pose(turn=1.0, nod=1.0, blink=0.7, gaze_x=1.0, brow_inner=-1.0, smile=-1.0, sneer=1.0, tears=1.0, blush=1.0)
    changing.act(Pose(), REST)
    areas = changing.act(wild, SHAPES["open"])
    fresh.act(wild, SHAPES["open"])
    assert np.array_equal(drawn(changing), drawn(fresh))
    assert sum((right - left) * (bottom - top) for left, top, right, bottom in areas) < 0.2 * 320 * 320


@pytest.mark.parametrize("emotion", get_args(Emotion))
def test_every_emotion_shows(emotion: Emotion) -> None:
    face = EXPRESSIONS[emotion]
    if emotion != "neutral":
        assert max(abs(face.brow_inner), abs(face.brow_outer), abs(face.smile)) > 0.3
        assert all(face != other for name, other in EXPRESSIONS.items() if name != emotion)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        aws.client.cache_clear()
        boto3.client("s3").create_bucket(Bucket="bucket")
        yield
    aws.client.cache_clear()


def test_the_adapter_reads_its_inputs_from_storage(clipper: Any, bucket: None, tmp_path: Path) -> None:
    picture, layers = clipper.picture()
    storage.put_document("s3://bucket/picture.json", picture)
    storage.put_document("s3://bucket/speech.json", clipper.speech)
    for layer, content in zip(picture.layers, layers, strict=True):
        storage.put_bytes(layer.image, content)
    engine = adapter.load()
    adapter.warm_up(engine)
    assert adapter.describe(engine).name == "puppet"
    output = Output("s3://bucket/clips/abc", tmp_path)
    [clip] = adapter.run_batch(engine, [Invocation(clipper.request(frames=20), output)])
    assert clip == Clip(scene=1, shot=1, video="s3://bucket/clips/abc/clip.mp4", frames=20)
    assert len(decoded(tmp_path / "clip.mp4")) == 20


def test_the_adapter_refuses_what_does_not_fit_together(clipper: Any, bucket: None, tmp_path: Path) -> None:
    picture, _ = clipper.picture()
    storage.put_document("s3://bucket/picture.json", picture)
    engine, output = adapter.load(), Output("s3://bucket/clips/abc", tmp_path)
    fitting = clipper.request()
    for change, named in (
        ({"width": 640, "height": 360}, "picture"),
        ({"width": 2048, "height": 2048}, "width"),
        ({"characters": fitting.characters[:1]}, "characters"),
    ):
        with pytest.raises(Unsupported) as refused:
            adapter.run_batch(engine, [Invocation(fitting.model_copy(update=change), output)])
        assert refused.value.field == named


@pytest.mark.parametrize("particles", ["bubbles", "petals"])
def test_nothing_that_drifts_crosses_a_face(clipper: Any, particles: str) -> None:
    picture, layers = clipper.picture()
    luma: dict[str, list[np.ndarray]] = {}
    for kind in ("none", particles):
        scene = picture.model_copy(update={"particles": kind})
        drawing = prepare(clipper.request(frames=240), scene, layers, None)
        frames = (drawing.frame(number).to_ndarray()[:270].astype(int) for number in range(240))
        luma[kind] = [frame.copy() for frame in itertools.islice(frames, 0, None, 8)]
    differences = [np.abs(a - b) for a, b in zip(luma["none"], luma[particles], strict=True)]
    assert max(each.max() for each in differences) > 20, "something drifts"
    for actor in picture.actors:
        unit = actor.height / 100
        rows = slice(int(actor.y - 88 * unit), int(actor.y - 76 * unit))
        columns = slice(int(actor.x - 6 * unit), int(actor.x + 6 * unit))
        assert max(each[rows, columns].max() for each in differences) == 0
