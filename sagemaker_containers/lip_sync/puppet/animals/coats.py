"""The colours of every species."""

from dataclasses import dataclass

from film_studio.film.models import Species


@dataclass(frozen=True)
class Coat:
    """A species' own colours: fur or feathers, belly and muzzle, the dark of ears, nose and paws, the eyes."""

    main: str
    light: str
    dark: str
    iris: str = "#4a2f1e"


COATS: dict[Species, Coat] = {
    "fox": Coat("#e0793a", "#fff1e0", "#5a3326", "#8a6a2a"),
    "crow": Coat("#3a3d52", "#565a78", "#22232f"),
    "lion": Coat("#e3b05e", "#f8e2b8", "#9a5a2a", "#8a5a1e"),
    "elephant": Coat("#9aa3b2", "#c3cad4", "#6d7686"),
    "monkey": Coat("#8f6244", "#f0cfa6", "#5f3d2a"),
    "tiger": Coat("#f09a3e", "#fff3e0", "#3a2a26", "#7a8a2a"),
    "deer": Coat("#c48a56", "#f6e4c8", "#6b452c"),
    "rabbit": Coat("#d9cfc6", "#fffaf4", "#f0aeb0", "#7a4a3a"),
    "mouse": Coat("#a9a4ae", "#e6e0e4", "#e8a9ae"),
    "bird": Coat("#4f9ad0", "#fbe9b0", "#2f6a9a"),
    "cow": Coat("#f4efe6", "#f7d3c4", "#6b4a3a"),
    "dog": Coat("#c9935c", "#f6e6cf", "#6b4328"),
    "cat": Coat("#8d8f9c", "#f1ece8", "#55566a", "#5f9a4a"),
    "tortoise": Coat("#8fae62", "#d6dca0", "#6b5a34"),
    "snake": Coat("#6faa52", "#e6e6a0", "#3f6f3a", "#b08a1e"),
    "fish": Coat("#f2863f", "#ffe0b0", "#c9502e", "#2f4f6a"),
    "owl": Coat("#a8794e", "#f0dcb8", "#6b4628", "#e8a51e"),
    "horse": Coat("#9a5f36", "#d9a878", "#3a241a"),
    "frog": Coat("#6fb84a", "#e6ecb0", "#3f7a35", "#c9901e"),
    "bear": Coat("#7d5438", "#d9b48c", "#4a2f20"),
    "wolf": Coat("#7b828e", "#dfe2e6", "#4a505c", "#c9a52e"),
    "peacock": Coat("#1f6fb0", "#3fa8b8", "#1f7f5a", "#3a2a1e"),
    "goat": Coat("#efe8da", "#fffaf0", "#8a7460", "#a8802e"),
    "camel": Coat("#d3a566", "#f0d8a8", "#9a7040"),
    "crocodile": Coat("#6f9450", "#dfe3a6", "#3f5c34", "#c9a52e"),
    "robot": Coat("#b9c4cd", "#e8eef1", "#5b6874", "#1f9fc0"),
    "dragon": Coat("#b64a5a", "#f4cf8a", "#6f2740", "#d99a1e"),
}
"""Every species' coat."""
