"""SDXL through diffusers: scenes painted in batches from words, poses, and one sheet a character.

What keeps characters the same in all scenes is a sheet that the model paints of each once, from a seed that is the
character's own: an IP-Adapter shows it to the model, each within the region of its figure. A portrait of the creator's
takes the sheet's place. A ControlNet poses the figures where the staging wants them: faces are known, not found.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from diffusers import (
    AutoPipelineForImage2Image,
    AutoPipelineForText2Image,
    ControlNetModel,
    DPMSolverMultistepScheduler,
)
from diffusers.models.embeddings import ImageProjection
from PIL import Image
from pydantic import Field

from film_studio import storage
from film_studio.film.models import Character, Face, PictureRequest, Placement, UserImage
from sagemaker_containers.picture.diffusion import poses, prompts
from sagemaker_containers.picture.diffusion.painting import Recipe, Subject
from sagemaker_containers.picture.illustrator.illustrate import Illustration
from sagemaker_containers.picture.illustrator.photograph import cropped
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.serving.weights import Damaged, device, memory_errors

_SHEETS = 256
"""So many characters are remembered; the embedding of one takes a few KB."""

_AROUND_FACE = 0.6
"""What of a portrait is shown around the face, in its sizes: hair and shoulders are part of a likeness."""


class SDXLRecipe(Recipe):
    """How strongly each condition counts, besides."""

    pose: float = Field(default=0.7, ge=0, le=2, description="The ControlNet's residuals.")
    likeness: float = Field(default=0.6, ge=0, le=2, description="The IP-Adapter's attention.")
    lora: float = Field(default=0.8, ge=0, le=2, description="Each LoRA's weights.")
    repaint: float = Field(
        default=0.55, gt=0, le=1, description="How much of a creator's own background is painted anew."
    )
    compile: bool = Field(default=False, description="Whether the U-Net's blocks are compiled; only a GPU repays it.")


class SDXL:
    """A loaded model with its ControlNet, IP-Adapter and LoRAs."""

    def __init__(self, folder: Path):
        self._recipe = SDXLRecipe.read(folder)
        self._device = device()
        pipe = _pipeline(folder, self._recipe, self._device)
        if not isinstance(pipe.unet.encoder_hid_proj.image_projection_layers[0], ImageProjection):
            raise Damaged(f"{folder}/ip_adapter is of a kind that is not read: ip-adapter_sdxl.safetensors is")
        self._words = pipe
        self._photo = AutoPipelineForImage2Image.from_pipe(pipe)
        for one in (self._words, self._photo):
            one.set_progress_bar_config(disable=True)
            # It would repeat one picture's references for a whole batch; ours come with a row for each.
            one.prepare_ip_adapter_image_embeds = _as_given
        self._sheets: OrderedDict[str, torch.Tensor] = OrderedDict()

    def draw(self, requests: Sequence[PictureRequest]) -> list[Illustration]:
        """A painted scene for each request, in order.

        Raises `Unsupported` for images that cannot be read, and `OutOfMemory`.
        """
        subjects = [Subject.of(request, self._recipe.look) for request in requests]
        groups: dict[tuple[int, int, bool], list[int]] = {}
        for number, subject in enumerate(subjects):
            groups.setdefault((*self._size(subject), subject.request.scene.background is not None), []).append(number)
        drawn: dict[int, Illustration] = {}
        with memory_errors(), torch.inference_mode():
            for (width, height, _), numbers in groups.items():
                pixels = self._painted([subjects[number] for number in numbers], (width, height))
                for number, one in zip(numbers, pixels, strict=True):
                    drawn[number] = subjects[number].painted(one, faces=True)
        return [drawn[number] for number in range(len(requests))]

    def _size(self, subject: Subject) -> tuple[int, int]:
        return subject.size(self._recipe.side, 8 * self._words.vae_scale_factor)

    def _painted(self, subjects: Sequence[Subject], size: tuple[int, int]) -> list[np.ndarray]:
        """What subjects of one size look like, RGB; all of them have a background of their own, or none has."""
        embeddings, regions = self._references(subjects, size)
        shown = [
            poses.skeletons(subject.figures, size, (size[0] / subject.request.width, size[1] / subject.request.height))
            for subject in subjects
        ]
        backgrounds = [
            _background(background, size) for one in subjects if (background := one.request.scene.background)
        ]
        return self._run(
            [subject.prompt for subject in subjects],
            [subject.request.seed for subject in subjects],
            [Image.fromarray(one) for one in shown],
            embeddings,
            regions,
            backgrounds,
        )

    def _run(
        self,
        texts: Sequence[prompts.Prompt],
        seeds: Sequence[int],
        shown: Sequence[Image.Image],
        embeddings: torch.Tensor,
        regions: torch.Tensor,
        backgrounds: Sequence[Image.Image] = (),
    ) -> list[np.ndarray]:
        recipe = self._recipe
        fitted = [text.fitted(self._fits) for text in texts]
        guided = recipe.guidance > 1
        none = torch.zeros_like(embeddings)
        conditions: dict[str, Any] = {
            "prompt": [positive for positive, _ in fitted],
            "negative_prompt": [negative for _, negative in fitted],
            "num_inference_steps": recipe.steps,
            "guidance_scale": recipe.guidance,
            "controlnet_conditioning_scale": recipe.pose,
            # On the processor, so that a seed means the same on every machine.
            "generator": [torch.Generator().manual_seed(seed) for seed in seeds],
            "ip_adapter_image_embeds": [torch.cat([none, embeddings]) if guided else embeddings],
            "cross_attention_kwargs": {"ip_adapter_masks": [torch.cat([regions] * 2) if guided else regions]},
            "output_type": "latent",
        }
        width, height = shown[0].size
        if backgrounds:
            pipe = self._photo
            conditions |= {"image": list(backgrounds), "control_image": list(shown), "strength": recipe.repaint}
        else:
            pipe = self._words
            conditions |= {"image": list(shown)}
        latents = pipe(**conditions, width=width, height=height).images
        return [self._decoded(latents[k : k + 1]) for k in range(len(texts))]

    def _decoded(self, latent: torch.Tensor) -> np.ndarray:
        """One picture, RGB: in full precision, which the published decoder needs, and one at a time, which needs less
        room."""
        vae = self._words.vae
        if vae.dtype != torch.float32:
            vae.to(torch.float32)
        decoded = vae.decode(latent.float() / vae.config.scaling_factor, return_dict=False)[0]
        (pixels,) = self._words.image_processor.postprocess(decoded, output_type="np")
        return np.asarray(np.round(pixels * 255), np.uint8)

    def _fits(self, text: str) -> bool:
        tokenizers = (self._words.tokenizer, self._words.tokenizer_2)
        return all(len(one(text, verbose=False).input_ids) <= one.model_max_length for one in tokenizers)

    def _references(self, subjects: Sequence[Subject], size: tuple[int, int]) -> tuple[torch.Tensor, torch.Tensor]:
        """The sheets' embeddings, shape (pictures, characters, features), and the regions where they count, shape
        (pictures, characters, height, width); where a picture has fewer characters than another, none counts."""
        most = max(1, *(len(subject.figures) for subject in subjects))
        features = self._words.image_encoder.config.projection_dim
        dtype, (width, height) = self._words.unet.dtype, size
        embeddings = torch.zeros(len(subjects), most, features, dtype=dtype, device=self._device)
        regions = torch.zeros(len(subjects), most, height, width, dtype=dtype, device=self._device)
        for row, subject in enumerate(subjects):
            across, down = width / subject.request.width, height / subject.request.height
            for column, figure in enumerate(subject.figures):
                embeddings[row, column] = self._reference(figure.character, subject.request)
                left, top, right, bottom = figure.region
                rows = slice(max(0, round(top * down)), max(0, round(bottom * down)))
                columns = slice(max(0, round(left * across)), max(0, round(right * across)))
                regions[row, column, rows, columns] = 1
        return embeddings, regions

    def _reference(self, character: Character, request: PictureRequest) -> torch.Tensor:
        """What the model is shown of a character: its portrait, else its sheet; shape (features,)."""
        if character.portrait:
            key, culture, period = character.portrait.uri, "", ""
        else:
            about = character.model_dump(mode="json", include={"species", "age", "gender", "look"})
            culture, period = request.scene.culture, request.period
            key = json.dumps([about, culture, period], sort_keys=True)
        if key not in self._sheets:
            image = (
                _portrait(character.portrait)
                if character.portrait
                else Image.fromarray(self._sheet(character, request, key))
            )
            self._sheets[key] = self._words.encode_image(image, self._device, 1)[0][0]
            if len(self._sheets) > _SHEETS:
                self._sheets.popitem(last=False)
        self._sheets.move_to_end(key)
        return self._sheets[key]

    def _sheet(self, character: Character, request: PictureRequest, key: str) -> np.ndarray:
        """A character from head to foot on a plain ground, RGB.

        Alone in its batch, since other company would make other pixels.
        """
        side = self._recipe.side
        standing = Placement(character=character.id, x=side / 2, y=0.97 * side, height=0.92 * side, facing="right")
        shown = poses.skeletons([poses.figure(character, standing)], (side, side), (1, 1))
        embeddings, regions = self._nobody(side)
        seed = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big")
        text = prompts.of_sheet(character, request.scene.culture, request.period, self._recipe.look)
        (pixels,) = self._run([text], [seed], [Image.fromarray(shown)], embeddings, regions)
        return pixels

    def _nobody(self, side: int) -> tuple[torch.Tensor, torch.Tensor]:
        features, dtype = self._words.image_encoder.config.projection_dim, self._words.unet.dtype
        place: dict[str, Any] = {"dtype": dtype, "device": self._device}
        return torch.zeros(1, 1, features, **place), torch.zeros(1, 1, side, side, **place)


def _pipeline(folder: Path, recipe: SDXLRecipe, place: str) -> Any:
    """The pipeline with all that conditions it, on its device and in the precision that it runs in there."""
    half = place == "cuda"
    load: dict[str, Any] = {"dtype": torch.bfloat16 if half else torch.float32, "local_files_only": True}
    short = any((folder / "base" / "unet").glob("*.fp16.safetensors"))
    pipe = AutoPipelineForText2Image.from_pretrained(
        folder / "base",
        controlnet=ControlNetModel.from_pretrained(folder / "controlnet", **load),
        variant="fp16" if short else None,
        use_safetensors=True,
        **load,
    )
    pipe.scheduler = DPMSolverMultistepScheduler.from_config(pipe.scheduler.config, use_karras_sigmas=True)
    loras = sorted((folder / "lora").glob("*.safetensors"))
    for path in loras:
        pipe.load_lora_weights(folder / "lora", weight_name=path.name, adapter_name=path.stem.replace(".", "_"))
    if loras:
        pipe.set_adapters([path.stem.replace(".", "_") for path in loras], [recipe.lora] * len(loras))
        pipe.fuse_lora()
        pipe.unload_lora_weights()
    (adapter,) = (folder / "ip_adapter").glob("*.safetensors")
    pipe.load_ip_adapter(folder, subfolder="ip_adapter", weight_name=adapter.name, local_files_only=True)
    pipe.set_ip_adapter_scale(recipe.likeness)
    pipe.to(place)
    if half:
        for network in (pipe.unet, pipe.controlnet, pipe.vae):
            network.to(memory_format=torch.channels_last)
    if recipe.compile:
        pipe.unet.compile_repeated_blocks()
    return pipe


def _as_given(_image: None, embeddings: list[torch.Tensor], *_: object) -> list[torch.Tensor]:
    return embeddings


def _background(image: UserImage, size: tuple[int, int]) -> Image.Image:
    return Image.fromarray(cropped(_decoded_file(image, "scene.background"), *size))


def _portrait(image: UserImage) -> Image.Image:
    """The face of a portrait and what is around it. Raises `Unsupported` where none was found in it."""
    face = image.face
    if face is None:
        raise Unsupported("no face was found in the portrait", "characters")
    return Image.fromarray(_around(_decoded_file(image, "characters"), face))


def _around(pixels: np.ndarray, face: Face) -> np.ndarray:
    more = round(_AROUND_FACE * face.size)
    left, top = max(0, face.x - more), max(0, face.y - more)
    return np.ascontiguousarray(pixels[top : face.y + face.size + more, left : face.x + face.size + more])


def _decoded_file(image: UserImage, field: str) -> np.ndarray:
    """An image of the creator's, RGB. Raises `Unsupported` where it is none."""
    pixels = cv2.imdecode(np.frombuffer(storage.get_bytes(image.uri), np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise Unsupported("the file is no image", field)
    return cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
