"""The engine on tiny random checkpoints, which the real code loads."""

import logging
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks.models.checkpoints import music as checkpoint
from film_studio.film.models import ScoreRequest, ScoreSection
from sagemaker_containers.music import adapter
from sagemaker_containers.music.composer.compose import compose
from sagemaker_containers.music.musicgen import engine, melody, prompts
from sagemaker_containers.music.musicgen.engine import MusicGenPlayer, Window, windows
from sagemaker_containers.serving import manifest
from sagemaker_containers.serving.adapter import Invocation, Output, Unsupported

torch.set_num_threads(1)  # so small a model gains nothing by more, and loses much where cores are shared


def asked(seconds: float, **changes: object) -> ScoreRequest:
    middle = seconds / 2
    request = ScoreRequest(
        style="indian-classical",
        culture="indian",
        time_of_day="dusk",
        seconds=seconds,
        sections=[
            ScoreSection(start=0, end=middle, mood="joyful", intensity=0.5),
            ScoreSection(start=middle, end=seconds, mood="devotional", intensity=0.8),
        ],
        seed=5,
    )
    return request.model_copy(update=changes)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("musicgen")
    checkpoint.write(folder)
    return folder


@pytest.fixture(scope="module")
def player(weights: Path) -> MusicGenPlayer:
    return MusicGenPlayer(weights)


def test_the_windows_cover_the_film_and_share_what_they_should() -> None:
    assert windows(350, 1500, 500) == [Window(0, 0, 350)]
    assert windows(1551, 1500, 500) == [Window(0, 0, 1500), Window(1000, 1500, 1551)]
    assert windows(3251, 1500, 500) == [Window(0, 0, 1500), Window(1000, 1500, 2500), Window(2000, 2500, 3251)]


@pytest.mark.parametrize("seconds", [7.0, 31.01, 65.0])
def test_a_score_is_as_long_as_asked_to_the_sample(player: MusicGenPlayer, seconds: float) -> None:
    sound = player.play(asked(seconds))

    assert sound.shape == (round(seconds * 48000), 2)
    assert np.isfinite(sound).all()
    assert 0.03 < np.sqrt(np.mean(sound**2)) < 0.2
    assert not sound[-1].any()
    for second in range(2, int(seconds) - 2):
        assert np.abs(sound[second * 48000 : (second + 1) * 48000]).max() > 1e-4


def test_a_joint_cannot_be_heard(player: MusicGenPlayer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "finish", lambda mix, passages, reverberation: mix)
    steps = np.abs(np.diff(player.play(asked(31.01))[:, 0]))

    joint = round(25.0 * 48000)
    assert steps[joint - 48 : joint + 48].max() <= 1.5 * steps[48000 : joint - 48000].max()
    assert steps[joint + 47952 : joint + 48048].max() <= 1.5 * steps[48000 : joint - 48000].max()


def test_pieces_that_sound_alike_where_they_meet_are_joined_as_if_they_were_one() -> None:
    whole = torch.sin(torch.arange(3000) / 20)[None]
    sound = torch.zeros(1, 3000)
    engine._join(sound, whole[:, :2000], 0, 0, 200)
    engine._join(sound, whole[:, 1000:], 1000, 1500, 200)
    assert torch.allclose(sound, whole, atol=1e-5)

    engine._join(sound, whole[:, 1000:] + 1.0, 1000, 1500, 200)  # even where they differ, it is no jump
    assert (sound - whole).diff().abs().max() < 0.01


def test_the_same_request_gives_the_same_bytes_and_another_seed_others(player: MusicGenPlayer) -> None:
    first = player.play(asked(2.0))

    assert player.play(asked(2.0)).tobytes() == first.tobytes()
    assert player.play(asked(2.0, seed=6)).tobytes() != first.tobytes()


def test_the_prompt_is_heard(player: MusicGenPlayer, monkeypatch: pytest.MonkeyPatch) -> None:
    first = player.play(asked(2.0))
    monkeypatch.setattr(prompts, "of_passage", lambda request, composition, passage: "techno")

    assert not np.array_equal(player.play(asked(2.0)), first)


def test_the_melody_is_heard(player: MusicGenPlayer, monkeypatch: pytest.MonkeyPatch) -> None:
    first = player.play(asked(4.0))
    play: Callable[..., melody.Mono] = melody.play
    monkeypatch.setattr(melody, "play", lambda composition, rate: play(composition, rate)[::-1].copy())

    assert not np.array_equal(player.play(asked(4.0)), first)


def test_weights_that_follow_text_alone_say_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoint.write(tmp_path, follows_melody=False)
    with caplog.at_level(logging.WARNING):
        player = MusicGenPlayer(tmp_path)
    first = player.play(asked(2.0))
    monkeypatch.setattr(prompts, "of_passage", lambda request, composition, passage: "techno")

    assert not player.follows_melody and "no melody" in caplog.text
    assert not np.array_equal(player.play(asked(2.0)), first)


def test_stereo_weights_give_two_different_sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkpoint.write(tmp_path, stereo=True)
    monkeypatch.setattr(engine, "finish", lambda mix, passages, reverberation: mix)
    sound = MusicGenPlayer(tmp_path).play(asked(2.0))

    assert sound.shape == (96000, 2) and not np.array_equal(sound[:, 0], sound[:, 1])


def test_an_indian_prompt_names_its_instruments_and_tempo() -> None:
    request = asked(60.0)
    composition = compose(request)
    prompt = prompts.of_passage(request, composition, composition.passages[0])

    assert "raga" in prompt and "sitar" in prompt and "tabla" in prompt and "dusk" in prompt and "joyful" in prompt
    tempo = 4 * 60 / composition.passages[0].bar_seconds
    assert f"{round(tempo)} bpm" in prompt
    western = request.model_copy(update={"style": "western-classical", "culture": "western"})
    other = prompts.of_passage(western, compose(western), compose(western).passages[0])
    assert "raga" not in other and "tabla" not in other


def test_the_theme_is_one_voice_of_the_ragas_notes() -> None:
    composition = compose(asked(60.0))
    voice = melody.line(composition)

    assert len(voice) > 20
    assert all(one.start + one.duration <= other.start + 1e-6 for one, other in pairwise(voice))


def test_the_adapter_serves_it_where_it_is_chosen(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSICGEN_WEIGHTS", str(weights))
    assert manifest.engines("music")[0].name == "composer"
    monkeypatch.setenv("MUSIC_ENGINE", "musicgen")
    loaded = adapter.load()
    output = Output("s3://films/score", tmp_path)
    adapter.run_batch(loaded, [Invocation(asked(2.0), output)])

    assert adapter.describe(loaded).commercial_use is False
    assert (tmp_path / "score.wav").stat().st_size == 44 + 2 * 48000 * 4
    with pytest.raises(Unsupported) as refused:
        adapter.run_batch(loaded, [Invocation(asked(601.0), output)])
    assert refused.value.field == "seconds"
