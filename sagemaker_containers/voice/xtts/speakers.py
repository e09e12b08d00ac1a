"""Who of the network's speakers has a part: those published are known by name, others by their pitch."""

from collections.abc import Callable, Iterable
from itertools import chain, zip_longest

from film_studio.film.models import Gender, VoiceSpec
from sagemaker_containers.voice.character import PITCH_HZ
from sagemaker_containers.voice.neural import within

WOMEN = (
    *("Claribel Dervla", "Daisy Studious", "Gracie Wise", "Tammie Ema", "Alison Dietlinde", "Ana Florence"),
    *("Annmarie Nele", "Asya Anara", "Brenda Stern", "Gitta Nikolina", "Henriette Usha", "Sofia Hellen"),
    *("Tammy Grit", "Tanja Adelina", "Vjollca Johnnie", "Nova Hogarth", "Maja Ruoho", "Uta Obando"),
    *("Lidiya Szekeres", "Chandra MacFarland", "Szofi Granger", "Camilla Holmström", "Lilya Stainthorpe"),
    *("Zofija Kendrick", "Narelle Moon", "Barbora MacLean", "Alexandra Hisakawa", "Alma María", "Rosemary Okafor"),
)
MEN = (
    *("Andrew Chipper", "Badr Odhiambo", "Dionisio Schuyler", "Royston Min", "Viktor Eka", "Abrahan Mack"),
    *("Adde Michal", "Baldur Sanjin", "Craig Gutsy", "Damien Black", "Gilberto Mathias", "Ilkin Urbano"),
    *("Kazuhiko Atallah", "Ludvig Milivoj", "Suad Qasim", "Torcull Diarmuid", "Viktor Menelaos"),
    *("Zacharie Aimilios", "Ige Behringer", "Filip Traverse", "Damjan Chapman", "Wulf Carlevaro"),
    *("Aaron Dreschner", "Kumar Dahl", "Eugenio Mataracı", "Ferran Simen", "Xavier Hayasaka", "Luis Moray"),
    "Marcos Rudaski",
)
"""In the order of the published file, which has all women of a recording before its men."""

_MOST_OF_MEN_HZ = 150
"""Where the pitch of women begins."""


class Cast:
    """The speakers there are, by gender. `hertz` tells the median pitch of one whom nobody knows."""

    def __init__(self, names: Iterable[str], hertz: Callable[[str], float]):
        there = set(names)
        pitches = {name: hertz(name) for name in sorted(there.difference(WOMEN, MEN))}
        women = [name for name in WOMEN if name in there]
        men = [name for name in MEN if name in there]
        women += [name for name, pitch in pitches.items() if pitch > _MOST_OF_MEN_HZ]
        men += [name for name, pitch in pitches.items() if pitch <= _MOST_OF_MEN_HZ]
        both = [name for name in chain.from_iterable(zip_longest(women, men)) if name is not None]
        self._women = frozenset(women)
        self._parts: dict[Gender, list[str]] = {"female": women or men, "male": men or women, "neutral": both}

    def __bool__(self) -> bool:
        return bool(self._parts["neutral"])

    def of(self, spec: VoiceSpec) -> tuple[str, float]:
        """Who speaks for a description, and the factor by which pitch and formants are moved to suit its age.

        A variant always has the same speaker. A child is a woman's voice, moved up.
        """
        able = self._parts["female" if spec.age == "child" else spec.gender]
        name = able[spec.variant % len(able)]
        own = PITCH_HZ["female" if name in self._women else "male"]["adult"]
        return name, within(PITCH_HZ[spec.gender][spec.age] / own)
