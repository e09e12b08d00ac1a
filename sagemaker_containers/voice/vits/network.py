"""The network VITS (Kim, Kong and Son 2021) as `coqui-tts` has it: symbols in, sound and their durations out.

It is small and runs in 32 bits everywhere: its durations come from splines that 16 bits would shift.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from TTS.config import load_config
from TTS.tts.models.vits import Vits

_SPEAKERS = ("speaker_ids.json", "speakers.json", "speakers.pth")
_LANGUAGES = "language_ids.json"
_PHONEMES = "TTS.tts.utils.text.characters.IPAPhonemes"


@dataclass(frozen=True)
class Sounding:
    """What symbols sound like."""

    samples: npt.NDArray[np.float32]
    beginnings: npt.NDArray[np.int64]
    """The sample at which each symbol begins, and then that at which the last one ends."""


class Network:
    """One checkpoint, ready to run."""

    def __init__(self, model: Vits, phonemes: str | None):
        self._model = model
        self.phonemes = phonemes
        """eSpeak NG's name of the language whose phonemes it reads; None where it reads letters."""

    @property
    def sample_rate(self) -> int:
        """Of its sound."""
        return int(self._model.config.audio.sample_rate)

    @property
    def speakers(self) -> list[int | None]:
        """The numbers of its speakers; a single None where it has no numbers."""
        manager = self._model.speaker_manager
        return sorted(manager.name_to_id.values()) if manager and manager.name_to_id else [None]

    def clean(self, text: str, language: str) -> str:
        """A text as a network of letters was trained to read it: numbers and abbreviations written out."""
        cleaner = self._model.tokenizer.text_cleaner
        return str(cleaner(text, lang=language)) if cleaner else text

    def encode(self, pieces: Sequence[str]) -> tuple[list[int], list[int]]:
        """The numbers of pieces of symbols one after the other, and at which of them each piece begins.

        Symbols that the checkpoint does not know are left out.
        """
        tokenizer = self._model.tokenizer
        known = tokenizer.characters._char_to_id
        numbers: list[int] = []
        beginnings = []
        for piece in pieces:
            beginnings.append(len(numbers))
            numbers += [known[symbol] for symbol in piece if symbol in known]
        if tokenizer.add_blank:
            numbers = tokenizer.intersperse_blank_char(numbers)
            beginnings = [min(2 * beginning + 1, len(numbers)) for beginning in beginnings]
        if tokenizer.use_eos_bos:
            numbers = tokenizer.pad_with_bos_eos(numbers)
            beginnings = [beginning + 1 for beginning in beginnings]
        return numbers, beginnings

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def sound(self, numbers: Sequence[int], speaker: int | None, length: float, seed: int) -> Sounding:
        """What encoded symbols sound like. `length` 1.0 is the voice's own pace, more is slower.

        The same seed varies the voice in the same way each time.
        """
        model = self._model
        torch.manual_seed(seed)
        model.length_scale = model.args.length_scale * length
        inputs = torch.tensor([numbers], dtype=torch.long, device=model.device)
        several = {"speaker_ids": None if speaker is None else torch.tensor([speaker], device=model.device)}
        several["language_ids"] = torch.zeros(1, dtype=torch.long, device=model.device)
        empty = {"x_lengths": None, "d_vectors": None, "durations": None}
        outputs = model.inference(inputs, empty | several)
        samples: npt.NDArray[np.float32] = outputs["model_outputs"].float().cpu().numpy().reshape(-1)
        frames = np.concatenate([[0], outputs["durations"].flatten().cpu().numpy().cumsum()])
        beginnings = np.round(frames * (len(samples) / max(frames[-1], 1))).astype(np.int64)
        return Sounding(samples, beginnings)


def load(folder: Path, device: str) -> Network:
    """The checkpoint in a folder: `config.json`, `model_file.pth`, and the speakers where there are several."""
    config: Any = load_config(folder / "config.json")
    phonemes = config.phoneme_language if config.use_phonemes else None
    if config.use_phonemes:
        # The library would look for an `espeak` program; phonemes come from elsewhere here.
        config.use_phonemes = False
        if config.characters and not config.characters.characters_class:
            config.characters.characters_class = _PHONEMES
    # Where the files were when it was trained is of no use.
    found = next((str(folder / name) for name in _SPEAKERS if (folder / name).is_file()), None)
    for described in (config, config.model_args):
        for name, path in (("speakers_file", found), ("speaker_file", None), ("language_ids_file", None)):
            if name in described:
                described[name] = path
    if (folder / _LANGUAGES).is_file():
        config.model_args.language_ids_file = str(folder / _LANGUAGES)
    if config.model_args.use_d_vector_file:
        raise ValueError(f"{folder} needs a recording of each speaker (d-vectors), which this engine does not read")
    config.model_args.use_speaker_encoder_as_loss = False
    config.model_args.speaker_encoder_model_path = config.model_args.speaker_encoder_config_path = ""
    model = Vits(config)
    model.load_checkpoint(config, folder / "model_file.pth", eval=True)
    model.disc = model.posterior_encoder = None  # of use in training only
    return Network(model.to(device), phonemes)
