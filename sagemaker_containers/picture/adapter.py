"""The picture stage, drawn by the illustrator: layered scenes and cards in vectors, on the CPU, without weights."""

from film_studio import storage
from film_studio.film.models import (
    Document,
    Layer,
    PictureRequest,
    Scene,
    ScenePicture,
)
from sagemaker_containers.picture.illustrator.illustrate import illustrate
from sagemaker_containers.serving.adapter import Invocation, Unsupported
from sagemaker_containers.serving.manifest import Manifest, read

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


def load() -> Manifest:
    """The engine is code alone; what it says of itself is all there is to load."""
    return read("picture")


def warm_up(engine: Manifest) -> None:
    """Draw one small scene."""
    illustrate(_WARM_UP)


def describe(engine: Manifest) -> Manifest:
    """What the illustrator is and can do."""
    return engine


def run_batch(engine: Manifest, batch: list[Invocation[PictureRequest]]) -> list[Document]:
    """A `ScenePicture` for each request. Raises `Unsupported` for a frame it cannot draw on."""
    return [_picture(engine, invocation) for invocation in batch]


def _picture(engine: Manifest, invocation: Invocation[PictureRequest]) -> ScenePicture:
    request, output = invocation.request, invocation.output
    least, most = engine.capabilities["min_frame"], engine.capabilities["max_frame"]
    for name, size in (("width", request.width), ("height", request.height)):
        if not least <= size <= most or size % 2:
            raise Unsupported(f"{name} must be an even number of px from {least} to {most}", name)
    background = request.scene.background
    try:
        drawn = illustrate(request, storage.get_bytes(background.uri) if background else None)
    except ValueError as error:
        raise Unsupported(str(error), "scene.background") from error
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
        light=drawn.light,
        weather=drawn.weather,
        glows=drawn.glows,
        particles=drawn.particles,
    )
