"""The picture container: `PictureRequest` → `ScenePicture`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from film_studio.film.models import Document, Layer, PictureRequest, Scene, ScenePicture
from sagemaker_containers.serving import manifest, weights
from sagemaker_containers.serving.adapter import Invocation, Output, Unsupported

if TYPE_CHECKING:
    from sagemaker_containers.picture.illustrator.illustrate import Illustration

REQUEST = PictureRequest

_WARM_UP = PictureRequest(
    card=None,
    title="",
    language="en",
    scene=Scene(
        number=1, heading="", setting="village", time_of_day="day", weather="clear", mood="peaceful", culture="indian",
        characters=[], props=[], lines=[],
    ),
    characters=[],
    period="historical",
    width=320,
    height=180,
    seed=1,
)  # fmt: skip


class Painter(Protocol):
    """An engine."""

    def draw(self, requests: Sequence[PictureRequest]) -> "list[Illustration]":
        """A scene for each request, in order. Raises `Unsupported` or `OutOfMemory`."""


@dataclass(frozen=True)
class Engine:
    """Who draws, and what it can do."""

    manifest: manifest.Manifest
    painter: Painter


def load() -> Engine:
    """The engine in force. Raises `Damaged` where its weights are not those of their listing."""
    (chosen,) = manifest.engines("picture")
    return Engine(manifest.read("picture"), _painter(chosen))


def _painter(chosen: manifest.Manifest) -> Painter:
    match chosen.name:
        case "sdxl":
            from sagemaker_containers.picture.sdxl.engine import SDXL  # only its environment has what it needs

            return SDXL(weights.folder_of(chosen))
        case "z_image":
            from sagemaker_containers.picture.z_image.engine import ZImage

            return ZImage(weights.folder_of(chosen))
        case _:
            from sagemaker_containers.picture.illustrator.engine import Illustrator

            return Illustrator()


def warm_up(engine: Engine) -> None:
    """Draw one scene in the shape of most frames: what is compiled is compiled then."""
    engine.painter.draw([_WARM_UP])


def describe(engine: Engine) -> manifest.Manifest:
    """What the engine is and can do."""
    return engine.manifest


def run_batch(engine: Engine, batch: list[Invocation[PictureRequest]]) -> list[Document]:
    """A `ScenePicture` for each request. Raises `Unsupported` for a frame that the engine cannot draw on."""
    for invocation in batch:
        _check(engine.manifest, invocation.request)
    drawn = engine.painter.draw([invocation.request for invocation in batch])
    return [_stored(one.request, one.output, scene) for one, scene in zip(batch, drawn, strict=True)]


def _check(engine: manifest.Manifest, request: PictureRequest) -> None:
    least, most = engine.capabilities["min_frame"], engine.capabilities["max_frame"]
    for name, size in (("width", request.width), ("height", request.height)):
        if not least <= size <= most or size % 2:
            raise Unsupported(f"{name} must be an even number of px from {least} to {most}", name)


def _stored(request: PictureRequest, output: Output, drawn: "Illustration") -> ScenePicture:
    layers = []
    for number, layer in enumerate(drawn.layers):
        name = f"{number}-{layer.name}.png"
        output.file(name, "image/png").write_bytes(layer.png)
        layers.append(Layer(image=output.uri(name), x=layer.x, y=layer.y, depth=layer.depth))
    return ScenePicture(
        width=request.width,
        height=request.height,
        layers=layers,
        actors=drawn.actors,
        painted=drawn.painted,
        light=drawn.light,
        weather=drawn.weather,
        glows=drawn.glows,
        particles=drawn.particles,
    )
