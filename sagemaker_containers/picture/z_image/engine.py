"""Z-Image-Turbo through diffusers: scenes painted from words alone, in a few steps.

It is shown no poses and no references, so nobody's face is known, and characters are alike only as far as their words
are. What it cannot do it refuses.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoPipelineForText2Image

from film_studio.film.models import PictureRequest
from sagemaker_containers.picture.diffusion.painting import Recipe, Subject
from sagemaker_containers.picture.illustrator.illustrate import Illustration
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.serving.weights import device, memory_errors

_TOKENS = 512
"""What the pipeline reads of a prompt."""


class ZImageRecipe(Recipe):
    """A distilled model: nine steps, the last of which changes nothing, and no guidance."""

    steps: int = 9
    guidance: float = 0.0


class ZImage:
    """A loaded model."""

    def __init__(self, folder: Path):
        self._recipe = ZImageRecipe.read(folder)
        place = device()
        self._pipe = AutoPipelineForText2Image.from_pretrained(
            folder / "base",
            dtype=torch.bfloat16 if place == "cuda" else torch.float32,
            local_files_only=True,
            use_safetensors=True,
        ).to(place)
        self._pipe.set_progress_bar_config(disable=True)

    def draw(self, requests: Sequence[PictureRequest]) -> list[Illustration]:
        """A painted scene for each request, in order.

        Raises `Unsupported` where one has an image of the creator's own, and `OutOfMemory`.
        """
        for request in requests:
            if request.scene.background:
                raise Unsupported("z_image paints no scene after an image: sdxl does", "scene.background")
            if any(character.portrait for character in request.characters):
                raise Unsupported("z_image paints nobody after a portrait: sdxl does", "characters")
        subjects = [Subject.of(request, self._recipe.look) for request in requests]
        sizes = [subject.size(self._recipe.side, 2 * self._pipe.vae_scale_factor) for subject in subjects]
        drawn: dict[int, Illustration] = {}
        with memory_errors(), torch.inference_mode():
            for size in dict.fromkeys(sizes):
                numbers = [number for number, one in enumerate(sizes) if one == size]
                for number, pixels in zip(numbers, self._painted([subjects[k] for k in numbers], size), strict=True):
                    drawn[number] = subjects[number].painted(pixels, faces=False)
        return [drawn[number] for number in range(len(requests))]

    def _painted(self, subjects: Sequence[Subject], size: tuple[int, int]) -> list[np.ndarray]:
        fitted = [subject.prompt.fitted(self._fits) for subject in subjects]
        pictures = self._pipe(
            prompt=[positive for positive, _ in fitted],
            negative_prompt=[negative for _, negative in fitted],
            width=size[0],
            height=size[1],
            num_inference_steps=self._recipe.steps,
            guidance_scale=self._recipe.guidance,
            generator=[torch.Generator().manual_seed(subject.request.seed) for subject in subjects],
            output_type="np",
            max_sequence_length=_TOKENS,
        ).images
        return [np.asarray(np.round(picture * 255), np.uint8) for picture in pictures]

    def _fits(self, text: str) -> bool:
        # The chat template around it takes a few.
        return len(self._pipe.tokenizer(text, verbose=False).input_ids) <= _TOKENS - 32
