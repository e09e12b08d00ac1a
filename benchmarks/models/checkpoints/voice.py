"""Random checkpoints with the files, keys and value types of Coqui's VITS and XTTS v2, tiny or of published size."""

import json
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from TTS.config.shared_configs import BaseAudioConfig
from TTS.tts.configs.shared_configs import CharactersConfig
from TTS.tts.configs.vits_config import VitsArgs, VitsConfig
from TTS.tts.configs.xtts_config import XttsArgs, XttsConfig
from TTS.tts.models.vits import Vits
from TTS.tts.models.xtts import Xtts, _legacy_safe_globals

from sagemaker_containers.serving.weights import write_listing

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MARKS = ';:,.!?¡¿—…"«»“” '
IPA = "ɑɐɒæɓʙβɔɕçɗɖðʤəɘɚɛɜɝɞɟʄɡɠɢʛɦɧħɥʜɨɪʝɭɬɫɮʟɱɯɰŋɳɲɴøɵɸθœɶʘɹɺɾɻʀʁɽʂʃʈʧʉʊʋⱱʌɣɤʍχʎʏʑʐʒʔʡʕʢǀǁǂǃˈˌːˑʼʴʰʱʲʷˠˤ˞ᵻ"

SPEAKERS = ["Claribel Dervla", "Daisy Studious", "Andrew Chipper", "Royston Min", "Somebody Else"]
"""Two women and two men of those published, and one of the checkpoint's own."""

LANGUAGES = ["en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "hu", "ko", "ja", "hi"]


_TINY_VITS: dict[str, Any] = {
    "hidden_channels": 16, "hidden_channels_ffn_text_encoder": 16, "num_layers_text_encoder": 1,
    "num_layers_posterior_encoder": 1, "num_layers_flow": 1, "upsample_initial_channel_decoder": 32,
    "resblock_kernel_sizes_decoder": [3], "resblock_dilation_sizes_decoder": [[1, 3, 5]],
    "periods_multi_period_discriminator": [2], "speaker_embedding_channels": 8,
}  # fmt: skip
"""The published ones have what coqui-tts has as defaults."""

_TINY_XTTS: dict[str, int] = {
    "gpt_layers": 2, "gpt_n_model_channels": 64, "gpt_n_heads": 2, "gpt_num_audio_tokens": 66,
    "gpt_start_audio_token": 64, "gpt_stop_audio_token": 65, "decoder_input_dim": 64,
}  # fmt: skip
_PUBLISHED_XTTS: dict[str, int] = {
    "gpt_layers": 30, "gpt_n_model_channels": 1024, "gpt_n_heads": 16, "gpt_num_audio_tokens": 1026,
    "gpt_start_audio_token": 1024, "gpt_stop_audio_token": 1025, "decoder_input_dim": 1024,
    "gpt_number_text_tokens": 6681,
}  # fmt: skip
"""As `coqui/XTTS-v2` says it in its `config.json`."""


def write(folder: Path) -> None:
    """A tiny checkpoint of each engine, in the folders `vits` and `xtts`."""
    write_vits(folder / "vits")
    write_xtts(folder / "xtts")


def write_vits(folder: Path, seed: int = 1, published: bool = False) -> None:
    """A voice of phonemes, one of several speakers, and one of letters, with their listing; of full size the first."""
    if published:
        _voice(folder / "en-ljspeech", seed, phonemes="en-us", size={})
        write_listing(folder)
        return
    _voice(folder / "en-ljspeech", seed, phonemes="en-us")
    _voice(folder / "en-vctk", seed + 1, phonemes="en-us", speakers=["p225", "p226"])
    _voice(folder / "de-css10", seed + 2, phonemes=None)
    write_listing(folder)


def _voice(
    folder: Path,
    seed: int,
    phonemes: str | None,
    speakers: list[str] | None = None,
    size: dict[str, Any] = _TINY_VITS,
) -> None:
    folder.mkdir(parents=True)
    # As published, the file's name is a path of the machine that trained it.
    file = "/root/.local/share/tts/speaker_ids.json" if speakers else None
    config = VitsConfig(
        audio=BaseAudioConfig(sample_rate=22050, hop_length=256, win_length=1024, fft_size=1024),
        use_phonemes=phonemes is not None,
        phonemizer="espeak" if phonemes else None,
        phoneme_language=phonemes,
        text_cleaner="phoneme_cleaners" if phonemes else "basic_german_cleaners",
        add_blank=True,
        characters=CharactersConfig(
            characters_class="TTS.tts.models.vits.VitsCharacters",
            pad="_",
            eos="",
            bos="",
            blank=None,
            characters=LETTERS + ("" if phonemes else "äöüß"),
            punctuations=MARKS,
            phonemes=IPA if phonemes else None,
        ),
        model_args=VitsArgs(
            init_discriminator=bool(size) and phonemes is not None and not speakers,  # it is large
            use_speaker_embedding=bool(speakers),
            speakers_file=file,
            **size,
        ),
    )
    described = config.to_dict()
    described["model_args"]["num_speakers"] = len(speakers or [])  # a field of when they were published
    if speakers:
        (folder / "speaker_ids.json").write_text(json.dumps({name: number for number, name in enumerate(speakers)}))
        config.model_args.speakers_file = str(folder / "speaker_ids.json")
    config.use_phonemes = False  # the trainer had eSpeak's program
    torch.manual_seed(seed)
    model = Vits(config)
    with torch.no_grad():
        model.duration_predictor.flows[0].translation.fill_(1.2)  # about three frames for a symbol
    (folder / "config.json").write_text(json.dumps(described))
    torch.save({"config": described, "model": model.state_dict(), "step": 1, "epoch": 0}, folder / "model_file.pth")


def write_xtts(folder: Path, seed: int = 1, published: bool = False) -> None:
    """XTTS v2 with the tokens, languages and speakers of the published one, and its listing."""
    folder.mkdir(parents=True)
    _vocabulary(folder / "vocab.json")
    letters = Tokenizer.from_file(str(folder / "vocab.json")).get_vocab_size()
    size = _PUBLISHED_XTTS if published else {**_TINY_XTTS, "gpt_number_text_tokens": letters}
    config = XttsConfig(
        model_args=XttsArgs(gpt_use_perceiver_resampler=True, **size),
        languages=LANGUAGES,
        temperature=0.75,
        repetition_penalty=5.0,
        gpt_cond_len=30,
        gpt_cond_chunk_len=4,
        max_ref_len=30,
    )
    (folder / "config.json").write_text(json.dumps(config.to_dict()))
    torch.manual_seed(seed)
    model = Xtts(config)
    state = {key: value for key, value in model.state_dict().items() if not key.startswith("gpt.gpt_inference")}
    state["mel_stats"] = torch.rand(80) + 0.5
    with _legacy_safe_globals():  # under the names that the published pickle has
        torch.save({"model": state, "config": config}, folder / "model.pth")
    speakers: dict[str, Any] = {
        name: {
            "gpt_cond_latent": torch.randn(1, 32, size["gpt_n_model_channels"]),
            "speaker_embedding": torch.randn(1, 512, 1),
        }
        for name in SPEAKERS
    }
    torch.save(speakers, folder / "speakers_xtts.pth")
    write_listing(folder)


def _vocabulary(path: Path) -> None:
    """Letters, without merges, and the special tokens of the published vocabulary."""
    special = ["[STOP]", "[UNK]", "[SPACE]", *(f"[{language}]" for language in LANGUAGES), "[START]"]
    letters = sorted(set(LETTERS.lower() + MARKS.strip() + "'-äöüßéèêàçñ0123456789"))
    vocabulary = {token: number for number, token in enumerate([*special, *letters])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[], unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.add_special_tokens(special)
    tokenizer.save(str(path))
