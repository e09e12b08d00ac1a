"""Talas: cycles of beats (matras) in groups (vibhags), and the strokes on the tabla by which they are known (theka)."""

from collections.abc import Iterator
from dataclasses import dataclass

from film_studio.film.models import Mood

_SPLIT = {"tirakita": ("te", "re", "ke", "te"), "dhage": ("dha", "ge")}
"""Words that are several strokes within one matra."""


@dataclass(frozen=True)
class Tala:
    """A cycle. `khali` are the vibhags (from 0) where the left hand is silent; sam is the first matra."""

    name: str
    vibhags: tuple[int, ...]
    khali: frozenset[int]
    theka: tuple[str, ...]
    mukhda: int
    """How many matras before sam the theme's first phrase begins."""

    @property
    def matras(self) -> int:
        """Length of the cycle in matras."""
        return sum(self.vibhags)

    @property
    def beginnings(self) -> tuple[int, ...]:
        """The matras, from 0, on which the vibhags begin."""
        return tuple(sum(self.vibhags[:index]) for index in range(len(self.vibhags)))

    def strokes(self) -> Iterator[tuple[float, str, float]]:
        """The theka: matra (with a fraction), stroke, and how strong it is, 0 to 1."""
        silent = {self.beginnings[vibhag] for vibhag in self.khali}
        for matra, word in enumerate(self.theka):
            begins = matra in self.beginnings
            accent = 1.0 if matra == 0 and not silent & {0} else 0.72 if matra in silent else 0.84 if begins else 0.66
            parts = _SPLIT.get(word, (word,))
            for index, bol in enumerate(parts):
                yield matra + index / len(parts), bol, accent * (1.0 if index == 0 else 0.75)


def _tala(name: str, vibhags: tuple[int, ...], khali: set[int], theka: str, mukhda: int) -> Tala:
    return Tala(name, vibhags, frozenset(khali), tuple(theka.replace("|", " ").split()), mukhda)


# fmt: off
TEENTAL = _tala("Teental", (4, 4, 4, 4), {2},
                "dha dhin dhin dha | dha dhin dhin dha | dha tin tin na | na dhin dhin dha", 5)
KEHERWA = _tala("Keherwa", (4, 4), {1}, "dha ge na tin | na ke dhin na", 3)
DADRA = _tala("Dadra", (3, 3), {1}, "dha dhin na | dha tun na", 3)
RUPAK = _tala("Rupak", (3, 2, 2), {0}, "tin tin na | dhin na | dhin na", 3)
JHAPTAL = _tala("Jhaptal", (2, 3, 2, 3), {2}, "dhin na | dhin dhin na | tin na | dhin dhin na", 3)
EKTAL = _tala("Ektal", (2, 2, 2, 2, 2, 2), {1, 3},
              "dhin dhin | dhage tirakita | tun na | ke na | dhage tirakita | dhin na", 4)

TALAS = (TEENTAL, KEHERWA, DADRA, RUPAK, JHAPTAL, EKTAL)

_OF_MOOD: dict[Mood, tuple[int, tuple[Tala, ...]]] = {
    "peaceful": (84, (RUPAK, DADRA)),
    "joyful": (176, (TEENTAL, KEHERWA)),
    "sad": (70, (RUPAK, DADRA)),
    "tense": (160, (TEENTAL, JHAPTAL)),
    "mysterious": (92, (JHAPTAL, RUPAK, EKTAL)),
    "romantic": (104, (DADRA, KEHERWA, RUPAK)),
    "heroic": (168, (TEENTAL, KEHERWA)),
    "devotional": (96, (KEHERWA, DADRA)),
    "playful": (190, (KEHERWA, DADRA)),
}
"""Matras per minute, and talas, the fittest first."""
# fmt: on


def tala_for(mood: Mood, intensity: float, seconds: float) -> tuple[Tala, int]:
    """The tala of a passage, and how many cycles of it the passage has; it has none where it is too short.

    Tempo yields by at most a third, so that the cycles fill the passage.
    """
    per_minute, fitting = _OF_MOOD[mood]
    matra = 60 / (per_minute * (0.85 + 0.3 * intensity))
    options = []
    for rank, tala in enumerate(fitting):
        cycles = max(round(seconds / (tala.matras * matra)), 1)
        yielding = seconds / (cycles * tala.matras * matra)
        options.append((abs(yielding - 1) > 0.15, rank, cycles, tala, yielding))
    _, _, cycles, tala, yielding = min(options, key=lambda option: option[:2])
    return tala, cycles if 0.67 <= yielding <= 1.5 else 0
