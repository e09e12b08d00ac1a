"""Music theory: ragas, modes, chords and voice leading. Pitches are MIDI notes, intervals are semitones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from film_studio.film.models import Mood, TimeOfDay


@dataclass(frozen=True)
class Scale:
    """A ladder of notes within the octave, which a melody may climb by other rungs than it descends."""

    name: str
    up: tuple[int, ...]
    down: tuple[int, ...]

    @property
    def notes(self) -> frozenset[int]:
        """Every interval from the tonic that belongs to the scale."""
        return frozenset(self.up) | frozenset(self.down)

    def move(self, tonic: int, pitch: int, steps: int) -> int:
        """The pitch that lies `steps` rungs above (or below, when negative) `pitch`."""
        ladder = self.up if steps > 0 else self.down
        direction = 1 if steps > 0 else -1
        for _ in range(abs(steps)):
            pitch += direction
            while (pitch - tonic) % 12 not in ladder:
                pitch += direction
        return pitch

    def nearest(self, tonic: int, pitch: int, among: Iterable[int] | None = None) -> int:
        """The pitch nearest to `pitch` whose interval is one of the scale's, or one `among` those given."""
        allowed = set(self.notes if among is None else among)
        return min(
            (p for p in range(pitch - 11, pitch + 12) if (p - tonic) % 12 in allowed), key=lambda p: abs(p - pitch)
        )


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


_IONIAN, _AEOLIAN = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)
_DORIAN, _LYDIAN, _PHRYGIAN = (0, 2, 3, 5, 7, 9, 10), (0, 2, 4, 6, 7, 9, 11), (0, 1, 3, 5, 7, 8, 10)


@dataclass(frozen=True)
class Harmony:
    """What a mood means in functional harmony: a mode, and chord progressions of four bars as scale degrees from 0."""

    scale: Scale
    progressions: tuple[tuple[int, ...], ...]


def _harmony(name: str, notes: tuple[int, ...], *progressions: tuple[int, ...]) -> Harmony:
    return Harmony(Scale(name, notes, notes), progressions)


HARMONIES: dict[Mood, Harmony] = {
    "peaceful": _harmony("major", _IONIAN, (0, 3, 0, 4), (0, 5, 3, 4), (0, 2, 3, 0)),
    "joyful": _harmony("major", _IONIAN, (0, 4, 5, 3), (0, 3, 4, 0), (0, 5, 1, 4)),
    "romantic": _harmony("major", _IONIAN, (0, 2, 3, 4), (5, 3, 0, 4), (0, 5, 1, 4)),
    "playful": _harmony("major", _IONIAN, (0, 4, 0, 4), (0, 1, 4, 0), (0, 3, 4, 0)),
    "heroic": _harmony("lydian", _LYDIAN, (0, 4, 5, 1), (0, 1, 0, 4), (5, 1, 4, 0)),
    "devotional": _harmony("major", _IONIAN, (0, 3, 0, 4), (0, 3, 5, 4), (3, 0, 4, 0)),
    "sad": _harmony("minor", _AEOLIAN, (0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 4)),
    "tense": _harmony("phrygian", _PHRYGIAN, (0, 1, 0, 1), (0, 5, 1, 0), (0, 1, 3, 0)),
    "mysterious": _harmony("dorian", _DORIAN, (0, 3, 0, 3), (0, 6, 3, 0), (0, 1, 3, 0)),
}


def triad(scale: Scale, degree: int) -> tuple[int, int, int]:
    """Intervals above the tonic of the triad on a degree of a seven-note scale; a minor key's dominant is major."""
    root, third, fifth = (scale.up[(degree + step) % 7] for step in (0, 2, 4))
    if scale.name == "minor" and degree == 4:
        third = 11
    return root, third, fifth


def voice_lead(tonic: int, chord: Sequence[int], before: Sequence[int] | None, centre: int) -> tuple[int, ...]:
    """Three voices that sound the chord near `centre`, moving as little as can be from the chord before.

    Parallel octaves and crossings cannot happen: the voices are distinct, and stay in order.
    """
    around = [[p for p in range(centre - 10, centre + 11) if (p - tonic - note) % 12 == 0] for note in chord]
    voicings = [tuple(sorted(voicing)) for voicing in product(*around)]

    def cost(voicing: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
        spread = abs(voicing[-1] - voicing[0] - 9) * 0.3
        if before is None:
            return spread + abs(sum(voicing) / 3 - centre), voicing
        moved = sum(abs(a - b) for a, b in zip(voicing, before, strict=True))
        return moved + spread + abs(sum(voicing) / 3 - centre) * 0.2, voicing

    return min(voicings, key=cost)
