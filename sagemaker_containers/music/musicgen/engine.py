"""MusicGen through audiocraft: the composer's score, played by a model that follows its theme.

A film is longer than the model's window. It is written in windows that share tokens: each goes on from the last
seconds of the one before, with the prompt and the theme of its own stretch of the film. What two windows share they
sound alike, so that the joint is a plain cross-fade there.
"""

import contextlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import julius
import numpy as np
import torch
from audiocraft.data.audio_utils import convert_audio
from audiocraft.models import MusicGen
from demucs import pretrained  # type: ignore[import-not-found]

from film_studio.film.models import ScoreRequest
from sagemaker_containers.music.composer.compose import compose
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.instruments import SAMPLE_RATE
from sagemaker_containers.music.composer.render import Stereo, finish
from sagemaker_containers.music.musicgen import melody, prompts
from sagemaker_containers.serving.weights import device, memory_errors

OVERLAP_SECONDS = 10.0
_FADE_SECONDS = 1.0
_ROOM = 0.08
"""Share of the studio's room: recordings, which the model learned from, bring their own."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Window:
    """A stretch that the model writes at once: frames `start` to `end`, of which those before `new` are known."""

    start: int
    new: int
    end: int


def windows(frames: int, longest: int, overlap: int) -> list[Window]:
    """Windows of at most `longest` frames over `frames`, each beginning with the last `overlap` of the one before."""
    result = [Window(0, 0, min(longest, frames))]
    while result[-1].end < frames:
        new = result[-1].end
        result.append(Window(new - overlap, new, min(new - overlap + longest, frames)))
    return result


class MusicGenPlayer:
    """A loaded model. `follows_melody` says whether its checkpoint was trained to."""

    def __init__(self, folder: Path) -> None:
        with whole_theme(folder):
            self._model = MusicGen.get_pretrained(str(folder), device=device())
        conditioners = self._model.lm.condition_provider.conditioners
        self.follows_melody = "self_wav" in conditioners
        if self.follows_melody:
            conditioners["self_wav"]._get_stemmed_wav = lambda wav, rate: convert_audio(
                wav, rate, conditioners["self_wav"].sample_rate, 1
            )
        else:
            _log.warning("These weights follow no melody: the score is generated from text alone.")

    def play(self, request: ScoreRequest) -> Stereo:
        """The finished score, 48 kHz, shape (samples, 2), as the composer's. Raises `OutOfMemory`."""
        composition = compose(request)
        theme = melody.play(composition, self._model.sample_rate)
        with memory_errors(), torch.random.fork_rng(), torch.inference_mode():
            torch.manual_seed(request.seed)
            sound = self._generate(
                request.seconds, theme, composition.passages, lambda p: prompts.of_passage(request, composition, p)
            )
            wide = julius.resample_frac(sound, self._model.sample_rate, SAMPLE_RATE)
        samples = round(request.seconds * SAMPLE_RATE)
        mix = np.zeros((samples, 2), np.float32)
        mix[:] = wide.float().cpu().numpy().T[:samples]  # one channel goes to both sides
        return finish(mix, composition.passages, _ROOM)

    def _generate(
        self, seconds: float, theme: melody.Mono, passages: Sequence[Passage], prompt_of: Any
    ) -> torch.Tensor:
        model, rate = self._model, self._model.frame_rate
        hop = round(model.sample_rate / rate)
        longest = int(model.max_duration * rate)
        frames = int(np.ceil(seconds * rate)) + 1  # resampling wants a little more than it gives
        plan = windows(frames, longest, min(round(OVERLAP_SECONDS * rate), longest // 2))
        tokens: torch.Tensor | None = None
        sound = torch.zeros(model.audio_channels, frames * hop, device=model.device)
        fade = round(_FADE_SECONDS * rate) * hop
        for window in plan:
            passage = _longest_within(passages, window.new / rate, window.end / rate)
            stretch = theme[window.start * hop : window.end * hop]
            attributes, _ = model._prepare_tokens_and_attributes(
                [prompt_of(passage)], None, [self._condition(stretch)] if self.follows_melody else None
            )
            known = None if tokens is None else tokens[..., window.start - window.new :]
            model.set_generation_params(
                duration=(window.end - window.start) / rate, extend_stride=model.max_duration / 2
            )
            tokens = model._generate_tokens(attributes, known)
            piece = model.generate_audio(tokens)[0].float()
            _join(sound, piece, window.start * hop, (window.start + window.new) // 2 * hop, fade)
        return sound

    def _condition(self, stretch: melody.Mono) -> torch.Tensor | None:
        """The theme of a stretch, as long as the model's window; nothing where it rests throughout."""
        if not np.any(stretch):
            return None
        whole = np.zeros(int(self._model.max_duration * self._model.sample_rate), np.float32)
        whole[: len(stretch)] = stretch[: len(whole)]
        return torch.from_numpy(whole)[None]


def _join(sound: torch.Tensor, piece: torch.Tensor, start: int, joint: int, fade: int) -> None:
    """Put `piece` at `start`. From `joint` on it takes over from what is there, which sounds alike: gains add to 1."""
    if start == 0:
        sound[:, : piece.shape[1]] = piece[:, : sound.shape[1]]
        return
    piece = piece[:, joint - start : sound.shape[1] - start]
    fade = min(fade, piece.shape[1])
    rise = torch.linspace(0, 1, fade, device=piece.device)
    old = sound[:, joint : joint + fade] * (1 - rise)
    sound[:, joint : joint + piece.shape[1]] = piece
    sound[:, joint : joint + fade] = piece[:, :fade] * rise + old


def _longest_within(passages: Sequence[Passage], start: float, end: float) -> Passage:
    return max(passages, key=lambda passage: min(passage.end, end) - max(passage.start, start))


@contextlib.contextmanager
def whole_theme(folder: Path) -> Iterator[None]:
    """Where audiocraft makes its conditioners from what `folder` holds alone.

    It asks for the text encoder by its name in the hub, which a folder of that name in the current one comes before.
    It would fetch a network that separates voices from drums, too: our theme is one voice already.
    """
    original = pretrained.get_model
    whole = SimpleNamespace(sources=["drums", "bass", "other", "vocals"])
    whole.to = lambda device: whole
    pretrained.get_model = lambda name: whole
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        pretrained.get_model = original
