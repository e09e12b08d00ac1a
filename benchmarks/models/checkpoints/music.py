"""A random MusicGen in the files of the published ones, tiny or as large: audiocraft's export, and its text encoder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from audiocraft.models import builders
from omegaconf import OmegaConf
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, T5Config, T5EncoderModel

from sagemaker_containers.music.musicgen.engine import whole_theme
from sagemaker_containers.serving.weights import write_listing


@dataclass(frozen=True)
class _Size:
    """Widths and depths of the codec, of the language model and of the text encoder."""

    codec: dict[str, int]
    bins: int
    model: dict[str, int]
    text: dict[str, int]


_TINY = _Size(
    codec={"dimension": 16, "n_filters": 2, "lstm": 1},
    bins=512,
    model={"dim": 16, "num_heads": 2, "num_layers": 2, "hidden_scale": 2},
    text={"vocab_size": 256, "d_kv": 8, "d_ff": 16, "num_layers": 1, "num_heads": 2},
)
_PUBLISHED = _Size(
    codec={"dimension": 128, "n_filters": 64, "lstm": 2},
    bins=2048,
    model={"dim": 1536, "num_heads": 24, "num_layers": 48, "hidden_scale": 4},
    text={"vocab_size": 32128, "d_kv": 64, "d_ff": 3072, "num_layers": 12, "num_heads": 12},
)
"""As the configurations in `facebook/musicgen-melody` have it, and `google-t5/t5-base`."""

_COMPRESSION: dict[str, Any] = {
    "compression_model": "encodec",
    "sample_rate": 32000,
    "channels": 1,
    "device": "cpu",
    "encodec": {
        "autoencoder": "seanet",
        "quantizer": "rvq",
        "sample_rate": 32000,
        "channels": 1,
        "causal": False,
        "renormalize": False,
    },
    "seanet": {
        "channels": 1,
        "causal": False,
        "n_residual_layers": 1,
        "ratios": [8, 5, 4, 4],
        "activation": "ELU",
        "activation_params": {"alpha": 1.0},
        "norm": "weight_norm",
        "norm_params": {},
        "kernel_size": 7,
        "residual_kernel_size": 3,
        "last_kernel_size": 7,
        "dilation_base": 2,
        "pad_mode": "constant",
        "true_skip": True,
        "compress": 2,
        "disable_norm_outer_blocks": 0,
        "encoder": {},
        "decoder": {"trim_right_ratio": 1.0, "final_activation": None, "final_activation_params": None},
    },
    "rvq": {"n_q": 4, "q_dropout": False, "kmeans_init": False},
}


def _codec(size: _Size) -> dict[str, Any]:
    seanet, rvq = _COMPRESSION["seanet"] | size.codec, _COMPRESSION["rvq"] | {"bins": size.bins}
    return _COMPRESSION | {"seanet": seanet, "rvq": rvq}


_T5 = {"model": "t5", "t5": {"name": "t5-base", "finetune": False, "word_dropout": 0.3, "normalize_text": False}}
_CHROMA = {
    "model": "chroma_stem",
    "chroma_stem": {
        "sample_rate": 32000,
        "n_chroma": 12,
        "radix2_exp": 14,
        "argmax": True,
        "match_len_on_eval": False,
        "eval_wavs": None,
        "n_eval_wavs": 100,
        "cache_path": None,
    },
}


def _language_model(size: _Size, follows_melody: bool, stereo: bool) -> dict[str, Any]:
    conditioners: dict[str, Any] = {"args": {"merge_text_conditions_p": 0.25, "drop_desc_p": 0.5}, "description": _T5}
    if follows_melody:
        conditioners["self_wav"] = _CHROMA
    books = 8 if stereo else 4
    delays = [book // 2 for book in range(8)] if stereo else [0, 1, 2, 3]
    config = {
        "solver": "musicgen",
        "lm_model": "transformer_lm",
        "device": "cpu",
        "dtype": "float32",
        "sample_rate": 32000,
        "channels": 2 if stereo else 1,
        "dataset": {"segment_duration": 30},
        "transformer_lm": {
            "n_q": books,
            "card": size.bins,
            **size.model,
            "dropout": 0.0,
            "activation": "gelu",
            "norm_first": True,
            "bias_ff": False,
            "bias_attn": False,
            "bias_proj": False,
            "causal": True,
            "custom": False,
            "memory_efficient": True,
            "attention_as_float32": False,
            "positional_embedding": "sin",
            "xpos": False,
            "two_step_cfg": False,
            "emb_lr": None,
            "weight_init": None,
            "cross_attention": False,
        },
        "codebooks_pattern": {"modeling": "delay", "delay": {"delays": delays, "flatten_first": 0, "empty_initial": 0}},
        "classifier_free_guidance": {"training_dropout": 0.2, "inference_coef": 3.0},
        "attribute_dropout": {"args": {"active_on_eval": False}, "text": {}, "wav": {"self_wav": 0.5}},
        "fuser": {
            "cross_attention_pos_emb": False,
            "cross_attention_pos_emb_scale": 1,
            "sum": [],
            "prepend": ["self_wav", "description"] if follows_melody else [],
            "cross": [] if follows_melody else ["description"],
            "input_interpolate": [],
        },
        "conditioners": conditioners,
    }
    if stereo:
        config["interleave_stereo_codebooks"] = {"use": True, "per_timestep": False}
    return config


def _write_text_encoder(folder: Path, size: _Size) -> None:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,.'-"
    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0), *((letter, -3.0) for letter in letters)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=2))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    ).save_pretrained(folder)
    settings = folder / "tokenizer_config.json"
    settings.write_text('{"tokenizer_class": "T5Tokenizer", "extra_ids": 0}')
    T5EncoderModel(T5Config(d_model=768, **size.text)).save_pretrained(folder)  # audiocraft knows its width


def write(folder: Path, follows_melody: bool = True, stereo: bool = False, published: bool = False) -> None:
    """Write musicgen-melody (or -stereo-melody, or one that follows text alone) and the listing of its files."""
    size = _PUBLISHED if published else _TINY
    codec = _codec(size)
    folder.mkdir(parents=True, exist_ok=True)
    with torch.random.fork_rng():
        torch.manual_seed(7)
        _write_text_encoder(folder / "t5-base", size)
        compression = builders.get_compression_model(OmegaConf.create(codec))
        for layer in compression.quantizer.vq.layers:
            layer._codebook.embed.normal_()
        config = _language_model(size, follows_melody, stereo)
        with whole_theme(folder):
            model = builders.get_lm_model(OmegaConf.create(config))
        for name, weight in model.named_parameters():
            if name.startswith(("emb.", "linears.", "condition_provider.")):
                weight.data.normal_(0, 0.5)  # so that what comes in is seen in what goes out
    exported = {"version": "1.3.0", "exported": True}
    torch.save(
        {"best_state": compression.state_dict(), "xp.cfg": OmegaConf.to_yaml(codec), **exported},
        folder / "compression_state_dict.bin",
    )
    torch.save(
        {"best_state": model.state_dict(), "xp.cfg": OmegaConf.to_yaml(config), **exported}, folder / "state_dict.bin"
    )
    write_listing(folder)
