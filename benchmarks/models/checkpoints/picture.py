"""Random checkpoints with the files and keys in which SDXL, its ControlNet, IP-Adapter and LoRAs, and Z-Image are
published: folders of diffusers, and single files where those are. They are tiny, or of the published sizes.
"""

import inspect
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
    ZImagePipeline,
    ZImageTransformer2DModel,
)
from diffusers.loaders import StableDiffusionXLLoraLoaderMixin
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict
from safetensors.torch import save_file
from tokenizers import pre_tokenizers
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
    CLIPVisionConfig,
    CLIPVisionModelWithProjection,
    Qwen2Tokenizer,
    Qwen3Config,
    Qwen3Model,
)

from sagemaker_containers.picture.diffusion import prompts
from sagemaker_containers.serving.weights import write_listing


@dataclass(frozen=True)
class _SDXL:
    """What an SDXL's networks are configured with."""

    unet: dict[str, Any]
    vae: dict[str, Any]
    texts: tuple[dict[str, Any], dict[str, Any]]
    image: dict[str, Any]
    hint: tuple[int, ...]
    """Channels of the ControlNet's embedding of its picture."""


_TINY_SDXL = _SDXL(
    unet={
        "sample_size": 16, "block_out_channels": (16, 32), "layers_per_block": 1,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "transformer_layers_per_block": (1, 1), "attention_head_dim": (2, 4), "norm_num_groups": 4,
        "addition_time_embed_dim": 8, "projection_class_embeddings_input_dim": 32 + 6 * 8,
        "cross_attention_dim": 16 + 32,
    },
    vae={"block_out_channels": (8, 8, 8, 8), "norm_num_groups": 4, "layers_per_block": 1},
    texts=(
        {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4,
         "projection_dim": 16, "vocab_size": 8000},
        {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
         "projection_dim": 32, "vocab_size": 8000},
    ),
    image={"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
           "image_size": 56, "projection_dim": 24},
    hint=(8, 8, 8, 8),
)  # fmt: skip

_PUBLISHED_SDXL = _SDXL(
    unet={
        "sample_size": 128, "block_out_channels": (320, 640, 1280), "layers_per_block": 2,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        "transformer_layers_per_block": (1, 2, 10), "attention_head_dim": (5, 10, 20), "norm_num_groups": 32,
        "addition_time_embed_dim": 256, "projection_class_embeddings_input_dim": 1280 + 6 * 256,
        "cross_attention_dim": 768 + 1280,
    },
    vae={"block_out_channels": (128, 256, 512, 512), "norm_num_groups": 32, "layers_per_block": 2},
    texts=(
        {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12,
         "projection_dim": 768, "vocab_size": 49408},
        {"hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32, "num_attention_heads": 20,
         "projection_dim": 1280, "vocab_size": 49408, "hidden_act": "gelu"},
    ),
    image={"hidden_size": 1664, "intermediate_size": 8192, "num_hidden_layers": 48, "num_attention_heads": 16,
           "image_size": 224, "projection_dim": 1280, "hidden_act": "gelu"},
    hint=(16, 32, 96, 256),
)  # fmt: skip
"""As `stabilityai/stable-diffusion-xl-base-1.0` and `h94/IP-Adapter` say it in their files `config.json`."""

_TINY_Z_IMAGE: dict[str, dict[str, Any]] = {
    "text": {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4,
             "num_key_value_heads": 2, "head_dim": 8, "max_position_embeddings": 1024},
    "transformer": {"dim": 48, "n_layers": 2, "n_refiner_layers": 1, "n_heads": 2, "n_kv_heads": 2,
                    "cap_feat_dim": 32, "axes_dims": [8, 8, 8], "axes_lens": [1024, 64, 64]},
    "vae": {"block_out_channels": (8, 8, 8, 8), "norm_num_groups": 4, "layers_per_block": 1},
}  # fmt: skip

_PUBLISHED_Z_IMAGE: dict[str, dict[str, Any]] = {
    "text": {"hidden_size": 2560, "intermediate_size": 9728, "num_hidden_layers": 36, "num_attention_heads": 32,
             "num_key_value_heads": 8, "head_dim": 128, "max_position_embeddings": 40960, "vocab_size": 151936},
    "transformer": {"dim": 3840, "n_layers": 30, "n_refiner_layers": 2, "n_heads": 30, "n_kv_heads": 30,
                    "cap_feat_dim": 2560, "axes_dims": [32, 48, 48], "axes_lens": [1536, 512, 512]},
    "vae": {"block_out_channels": (128, 256, 512, 512), "norm_num_groups": 32, "layers_per_block": 2},
}  # fmt: skip
"""As `Tongyi-MAI/Z-Image-Turbo` says it: Qwen3-4B, a transformer of six billion parameters, Flux's autoencoder."""

_CHAT = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def write(folder: Path) -> None:
    """A tiny checkpoint of each engine, in the folders `sdxl` and `z_image`."""
    write_sdxl(folder / "sdxl")
    write_z_image(folder / "z_image")


def write_sdxl(folder: Path, with_lora: bool = False, published: bool = False, **recipe: object) -> None:
    """An SDXL with all that conditions it. A tiny one paints small pictures in few steps; `recipe` says otherwise."""
    torch.manual_seed(1)
    size = _PUBLISHED_SDXL if published else _TINY_SDXL
    unet = _unet(size)
    tokens = _letters(folder / "letters")
    pipeline = StableDiffusionXLPipeline(
        vae=_vae(size.vae, latent_channels=4, scaling_factor=0.13025, force_upcast=True),
        text_encoder=CLIPTextModel(_text_config(size.texts[0])),
        text_encoder_2=CLIPTextModelWithProjection(_text_config(size.texts[1])),
        tokenizer=tokens,
        tokenizer_2=tokens,
        unet=unet,
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            steps_offset=1,
            timestep_spacing="leading",
        ),
    )
    # A random network passes on little of what it is told: what is wanted of it is that it shows in the picture.
    _louder(pipeline.text_encoder, pipeline.text_encoder_2)
    pipeline.to(dtype=torch.float16)
    pipeline.save_pretrained(folder / "base", variant="fp16")
    unet.float()
    control = ControlNetModel.from_unet(unet, conditioning_embedding_out_channels=size.hint)
    _unlike_zero(control)
    control.save_pretrained(folder / "controlnet")
    _write_ip_adapter(folder / "ip_adapter", unet, size)
    if with_lora:
        _write_lora(folder / "lora", unet)
    told = ({} if published else {"steps": 2, "side": 128, "guidance": 3.0}) | recipe
    (folder / "recipe.json").write_text(json.dumps(told))
    for name in ("tokenizer", "tokenizer_2"):  # as published: the files that a tokenizer is made of, not its whole
        (folder / "base" / name / "tokenizer.json").unlink()
        for path in (folder / "letters").iterdir():
            shutil.copy(path, folder / "base" / name)
    shutil.rmtree(folder / "letters")
    write_listing(folder)


def published_parameters() -> dict[str, int]:
    """How many parameters the networks of full size have; none of them takes memory."""
    with torch.device("meta"):
        networks = {
            "unet": _unet(_PUBLISHED_SDXL),
            "text_encoder": CLIPTextModel(_text_config(_PUBLISHED_SDXL.texts[0])),
            "text_encoder_2": CLIPTextModelWithProjection(_text_config(_PUBLISHED_SDXL.texts[1])),
            "vae": _vae(_PUBLISHED_SDXL.vae, latent_channels=4),
            "z_image": ZImageTransformer2DModel(in_channels=16, **_PUBLISHED_Z_IMAGE["transformer"]),
        }
    return {name: sum(value.numel() for value in network.parameters()) for name, network in networks.items()}


def _vae(size: dict[str, Any], **settings: Any) -> AutoencoderKL:
    down, up = ("DownEncoderBlock2D",) * 4, ("UpDecoderBlock2D",) * 4
    return AutoencoderKL(down_block_types=down, up_block_types=up, **size, **settings)


def _unet(size: _SDXL) -> UNet2DConditionModel:
    return UNet2DConditionModel(use_linear_projection=True, addition_embed_type="text_time", **size.unet)


def _text_config(size: dict[str, Any]) -> CLIPTextConfig:
    return CLIPTextConfig(max_position_embeddings=77, bos_token_id=0, eos_token_id=1, pad_token_id=1, **size)


def _letters(folder: Path) -> CLIPTokenizer:
    """A tokenizer whose words are spelled: CLIP's files, of bytes and no merges."""
    folder.mkdir(parents=True)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    names = ["<|startoftext|>", "<|endoftext|>", *alphabet, *(f"{letter}</w>" for letter in alphabet)]
    # A word of a prompt is a token or two in the published vocabulary: here those of our prompts are one.
    words = sorted(set(re.findall("[a-z]+", inspect.getsource(prompts).lower())))
    pieces = {word[:end] for word in words for end in range(2, len(word))}
    merges = [
        f"{word[: end - 1]} {word[end - 1 : end]}{'</w>' if end == len(word) else ''}"
        for word in words
        for end in range(2, len(word) + 1)
    ]
    vocabulary = {
        name: k for k, name in enumerate(dict.fromkeys([*names, *sorted(pieces), *(f"{w}</w>" for w in words)]))
    }
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(dict.fromkeys(merges)) + "\n")
    return CLIPTokenizer.from_pretrained(folder, model_max_length=77)


def _louder(*networks: torch.nn.Module) -> None:
    with torch.no_grad():
        for network in networks:
            for name, value in network.named_parameters():
                if "embedding" in name:
                    value.normal_(std=1.0)


def _unlike_zero(control: ControlNetModel) -> None:
    """A fresh ControlNet's last layers are zero: it would change nothing."""
    with torch.no_grad():
        for name, value in control.named_parameters():
            if name.startswith(
                ("controlnet_down_blocks", "controlnet_mid_block", "controlnet_cond_embedding.conv_out")
            ):
                value.normal_(std=0.3)


def _write_ip_adapter(folder: Path, unet: UNet2DConditionModel, size: _SDXL) -> None:
    """`ip-adapter_sdxl.safetensors`: keys numbered as the U-Net's attentions are, and the encoder in its own folder."""
    encoder = CLIPVisionModelWithProjection(CLIPVisionConfig(patch_size=14, **size.image))
    encoder.save_pretrained(folder / "image_encoder")
    width, tokens = unet.config.cross_attention_dim, 4
    state = {
        "image_proj.proj.weight": torch.randn(tokens * width, size.image["projection_dim"]),
        "image_proj.proj.bias": torch.randn(tokens * width),
        "image_proj.norm.weight": torch.ones(width),
        "image_proj.norm.bias": torch.zeros(width),
    }
    number = 1
    for name in unet.attn_processors:
        if name.endswith("attn2.processor"):
            inner = unet.get_submodule(name.removesuffix(".processor")).to_k.out_features
            for letter in "kv":
                state[f"ip_adapter.{number}.to_{letter}_ip.weight"] = torch.randn(inner, width) * 3 / width**0.5
            number += 2
    save_file(state, folder / "ip-adapter_sdxl.safetensors")


def _write_lora(folder: Path, unet: UNet2DConditionModel) -> None:
    unet.add_adapter(LoraConfig(r=4, lora_alpha=4, target_modules=["to_q", "to_v"]), "made")
    with torch.no_grad():
        for name, value in unet.named_parameters():
            if "lora_B" in name:
                value.normal_(std=0.5)
    state = get_peft_model_state_dict(unet, adapter_name="made")
    StableDiffusionXLLoraLoaderMixin.save_lora_weights(
        folder, unet_lora_layers=state, weight_name="folk-art.safetensors"
    )
    unet.delete_adapters("made")


def write_z_image(folder: Path, published: bool = False) -> None:
    """A Z-Image of the parts that are published, Qwen's tokenizer and chat template among them."""
    torch.manual_seed(2)
    size = _PUBLISHED_Z_IMAGE if published else _TINY_Z_IMAGE
    words = [*sorted(pre_tokenizers.ByteLevel.alphabet()), "<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    files = folder / "letters"
    files.mkdir(parents=True)
    (files / "vocab.json").write_text(json.dumps({word: k for k, word in enumerate(words)}))
    (files / "merges.txt").write_text("#version: 0.2\n")
    tokens = Qwen2Tokenizer.from_pretrained(files, pad_token="<|endoftext|>", chat_template=_CHAT)
    tokens.add_special_tokens({"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    text = Qwen3Model(Qwen3Config(**{"vocab_size": len(words), **size["text"]}))
    transformer = ZImageTransformer2DModel(in_channels=16, **size["transformer"])
    with torch.no_grad():
        for name, value in transformer.named_parameters():
            if value.ndim < 2 and "norm" not in name:
                value.normal_(std=0.1)
            if "pad_token" in name or "adaLN" in name:
                value.normal_(std=0.1)
    ZImagePipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(num_train_timesteps=1000, shift=3.0),
        vae=_vae(
            size["vae"],
            latent_channels=16,
            scaling_factor=0.3611,
            shift_factor=0.1159,
            use_quant_conv=False,
            use_post_quant_conv=False,
        ),
        text_encoder=text,
        tokenizer=tokens,
        transformer=transformer,
    ).to(dtype=torch.bfloat16 if published else torch.float32).save_pretrained(folder / "base")
    shutil.rmtree(files)
    (folder / "recipe.json").write_text(json.dumps({} if published else {"steps": 2, "side": 128}))
    write_listing(folder)
