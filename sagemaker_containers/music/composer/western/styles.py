"""The Western styles: functional harmony in four dresses."""

from collections.abc import Callable

from sagemaker_containers.music.composer.arranger import ENERGY, Arranger
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.western.harmony import HARMONIES, Harmony, triad, voice_lead


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


def classical(arranger: Arranger, passage: Passage) -> None:
    """An orchestra: strings, a broken chord, and the wind that suits the mood."""
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


def contemporary(arranger: Arranger, passage: Passage) -> None:
    """Guitar, electric piano and light drums."""
    _, chords = _begin_harmony(arranger, passage)
    tonic, intensity = arranger.composition.tonic, passage.intensity
    voicings = _pad(arranger, "warm pad", passage, chords, 57, 0.3 + 0.2 * intensity)
    pattern = "01232321" if ENERGY[passage.mood] != "calm" else "0.2.1.3."
    _arpeggio(arranger, "guitar", passage, voicings, pattern, 0.4 + 0.25 * intensity)
    _bass(arranger, "bass", passage, chords, 0.45 + 0.25 * intensity)
    _themes(arranger, "electric piano", passage, chords, tonic + 14, 0.4 + 0.25 * intensity)
    if intensity >= 0.45:
        for bar in range(passage.bars - (1 if passage.last else 0)):
            for eighth, drums in enumerate(("kick", "", "rim", "", "kick", "kick", "rim", "")):
                if drums and not (eighth == 5 and bar % 2 == 0):
                    arranger.stroke("drums", passage.at(bar + eighth / 8), drums, 0.3 + 0.3 * intensity)
                arranger.stroke("drums", passage.at(bar + eighth / 8), "shaker", 0.12 + 0.15 * intensity)


def poems(arranger: Arranger, passage: Passage) -> None:
    """Piano or harp under a slow cello."""
    _, chords = _begin_harmony(arranger, passage)
    tonic, intensity = arranger.composition.tonic, passage.intensity
    voicings = _pad(arranger, "strings", passage, chords, 57, 0.18 + 0.2 * intensity)
    instrument = "harp" if passage.mood in ("romantic", "mysterious", "playful", "joyful") else "piano"
    _arpeggio(
        arranger, instrument, passage, voicings, "01232.2." if intensity >= 0.4 else "0.12..3.", 0.35 + 0.2 * intensity
    )
    _bass(arranger, "piano", passage, chords, 0.35)
    _themes(arranger, "cello", passage, chords, tonic + 9, 0.4 + 0.2 * intensity, stretch=2)


def ambient(arranger: Arranger, passage: Passage) -> None:
    """Pads and far single notes."""
    _, chords = _begin_harmony(arranger, passage)
    tonic, intensity = arranger.composition.tonic, passage.intensity
    slow = [chords[bar - bar % 2] for bar in range(len(chords) - 1)] + chords[-1:]
    voicings = _pad(arranger, "warm pad", passage, slow, 55, 0.4 + 0.15 * intensity)
    for voicing, bar in zip(voicings[::2], range(0, passage.bars, 2), strict=False):
        arranger.note("halo", passage.at(bar), 2.2 * passage.bar_seconds, voicing[-1], 0.2 + 0.2 * intensity)
        arranger.note("sub", passage.at(bar), 2 * passage.bar_seconds, tonic - 12, 0.35)
    _themes(arranger, "piano", passage, slow, tonic + 14, 0.3 + 0.2 * intensity, stretch=2)
