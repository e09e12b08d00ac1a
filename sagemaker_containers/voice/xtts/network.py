"""The network XTTS v2 (Casanova and others 2024) as `coqui-tts` has it: a text and a voice in, sound out.

A transformer writes one code for each 46 ms of speech, choosing by chance; its last states, the latents, go through a
vocoder. It does not know when it is done as surely as a person does, so whoever asks says how long it may speak.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch.nn.functional import interpolate
from TTS.config import load_config
from TTS.tts.models.xtts import Xtts, _legacy_safe_globals

from sagemaker_containers.voice.xtts.decoder import Decoder, Sampling, Written

CODES_A_SECOND = 22050 / 1024
"""How many codes the transformer writes for a second of speech."""


@dataclass(frozen=True)
class Voice:
    """What the network knows of a speaker."""

    latents: torch.Tensor
    embedding: torch.Tensor


class _Model(Xtts):  # type: ignore[misc]
    """The library's, but for reading the checkpoint: that would write the file anew, which is as it was published."""

    def _load_checkpoint(self, model_path: Path) -> dict[str, Any]:
        with _legacy_safe_globals():
            state: dict[str, Any] = torch.load(model_path, map_location="cpu", weights_only=True)["model"]
        return state


class Network:
    """The published network, ready to run."""

    def __init__(self, model: Xtts):
        self._model = model
        config, on_gpu = model.config, model.device.type == "cuda"
        sampling = Sampling(config.top_k, config.top_p, config.repetition_penalty)
        self._decoder = Decoder(model.gpt, sampling, torch.float16 if on_gpu else torch.float32, graph=on_gpu)
        self.sample_rate = int(model.args.output_sample_rate)
        self.temperature = float(config.temperature)
        self.voices = {
            name: Voice(known["gpt_cond_latent"], known["speaker_embedding"])
            for name, known in (model.speaker_manager.speakers if model.speaker_manager else {}).items()
        }

    def most_letters(self, language: str) -> int:
        """How long a text of a language may be at once."""
        return int(self._model.tokenizer.char_limits[language.partition("-")[0]])

    def fits(self, text: str, language: str) -> bool:
        """Whether a text is short enough as the network reads it, numbers written out."""
        numbers = self._model.tokenizer.encode(text.strip().lower(), language)
        return len(numbers) < int(self._model.args.gpt_max_text_tokens)

    @property
    def katsu(self) -> Any:
        """What the library reads Japanese with."""
        return self._model.tokenizer.katsu

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def clone(self, samples: npt.NDArray[np.float32], sample_rate: int) -> Voice:
        """The voice of a recording: mono, full scale 1.0, at least a third of a second."""
        model, config = self._model, self._model.config
        audio = torch.from_numpy(samples[: sample_rate * config.max_ref_len])[None].to(model.device)
        if config.sound_norm_refs:
            audio = 0.75 * audio / audio.abs().max()
        latents = model.get_gpt_cond_latents(audio, sample_rate, config.gpt_cond_len, config.gpt_cond_chunk_len)
        return Voice(latents, model.get_speaker_embedding(audio, sample_rate))

    def read(self, text: str, language: str, voice: Voice, temperature: float, seed: int, most_codes: int) -> Written:
        """How the voice reads a text that `fits`, in at most so many codes. The same seed gives the same reading."""
        device = self._model.device
        tokens = torch.tensor(self._model.tokenizer.encode(text.strip().lower(), language), device=device)
        written: Written = self._decoder.write(voice.latents.to(device), tokens, temperature, seed, most_codes)
        return written

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def sound(self, reading: Written, voice: Voice, speed: float) -> npt.NDArray[np.float32]:
        """A reading as sound, faster by a factor at the same pitch."""
        latents = reading.latents
        if speed != 1:
            latents = interpolate(latents.transpose(1, 2), scale_factor=1 / speed, mode="linear").transpose(1, 2)
        wave = self._model.hifigan_decoder(latents, g=voice.embedding.to(self._model.device))
        samples: npt.NDArray[np.float32] = wave.float().cpu().numpy().reshape(-1)
        return samples


def load(folder: Path, device: str) -> Network:
    """The network in a folder: `config.json`, `model.pth`, `vocab.json`, `speakers_xtts.pth`."""
    config: Any = load_config(folder / "config.json")
    model = _Model(config)
    model.load_checkpoint(config, checkpoint_dir=folder, eval=True, use_deepspeed=False)
    return Network(model.to(device))
