"""People with the face of a photo."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from film_studio.film.models import Character, ClipRequest, Face, Light, Look, Placement, UserImage, VoiceSpec
from sagemaker_containers.drawing.colour import channels
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync import adapter
from sagemaker_containers.lip_sync.puppet.cut_out import BOTTOM, FACE_PX, LEFT, RIGHT, TOP, Head, cut_out
from sagemaker_containers.lip_sync.puppet.figure import Figure
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import REST, Mouth
from sagemaker_containers.serving.adapter import Invocation, Output, Unsupported
from tests.photos import FACE, encoded

PHOTO = FACE.read_bytes()
WHERE = Face(x=136, y=66, size=95)
DAY = Light(tint="#ffffff", tint_strength=0, shadow=0.3)
CHARACTER = Character(
    id="mira", name="Mira", age="adult", gender="female",
    voice=VoiceSpec(age="adult", gender="female", tone="friendly"),
    look=Look(skin="#7a4a30", hair="#231a18", hair_style="braid", garment="sari", garment_colour="#c8433f",
              trim_colour="#e9b949"),
)  # fmt: skip


@pytest.fixture(scope="module")
def head() -> Head:
    return cut_out(PHOTO, WHERE)


def figure(head: Head | None, light: Light = DAY, facing: str = "right") -> Figure:
    place = Placement.model_validate({"character": "mira", "x": 400, "y": 820, "height": 800, "facing": facing})
    return Figure(CHARACTER, place, light, (0, 0, 800, 840), head)


def drawn(figure: Figure, pose: Pose | None = None, mouth: Mouth = REST) -> np.ndarray:
    """The puppet on grey: BGR."""
    figure.act(pose or Pose(turn=0), mouth)
    ground = Raster(800, 840, opaque=True)
    ground.pixels[:] = (128, 128, 128, 255)
    figure.draw(ground.canvas)
    return ground.pixels[:, :, :3].astype(int)


def test_the_head_is_cut_out_with_its_hair(head: Head) -> None:
    alpha = head.raster.pixels[:, :, 3]

    def opacity(across: float, down: float) -> int:
        return int(alpha[round((down - TOP) * FACE_PX), round((across - LEFT) * FACE_PX)])

    assert alpha.shape == (round((BOTTOM - TOP) * FACE_PX), round((RIGHT - LEFT) * FACE_PX))
    for across, down in ((0.5, 0.5), (0.5, -0.3), (0.1, 0.0), (0.5, 0.9)):
        assert opacity(across, down) == 255, "face and hair"
    for across, down in ((-0.5, -0.6), (1.5, -0.6), (-0.45, 0.9), (1.45, 1.0), (0.5, 1.25)):
        assert opacity(across, down) == 0, "wall, flag and collar"
    partial = ((alpha > 0) & (alpha < 255)).sum() / (alpha > 0).sum()
    assert 0.01 < partial < 0.2, "a soft edge"


def test_a_photo_without_colour_keeps_its_chin_and_cheeks() -> None:
    alpha = cut_out(encoded(Image.open(FACE).convert("L").convert("RGB"), "PNG"), WHERE).raster.pixels[:, :, 3]
    for across, down in ((0.35, 0.8), (0.65, 0.8), (0.3, 0.7), (0.5, 0.93)):
        assert alpha[round((down - TOP) * FACE_PX), round((across - LEFT) * FACE_PX)] == 255, (across, down)


def test_the_outline_has_no_step_where_the_jaw_begins(head: Head) -> None:
    wide = (head.raster.pixels[:, :, 3] > 127).sum(axis=1)
    middle = round((0.42 - TOP) * FACE_PX)
    assert np.abs(np.diff(wide[middle - 20 : middle + 20])).max() <= 6


def test_eyes_mouth_and_colours_are_found(head: Head) -> None:
    for (x, y), usual in zip(head.eyes, (0.29, 0.73), strict=True):
        assert abs(x - usual) < 0.07
        assert abs(y - 0.4) < 0.07
    assert head.teeth, "she smiles"
    assert 0.82 < head.mouth < 0.91
    red, green, blue = channels(head.skin)
    assert red > green > blue > 0.3


def test_lips_that_are_shut_are_found_at_their_line() -> None:
    image = Image.new("RGB", (400, 400), "#c09070")
    pixels = np.asarray(image).copy()
    cv2.ellipse(pixels, (200, 276), (45, 12), 0, 0, 360, (170, 90, 80), -1)
    cv2.line(pixels, (156, 274), (244, 274), (70, 30, 30), 4)
    found = cut_out(encoded(Image.fromarray(pixels), "PNG"), Face(x=100, y=120, size=200))
    assert not found.teeth
    assert abs(found.mouth - (274 - 120) / 200) < 0.02


def test_the_same_photo_gives_the_same_head(head: Head) -> None:
    cut_out.cache_clear()
    again = cut_out(PHOTO, WHERE)
    assert again is not head
    assert np.array_equal(again.raster.pixels, head.raster.pixels)
    assert (again.eyes, again.mouth, again.skin) == (head.eyes, head.mouth, head.skin)


def test_a_cut_out_that_was_sent_is_taken_as_it_is() -> None:
    image = Image.open(FACE).convert("RGBA")
    mask = np.zeros((400, 400), np.uint8)
    cv2.ellipse(mask, (185, 110), (40, 50), 0, 0, 360, 255, -1)
    image.putalpha(Image.fromarray(mask))
    alpha = cut_out(encoded(image, "PNG"), WHERE).raster.pixels[:, :, 3]
    across = alpha[round((0.4 - TOP) * FACE_PX)]
    assert abs((across > 127).sum() / FACE_PX - 80 / 95) < 0.05


def test_the_body_has_the_skin_of_the_face(head: Head) -> None:
    plain, portrait = drawn(figure(None)), drawn(figure(head))
    hand = portrait[480:560, 280:520].reshape(-1, 3)
    skin = np.array(channels(head.skin)[::-1]) * 255
    assert (np.abs(hand - skin).max(axis=1) < 22).sum() > 50
    assert (np.abs(plain[480:560, 280:520].reshape(-1, 3) - skin).max(axis=1) < 22).sum() == 0


def test_the_jaw_drops_with_the_vowel_and_nothing_else_moves(head: Head) -> None:
    shown = figure(head)
    shut, half, wide = (drawn(shown, mouth=Mouth(opening)) for opening in (0.0, 0.4, 1.0))

    def dark(image: np.ndarray) -> int:
        """Pixels of the mouth's inside."""
        return int(((image.max(axis=2) < 115) & (image[:, :, 2] > image[:, :, 1] + 18))[180:280, 340:460].sum())

    assert dark(shut) < dark(half) < dark(wide)
    changed = np.abs(wide - shut).max(axis=2) > 12
    rows = np.flatnonzero(changed.any(axis=1))
    assert rows[0] > 170, "eyes and brow stay"
    puckered = drawn(shown, mouth=Mouth(0.4, spread=-0.9))
    assert dark(puckered) < 0.8 * dark(half)
    assert np.array_equal(drawn(shown), shut), "and closes again"


def test_the_lids_close(head: Head) -> None:
    shown = figure(head)
    awake, asleep = drawn(shown), drawn(shown, Pose(turn=0, blink=1.0))
    changed = np.abs(asleep - awake).max(axis=2) > 20
    assert changed.sum() > 200
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    assert rows[0] > 90 and rows[-1] < 175
    assert columns[0] > 320 and columns[-1] < 480


def test_the_head_tilts_and_nods_and_is_never_mirrored(head: Head) -> None:
    upright, tilted, nodding = (
        drawn(figure(head), pose) for pose in (Pose(turn=0), Pose(turn=0, tilt=8), Pose(turn=0, nod=1))
    )
    for moved in (tilted, nodding):
        assert (np.abs(moved - upright).max(axis=2) > 25).sum() > 1500
    facing_left = drawn(figure(head, facing="left"))
    part = np.s_[20:220, 330:470]
    assert np.abs(facing_left[part] - upright[part]).mean() < 3


def test_light_falls_on_the_photo_too(head: Head) -> None:
    day = drawn(figure(head))
    night = drawn(figure(head, Light(tint="#6d86cf", tint_strength=0.75, shadow=0.3)))
    blue, _, red = (night[90:220, 350:450].mean(axis=(0, 1)) / day[90:220, 350:450].mean(axis=(0, 1))).tolist()
    assert red < blue < 1
    assert red < 0.75


@pytest.fixture
def portrayed(clipper: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """`portrayed(portrait)` invokes the adapter with this portrait of Mira; `files` lie in S3."""
    picture, layers = clipper.picture()
    files = {layer.image: png for layer, png in zip(picture.layers, layers, strict=True)} | {"s3://bucket/face": PHOTO}
    documents = {"s3://bucket/picture.json": picture, "s3://bucket/speech.json": clipper.speech}
    monkeypatch.setattr(adapter.storage, "get_bytes", files.__getitem__)
    monkeypatch.setattr(adapter.storage, "get_document", lambda uri, _: documents[uri])

    def run(portrait: UserImage | None, name: str) -> bytes:
        cast = [clipper.cast[0].model_copy(update={"portrait": portrait}), *clipper.cast[1:]]
        request: ClipRequest = clipper.request(frames=24).model_copy(update={"characters": cast})
        output = Output("s3://bucket/out", tmp_path / name)
        adapter.run_batch(adapter.load(), [Invocation(request, output)])
        return (tmp_path / name / "clip.mp4").read_bytes()

    run.files = files  # type: ignore[attr-defined]
    return run


def test_a_clip_shows_the_portrait_and_always_the_same(portrayed: Any) -> None:
    portrait = UserImage(uri="s3://bucket/face", width=400, height=400, face=WHERE)
    with_face = portrayed(portrait, "one")
    assert with_face != portrayed(None, "none")
    assert with_face == portrayed(portrait, "two")


@pytest.mark.parametrize(("face", "content"), [(None, PHOTO), (WHERE, b"no image")])
def test_a_portrait_that_is_none_is_refused(portrayed: Any, face: Face | None, content: bytes) -> None:
    portrayed.files["s3://bucket/face"] = content
    with pytest.raises(Unsupported) as refused:
        portrayed(UserImage(uri="s3://bucket/face", width=400, height=400, face=face), "bad")
    assert refused.value.field == "characters"


def test_a_face_at_the_edge_of_its_photo_is_cut_off_there() -> None:
    alpha = cut_out(PHOTO, Face(x=330, y=66, size=95)).raster.pixels[:, :, 3]
    edge = round(((400 - 330) / 95 - LEFT) * FACE_PX)
    assert alpha[:, edge + 2 :].max() == 0
    assert alpha[:, edge - 20].max() > 0
