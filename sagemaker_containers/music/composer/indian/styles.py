"""The Indian styles: raga over the tanpura's drone, and chant."""

from collections.abc import Callable

from sagemaker_containers.music.composer.arranger import ENERGY, Arranger
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.indian.ragas import Raga, raga_for

_TEENTAL = [*["dha", "dhin", "dhin", "dha"] * 2, *["dha", "tin", "tin", "na"], *["na", "dhin", "dhin", "dha"]]
_KEHERWA = ["dha", "ge", "na", "tin", "na", "ke", "dhin", "na"]


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
    lively = ENERGY[passage.mood] == "lively"
    theka, per_bar = (_KEHERWA, 8) if lively else (_TEENTAL, 4)
    for matra in range(passage.bars * per_bar - (per_bar - 1 if passage.last else 0)):
        place = matra % len(theka)
        accent = 1.0 if place == 0 else 0.8 if place % 4 == 0 else 0.62
        arranger.stroke("tabla", passage.at(matra / per_bar), theka[place], velocity * accent)


def classical(arranger: Arranger, passage: Passage) -> None:
    """A lead that sings the theme in the raga of mood and hour, with tabla where it is intense enough."""
    raga = _begin_raga(arranger, passage)
    tonic, intensity = arranger.composition.tonic, passage.intensity
    lively = ENERGY[passage.mood] == "lively" or passage.mood in ("heroic", "tense")
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


def slokas(arranger: Arranger, passage: Passage) -> None:
    """A chant on three tones over choir and drone, with temple bells."""
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
