"""The six styles: each writes one passage after another into a composition."""

import random
from collections.abc import Callable

from film_studio.film.models import Mood, MusicStyle, ScoreRequest
from sagemaker_containers.music.composer.composition import Composition, Note, Stroke
from sagemaker_containers.music.composer.form import Passage, passages
from sagemaker_containers.music.composer.melody import Theme, invent, sing
from sagemaker_containers.music.composer.theory import HARMONIES, Harmony, Raga, raga_for, triad, voice_lead

_ENERGY: dict[Mood, str] = {
    "peaceful": "calm",
    "sad": "calm",
    "mysterious": "calm",
    "devotional": "calm",
    "romantic": "flowing",
    "tense": "flowing",
    "heroic": "flowing",
    "joyful": "lively",
    "playful": "lively",
}

_TEENTAL = [*["dha", "dhin", "dhin", "dha"] * 2, *["dha", "tin", "tin", "na"], *["na", "dhin", "dhin", "dha"]]
_KEHERWA = ["dha", "ge", "na", "tin", "na", "ke", "dhin", "na"]

_ROOM: dict[MusicStyle, float] = {
    "indian-classical": 0.22,
    "western-classical": 0.3,
    "contemporary": 0.15,
    "slokas": 0.38,
    "poems": 0.3,
    "ambient": 0.45,
}


class Arranger:
    """What all styles share: the random choices of one seed, the theme, and a hand that writes notes as people play."""

    def __init__(self, request: ScoreRequest):
        self.request = request
        self.random = random.Random(request.seed)
        self.themes = {energy: invent(self.random, energy) for energy in ("calm", "flowing", "lively")}
        self.composition = Composition(
            seconds=request.seconds,
            tonic=48 + self.random.choice((0, 1, 2, 3, 4, 5, -1, -2)),
            passages=passages(request),
            scales=[],
            parts={},
            reverberation=_ROOM[request.style],
        )
        self.voicing: tuple[int, ...] | None = None

    def note(self, instrument: str, start: float, duration: float, pitch: int, velocity: float, glide: int = 0) -> None:
        """Write a note, a little early or late and softer or louder, as a hand would; none outlasts the score."""
        start = max(start + self.random.uniform(-0.008, 0.008), 0.0)
        duration = min(duration, self.request.seconds - start)
        if duration > 0.02:
            velocity = min(max(velocity * self.random.uniform(0.92, 1.06), 0.05), 1.0)
            self.composition.part(instrument).notes.append(Note(start, duration, pitch, velocity, glide))

    def stroke(self, instrument: str, start: float, bol: str, velocity: float) -> None:
        """Write a stroke on percussion."""
        if start < self.request.seconds:
            velocity = min(velocity * self.random.uniform(0.85, 1.1), 1.0)
            self.composition.part(instrument).strokes.append(Stroke(max(start, 0.0), bol, velocity))

    def theme_for(self, mood: Mood) -> Theme:
        """The film's theme as it moves in this mood."""
        return self.themes[_ENERGY[mood]]

    def melody(
        self,
        instrument: str,
        passage: Passage,
        first_bar: int,
        centre: int,
        velocity: float,
        rest_on: Callable[[float], frozenset[int]],
        stretch: int = 1,
        glides: bool = False,
    ) -> None:
        """The theme from `first_bar` of the passage on, `stretch` times as slow; what does not fit is left out.

        The last bar of the film belongs to its final note.
        """
        scale, tonic = self.composition.scales[-1], self.composition.tonic
        self.composition.entries.append(passage.at(first_bar))
        before: int | None = None
        bars = passage.bars - 1 if passage.last and passage.bars > 1 else passage.bars
        sung = sing(self.theme_for(passage.mood), scale, tonic, centre, lambda bar: rest_on(first_bar + bar * stretch))
        for index, (tone, pitch) in enumerate(sung):
            bar = first_bar + tone.bar * stretch
            if bar >= bars:
                break
            length = min(tone.bars * stretch, bars - bar)
            shape = 0.85 + 0.15 * (1 - abs(index / len(sung) - 0.5) * 2)
            glide = before - pitch if glides and before is not None and 0 < abs(before - pitch) <= 4 else 0
            self.note(instrument, passage.at(bar), length * passage.bar_seconds * 0.97, pitch, velocity * shape, glide)
            before = pitch


def compose(request: ScoreRequest) -> Composition:
    """The score for a request: the same request always gives the same notes."""
    arranger = Arranger(request)
    write = _STYLES[request.style]
    for passage in arranger.composition.passages:
        write(arranger, passage)
    return arranger.composition


# Indian styles ---------------------------------------------------------------------------------------------------


def _begin_raga(arranger: Arranger, passage: Passage) -> Raga:
    raga = raga_for(passage.mood, arranger.request.time_of_day)
    arranger.composition.scales.append(raga.scale)
    return raga


def _dwelling(raga: Raga) -> Callable[[float], frozenset[int]]:
    notes = frozenset({0, raga.vadi, raga.samvadi})
    return lambda bar: notes


def _tanpura(arranger: Arranger, passage: Passage, raga: Raga, velocity: float) -> None:
    """Pa, sa, sa, Sa: four strings in five beats, for ever, at the player's own pace."""
    tonic = arranger.composition.tonic
    cycle, at = 4.2, passage.start
    while at < passage.end:
        for string, (beat, interval) in enumerate(((0.0, raga.drone - 12), (0.24, 0), (0.46, 0), (0.68, -12))):
            if at + beat * cycle < passage.end:
                arranger.note(
                    "tanpura", at + beat * cycle, 6.0, tonic + interval, velocity * (0.9 if string == 3 else 1)
                )
        at += cycle
    if passage.last:
        arranger.note("tanpura", passage.end - passage.bar_seconds, passage.bar_seconds, tonic - 12, velocity)


def _tabla(arranger: Arranger, passage: Passage, velocity: float) -> None:
    """The theka, one matra to the beat (two where it is lively), its first beat on the first of the passage."""
    lively = _ENERGY[passage.mood] == "lively"
    theka, per_bar = (_KEHERWA, 8) if lively else (_TEENTAL, 4)
    for matra in range(passage.bars * per_bar - (per_bar - 1 if passage.last else 0)):
        place = matra % len(theka)
        accent = 1.0 if place == 0 else 0.8 if place % 4 == 0 else 0.62
        arranger.stroke("tabla", passage.at(matra / per_bar), theka[place], velocity * accent)


def _indian_classical(arranger: Arranger, passage: Passage) -> None:
    raga = _begin_raga(arranger, passage)
    tonic, intensity = arranger.composition.tonic, passage.intensity
    lively = _ENERGY[passage.mood] == "lively" or passage.mood in ("heroic", "tense")
    lead, centre = ("sitar", tonic + 9) if lively else ("bansuri", tonic + 17)
    _tanpura(arranger, passage, raga, 0.55)
    if intensity >= 0.35:
        _tabla(arranger, passage, 0.3 + 0.45 * intensity)
    stretch = 1 if lively else 2
    period = (4 if lively else 8) + (0 if intensity >= 0.7 else 2)
    for bar in range(0, max(passage.bars - 1, 1), period):
        arranger.melody(lead, passage, bar, centre, 0.45 + 0.3 * intensity, _dwelling(raga), stretch, glides=True)
    if intensity >= 0.55:
        for bar in range(period - 2, passage.bars - 1, period):  # the answer, while the lead breathes
            for step, interval in enumerate(sorted(raga.scale.up, reverse=True)[:4]):
                arranger.note("santoor", passage.at(bar + step / 4), 1.2, tonic + 12 + interval, 0.35)
    if passage.last:
        arranger.note(lead, passage.at(passage.bars - 1), passage.bar_seconds, tonic + 12, 0.5)


def _slokas(arranger: Arranger, passage: Passage) -> None:
    raga = _begin_raga(arranger, passage)
    tonic, scale = arranger.composition.tonic, raga.scale
    _tanpura(arranger, passage, raga, 0.6)
    for bar in range(0, passage.bars, 2):
        length = min(2, passage.bars - bar) * passage.bar_seconds
        for interval in (0, raga.drone if raga.drone != 11 else 0, 12):
            arranger.note("choir", passage.at(bar), length + 0.6, tonic + interval, 0.28 + 0.2 * passage.intensity)
    for bar in range(0, passage.bars, 4):
        arranger.stroke("bell", passage.at(bar), "temple", 0.3 + 0.25 * passage.intensity)
    # A chant moves between three tones: the one it is sung on, the one below and the one above.
    home = tonic + 12
    tones = (home, home, scale.move(tonic, home, 1), home, scale.move(tonic, home, -1), home)
    for bar in range(0 if not passage.first else 1, passage.bars - (1 if passage.last else 0)):
        if bar % 4 == 3 or (passage.intensity < 0.3 and bar % 2):
            continue
        if bar % 4 == 0:
            arranger.composition.entries.append(passage.at(bar))
        syllables = (0.25, 0.125, 0.125, 0.5) if bar % 2 == 0 else (0.25, 0.25, 0.5)
        at = float(bar)
        for index, syllable in enumerate(syllables):
            pitch = tones[(bar * 2 + index) % len(tones)]
            duration = syllable * passage.bar_seconds
            arranger.note("harmonium", passage.at(at), duration, pitch, 0.4 + 0.2 * passage.intensity)
            at += syllable
    if passage.intensity >= 0.6:
        _tabla(arranger, passage, 0.35 * passage.intensity)
    if passage.last:
        arranger.stroke("bell", passage.at(passage.bars - 1), "temple", 0.5)


# Western styles --------------------------------------------------------------------------------------------------


def _begin_harmony(arranger: Arranger, passage: Passage) -> tuple[Harmony, list[tuple[int, int, int]]]:
    """The passage's harmony, and its chord in each bar; the last passage ends with dominant and tonic."""
    harmony = HARMONIES[passage.mood]
    arranger.composition.scales.append(harmony.scale)
    progression = arranger.random.choice(harmony.progressions)
    degrees = [progression[bar % len(progression)] for bar in range(passage.bars)]
    if passage.first or passage.bars >= 4:
        degrees[0] = 0
    if passage.last:
        degrees[-1] = 0
        if passage.bars > 1:
            degrees[-2] = 1 if harmony.scale.name == "phrygian" else 4
    return harmony, [triad(harmony.scale, degree) for degree in degrees]


def _chord_tones(chords: list[tuple[int, int, int]]) -> Callable[[float], frozenset[int]]:
    return lambda bar: frozenset(chords[min(int(bar), len(chords) - 1)])


def _pad(
    arranger: Arranger,
    instrument: str,
    passage: Passage,
    chords: list[tuple[int, int, int]],
    centre: int,
    velocity: float,
) -> list[tuple[int, ...]]:
    """Three voices that hold each chord and lead into the next. Answers the voicings."""
    voicings = []
    for bar, chord in enumerate(chords):
        arranger.voicing = voice_lead(arranger.composition.tonic, chord, arranger.voicing, centre)
        voicings.append(arranger.voicing)
        for pitch in arranger.voicing:
            arranger.note(instrument, passage.at(bar), passage.bar_seconds * 1.03, pitch, velocity)
    return voicings


def _bass(
    arranger: Arranger, instrument: str, passage: Passage, chords: list[tuple[int, int, int]], velocity: float
) -> None:
    for bar, chord in enumerate(chords):
        root = arranger.composition.tonic - 12 + chord[0]
        pitch = root if root <= 45 else root - 12
        arranger.note(instrument, passage.at(bar), passage.bar_seconds, pitch, velocity)


def _arpeggio(
    arranger: Arranger,
    instrument: str,
    passage: Passage,
    voicings: list[tuple[int, ...]],
    pattern: str,
    velocity: float,
) -> None:
    """Broken chords: each figure of the pattern is a voice (3 is the lowest an octave up), `.` is a rest."""
    for bar, voicing in enumerate(voicings):
        if passage.last and bar == len(voicings) - 1:
            for index, pitch in enumerate(voicing):
                arranger.note(instrument, passage.at(bar) + 0.06 * index, passage.bar_seconds, pitch, velocity)
            break
        ladder = (*voicing, voicing[0] + 12)
        for index, figure in enumerate(pattern):
            if figure != ".":
                at = passage.at(bar + index / len(pattern))
                accent = 1.0 if index == 0 else 0.8
                arranger.note(instrument, at, passage.bar_seconds / 3, ladder[int(figure)], velocity * accent)


def _themes(
    arranger: Arranger,
    instrument: str,
    passage: Passage,
    chords: list[tuple[int, int, int]],
    centre: int,
    velocity: float,
    stretch: int = 1,
) -> None:
    """The theme, then as long a silence (shorter where it is intense), and so on."""
    rest = 4 if passage.intensity < 0.5 else 2
    first = 1 if passage.first and passage.bars > 5 else 0
    for bar in range(first, max(passage.bars - 2, 1), 4 * stretch + rest):
        arranger.melody(instrument, passage, bar, centre, velocity, _chord_tones(chords), stretch)
    if passage.last and passage.bars > 1:
        home = arranger.composition.scales[-1].nearest(arranger.composition.tonic, centre, {0})
        arranger.note(instrument, passage.at(passage.bars - 1), passage.bar_seconds, home, velocity)


def _western_classical(arranger: Arranger, passage: Passage) -> None:
    _, chords = _begin_harmony(arranger, passage)
    tonic, intensity, mood = arranger.composition.tonic, passage.intensity, passage.mood
    voicings = _pad(arranger, "strings", passage, chords, 60, 0.3 + 0.3 * intensity)
    _bass(arranger, "cello", passage, chords, 0.35 + 0.3 * intensity)
    if mood == "playful":
        _arpeggio(arranger, "pizzicato", passage, voicings, "0.2.1.2.", 0.5)
    elif intensity >= 0.35:
        _arpeggio(
            arranger, "piano", passage, voicings, "01232321" if intensity >= 0.6 else "0.1.2.1.", 0.3 + 0.2 * intensity
        )
    lead = {"heroic": "horn", "tense": "cello", "sad": "oboe", "playful": "clarinet", "mysterious": "clarinet"}.get(
        mood, "flute"
    )
    centre = {"horn": tonic + 10, "cello": tonic + 5}.get(lead, tonic + 17)
    _themes(arranger, lead, passage, chords, centre, 0.45 + 0.25 * intensity)
    if mood in ("heroic", "tense") and intensity >= 0.6:
        for bar, chord in enumerate(chords):
            arranger.note("timpani", passage.at(bar), 1.5, tonic - 12 + (chord[0] if chord[0] < 8 else 0), 0.45)


def _contemporary(arranger: Arranger, passage: Passage) -> None:
    _, chords = _begin_harmony(arranger, passage)
    tonic, intensity = arranger.composition.tonic, passage.intensity
    voicings = _pad(arranger, "warm pad", passage, chords, 57, 0.3 + 0.2 * intensity)
    pattern = "01232321" if _ENERGY[passage.mood] != "calm" else "0.2.1.3."
    _arpeggio(arranger, "guitar", passage, voicings, pattern, 0.4 + 0.25 * intensity)
    _bass(arranger, "bass", passage, chords, 0.45 + 0.25 * intensity)
    _themes(arranger, "electric piano", passage, chords, tonic + 14, 0.4 + 0.25 * intensity)
    if intensity >= 0.45:
        for bar in range(passage.bars - (1 if passage.last else 0)):
            for eighth, drums in enumerate(("kick", "", "rim", "", "kick", "kick", "rim", "")):
                if drums and not (eighth == 5 and bar % 2 == 0):
                    arranger.stroke("drums", passage.at(bar + eighth / 8), drums, 0.3 + 0.3 * intensity)
                arranger.stroke("drums", passage.at(bar + eighth / 8), "shaker", 0.12 + 0.15 * intensity)


def _poems(arranger: Arranger, passage: Passage) -> None:
    _, chords = _begin_harmony(arranger, passage)
    tonic, intensity = arranger.composition.tonic, passage.intensity
    voicings = _pad(arranger, "strings", passage, chords, 57, 0.18 + 0.2 * intensity)
    instrument = "harp" if passage.mood in ("romantic", "mysterious", "playful", "joyful") else "piano"
    _arpeggio(
        arranger, instrument, passage, voicings, "01232.2." if intensity >= 0.4 else "0.12..3.", 0.35 + 0.2 * intensity
    )
    _bass(arranger, "piano", passage, chords, 0.35)
    _themes(arranger, "cello", passage, chords, tonic + 9, 0.4 + 0.2 * intensity, stretch=2)


def _ambient(arranger: Arranger, passage: Passage) -> None:
    _, chords = _begin_harmony(arranger, passage)
    tonic, intensity = arranger.composition.tonic, passage.intensity
    slow = [chords[bar - bar % 2] for bar in range(len(chords) - 1)] + chords[-1:]
    voicings = _pad(arranger, "warm pad", passage, slow, 55, 0.4 + 0.15 * intensity)
    for voicing, bar in zip(voicings[::2], range(0, passage.bars, 2), strict=False):
        arranger.note("halo", passage.at(bar), 2.2 * passage.bar_seconds, voicing[-1], 0.2 + 0.2 * intensity)
        arranger.note("sub", passage.at(bar), 2 * passage.bar_seconds, tonic - 12, 0.35)
    _themes(arranger, "piano", passage, slow, tonic + 14, 0.3 + 0.2 * intensity, stretch=2)


_STYLES: dict[MusicStyle, Callable[[Arranger, Passage], None]] = {
    "indian-classical": _indian_classical,
    "western-classical": _western_classical,
    "contemporary": _contemporary,
    "slokas": _slokas,
    "poems": _poems,
    "ambient": _ambient,
}
