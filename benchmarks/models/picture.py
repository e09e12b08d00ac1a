"""How fast SDXL and Z-Image paint, by batch and size; what precision, layout and compiling do for a step of SDXL."""

import gc
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch

from benchmarks.models.checkpoints.picture import write_sdxl, write_z_image
from benchmarks.models.measure import GPU, loaded, operations, peak_memory, roof, seconds
from benchmarks.models.table import Row, show
from film_studio.film import script_file
from film_studio.film.analysis import analyse
from film_studio.film.models import FilmOptions, FilmRequest, PictureRequest
from film_studio.film.requests import picture_request
from sagemaker_containers.picture.sdxl.engine import SDXL
from sagemaker_containers.picture.z_image.engine import ZImage
from sagemaker_containers.serving.weights import device

LAMP = Path(__file__).parents[2] / "examples" / "scripts" / "the_clay_lamp.txt"
BATCHES = (1, 2, 4, 8) if GPU else (1, 2)
SIDES = (768, 1024, 1280) if GPU else (64, 128)
"""Sides of the square of whose area a picture is (px)."""


def scene() -> PictureRequest:
    """Two people in a village, at 1080p."""
    title, script = script_file.read(LAMP.read_text("utf-8"))
    options = FilmOptions()
    return picture_request(analyse(FilmRequest(title=title, script=script, options=options)), options, 1)


def rows() -> Iterator[Row]:
    """Both engines, each in a folder of its own that is removed before the next is written."""
    engines: list[tuple[str, Callable[..., None], Callable[[Path], Any]]] = [
        ("SDXL", write_sdxl, SDXL),
        ("Z-Image", write_z_image, ZImage),
    ]
    for name, write, load in engines:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), published=GPU)
            engine, took = loaded(lambda load=load, folder=folder: load(Path(folder)))  # type: ignore[misc]
        yield Row(f"{name}, load from disk", took, "s")
        yield from _painting(name, engine)
        if name == "SDXL":
            yield from _steps(engine)
        yield from peak_memory(name)
        del engine
        gc.collect()
        torch.cuda.empty_cache()


def _painting(name: str, engine: Any) -> Iterator[Row]:
    request, recipe = scene(), engine._recipe
    for side in SIDES:
        engine._recipe = recipe.model_copy(update={"side": side})
        for batch in BATCHES if side == recipe.side else BATCHES[:1]:
            asked = [request.model_copy(update={"seed": seed}) for seed in range(batch)]
            took = seconds(lambda asked=asked: engine.draw(asked), times=2)  # type: ignore[misc]
            what = f"{name}, {side} px, batch of {batch}"
            yield Row(what, batch / took, "pictures/s", f"{recipe.steps} steps, drawing and PNG included")
    engine._recipe = recipe


def _steps(engine: SDXL) -> Iterator[Row]:
    """One step of the U-Net for one picture with its negative prompt; and the decoder's share of a picture."""
    unet, side = engine._words.unet, engine._recipe.side // 8
    step = _step(unet, side)
    with torch.inference_mode():
        work = operations(lambda: step(unet))
        precisions = {"32 bit": torch.float32, "bfloat16": torch.bfloat16} if GPU else {"32 bit": torch.float32}
        for name, dtype in precisions.items():
            for layout, memory in (("", torch.contiguous_format), (", channels last", torch.channels_last)):
                unet.to(dtype=dtype, memory_format=memory)
                took = seconds(lambda: step(unet))
                yield _of_roof(f"SDXL, a step: {name}{layout}", took, work, dtype)
        if GPU:
            unet.compile_repeated_blocks()
            took = seconds(lambda: step(unet))
            yield _of_roof("SDXL, a step: bfloat16, channels last, compiled", took, work, torch.bfloat16)
        latent = torch.randn(1, 4, side, side, device=device(), dtype=engine._words.vae.dtype)
        decoding = seconds(lambda: engine._decoded(latent))
    whole = engine._recipe.steps * took + decoding
    yield Row("SDXL, the decoder", decoding, "s", f"{decoding / whole:.0%} of a picture's steps and decoding")


def _of_roof(what: str, took: float, work: float, dtype: torch.dtype) -> Row:
    note = f"{work / 1e12:.3g} TFLOP, {work / took / roof(dtype):.0%} of what a matrix product reaches"
    return Row(what, took * 1000, "ms", note)


def _step(unet: Any, side: int) -> Callable[[Any], Any]:
    """What calls the U-Net as the pipeline does, references included; `side` is in latent pixels."""
    place, settings = device(), unet.config
    features = settings.projection_class_embeddings_input_dim - 6 * settings.addition_time_embed_dim
    projection = unet.encoder_hid_proj.image_projection_layers[0]
    embeddings = projection.image_embeds.in_features
    randn = torch.randn
    latents, text = randn(2, 4, side, side), randn(2, 77, settings.cross_attention_dim)
    pooled, image = randn(2, features), randn(2, 1, embeddings)
    times = torch.tensor([[8.0 * side, 8.0 * side, 0, 0, 8.0 * side, 8.0 * side]] * 2, device=place)
    moved = [value.to(place) for value in (latents, text, pooled, image)]

    def step(network: Any) -> Any:
        latents, text, pooled, image = (value.to(network.dtype) for value in moved)
        added = {"text_embeds": pooled, "time_ids": times, "image_embeds": [image]}
        return network(latents, 500, encoder_hidden_states=text, added_cond_kwargs=added, return_dict=False)

    return step


if __name__ == "__main__":
    show("picture", rows())
