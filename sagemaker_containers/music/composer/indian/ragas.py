"""Ragas: what they ascend and descend by, what they dwell on, and when they are sung."""

from collections.abc import Sequence
from dataclasses import dataclass

from film_studio.film.models import Mood, TimeOfDay
from sagemaker_containers.music.composer.scale import Scale


@dataclass(frozen=True)
class Raga:
    """A raga: its ladders (arohana, avarohana), the notes it dwells on, and when and for what it is sung."""

    scale: Scale
    vadi: int
    samvadi: int
    times: tuple[TimeOfDay, ...]
    moods: tuple[Mood, ...]

    @property
    def drone(self) -> int:
        """The tanpura's first string: Pa, or Ma where the raga has no Pa, or Ni where it has neither."""
        return next(interval for interval in (7, 5, 11) if interval in self.scale.notes)


def _raga(
    name: str, up: str, down: str, vadi: str, samvadi: str, times: Sequence[TimeOfDay], moods: Sequence[Mood]
) -> Raga:
    """A raga in letters: S r R g G m M P d D n N, small letters the lower of two (but M is the sharp fourth)."""
    svaras = "SrRgGmMPdDnN"

    def ladder(letters: str) -> tuple[int, ...]:
        return tuple(sorted(svaras.index(letter) for letter in letters))

    scale = Scale(name, ladder(up), ladder(down))
    return Raga(scale, svaras.index(vadi), svaras.index(samvadi), tuple(times), tuple(moods))


RAGAS = (
    _raga("Bhairav", "SrGmPdN", "SrGmPdN", "d", "r", ["dawn"], ["devotional", "peaceful", "heroic"]),
    _raga("Ahir Bhairav", "SrGmPDn", "SrGmPDn", "m", "S", ["dawn"], ["devotional", "sad", "romantic", "mysterious"]),
    _raga("Todi", "SrgMdN", "SrgMPdN", "d", "g", ["dawn", "day"], ["sad", "tense", "mysterious"]),
    _raga("Brindavani Sarang", "SRmPN", "SRmPn", "R", "P", ["day"], ["joyful", "peaceful", "playful"]),
    _raga("Bhimpalasi", "SgmPn", "SRgmPDn", "m", "S", ["day"], ["romantic", "sad", "devotional"]),
    _raga("Hamsadhwani", "SRGPN", "SRGPN", "S", "P", ["day", "dusk"], ["joyful", "heroic", "playful"]),
    _raga("Marwa", "SrGMDN", "SrGMDN", "r", "D", ["dusk"], ["tense", "mysterious", "sad"]),
    _raga("Yaman", "SRGMDN", "SRGMPDN", "G", "N", ["dusk", "night"], ["romantic", "peaceful", "devotional"]),
    _raga("Bhupali", "SRGPD", "SRGPD", "G", "D", ["dusk", "night"], ["peaceful", "joyful", "devotional"]),
    _raga("Khamaj", "SGmPDN", "SRGmPDn", "G", "N", ["night"], ["playful", "romantic", "joyful"]),
    _raga("Desh", "SRmPN", "SRGmPDn", "R", "P", ["night"], ["romantic", "heroic", "joyful"]),
    _raga("Shivaranjani", "SRgPD", "SRgPD", "P", "R", ["night"], ["sad", "romantic"]),
    _raga("Darbari", "SRgmPdn", "SRgmPdn", "R", "P", ["night"], ["sad", "heroic", "tense"]),
    _raga("Malkauns", "Sgmdn", "Sgmdn", "m", "S", ["night"], ["mysterious", "tense", "devotional", "heroic"]),
)


def raga_for(mood: Mood, time_of_day: TimeOfDay) -> Raga:
    """The raga that fits mood and hour best; the mood weighs more."""

    def fit(raga: Raga) -> float:
        mood_fit = 0.0 if mood not in raga.moods else 3.0 - 0.5 * raga.moods.index(mood)
        return mood_fit + (1.0 if time_of_day in raga.times else 0.0)

    return max(RAGAS, key=fit)
