"""The five dresses of Western music: orchestral, chamber, piano, contemporary, ambient. Each plays a written passage.

What is intense has more instruments, higher and busier; the climax has all of them.
"""

from typing import NamedTuple

from film_studio.film.models import Mood
from sagemaker_containers.music.composer.western.passage import ALTO, BASS, INNER, SOPRANO, TENOR, UPPER, Written


class _Lead(NamedTuple):
    instrument: str
    above: int
    """Semitones from the tonic below middle C to the middle of its part."""


_ORCHESTRAL_LEADS: dict[Mood, _Lead] = {
    "peaceful": _Lead("flute", 24), "joyful": _Lead("flute", 24), "sad": _Lead("oboe", 19),
    "tense": _Lead("cello", 7), "mysterious": _Lead("clarinet", 16), "romantic": _Lead("violin", 22),
    "heroic": _Lead("horn", 12), "devotional": _Lead("oboe", 19), "playful": _Lead("clarinet", 19),
}  # fmt: skip
_CALM: frozenset[Mood] = frozenset({"peaceful", "sad", "mysterious", "devotional"})


def orchestral(written: Written) -> None:
    """Strings carry, a wind or horn leads; harp or violas move; horns, timpani and cymbals come in with intensity."""
    mood, intensity, tonic = written.passage.mood, written.intensity, written.arranger.composition.tonic
    full = written.passage.climax or intensity >= 0.75
    strings = "tremolo strings" if mood in ("tense", "mysterious") and intensity >= 0.5 else "strings"
    written.sustain(strings, UPPER, 0.28 + 0.34 * intensity)
    written.sustain("cello", (BASS,), 0.32 + 0.3 * intensity)
    if intensity >= 0.6:
        written.sustain("contrabass", (BASS,), 0.3 + 0.3 * intensity, octave=-1)
    if mood == "playful":
        written.figure("pizzicato", "0.2.1.3.", 0.45 + 0.2 * intensity, length=1 / 8)
    elif mood in ("tense", "heroic") and intensity >= 0.45:
        written.figure("viola", "12122121" if mood == "tense" else "1.122.12", 0.3 + 0.3 * intensity, length=0.09)
    elif intensity >= 0.4 and mood != "sad":
        written.figure("harp", "01243423" if intensity >= 0.6 else "0.2.4.3.", 0.32 + 0.22 * intensity, length=0.5)
    if intensity >= 0.55:
        written.sustain("horn", INNER, 0.2 + 0.3 * intensity)
    lead = _ORCHESTRAL_LEADS[mood]
    written.lead(lead.instrument, tonic + lead.above, 0.42 + 0.25 * intensity)
    if full:
        written.lead("violin", tonic + 24, 0.35 + 0.3 * intensity)
        written.lead("horn", tonic + 12, 0.3 + 0.3 * intensity)
        written.sustain("trombone", (BASS, TENOR), 0.2 + 0.25 * intensity)
        written.stroke(0, "cymbal", 0.25 + 0.3 * intensity)
    if full or (mood in ("heroic", "tense") and intensity >= 0.55):
        written.bass("timpani", "0......." if not full else "0.....00", 0.3 + 0.3 * intensity)
    elif written.closing:
        written.bass("timpani", "0", 0.35)


def chamber(written: Written) -> None:
    """A string quartet: the first violin sings (in sorrow the cello), the others breathe or pulse under it."""
    mood, intensity, tonic = written.passage.mood, written.intensity, written.arranger.composition.tonic
    sung_low = mood in ("sad", "tense")
    plucked = mood in ("playful", "joyful")
    written.sustain("violin", (SOPRANO,) if sung_low else (ALTO,), 0.24 + 0.2 * intensity)
    written.sustain("viola", (ALTO, TENOR) if sung_low else (TENOR,), 0.26 + 0.25 * intensity)
    if plucked:
        written.bass("pizzicato", "0.5.", 0.5 + 0.2 * intensity)
        written.figure("pizzicato", "..2...1.", 0.38 + 0.2 * intensity, length=1 / 8)
    else:
        written.sustain("contrabass" if sung_low else "cello", (BASS,), 0.3 + 0.25 * intensity)
    if not plucked and intensity >= 0.45:
        written.figure("viola", "2.1.2.1." if mood in _CALM else "21212121", 0.24 + 0.24 * intensity, length=0.12)
    if sung_low:
        written.lead("cello", tonic + 7, 0.45 + 0.25 * intensity)
    else:
        written.lead("violin", tonic + 22, 0.45 + 0.25 * intensity)
    if written.passage.climax:
        written.lead("cello", tonic + 10, 0.4 + 0.2 * intensity)
        written.sustain("contrabass", (BASS,), 0.35 + 0.2 * intensity, octave=-1)


def piano(written: Written) -> None:
    """One pianist: the left hand breaks the chords, the right sings; strings join from afar where it rises."""
    mood, intensity, tonic = written.passage.mood, written.intensity, written.arranger.composition.tonic
    pattern = "0.2.1.2." if intensity < 0.4 else "01232.2." if mood in _CALM else "01232123"
    written.figure("piano", pattern, 0.32 + 0.25 * intensity, length=0.8)
    written.lead("piano", tonic + 24, 0.5 + 0.25 * intensity)
    if written.passage.climax:
        written.lead("piano", tonic + 36, 0.4 + 0.25 * intensity)
        written.bass("piano", "0...", 0.4 + 0.2 * intensity, octave=-1)
    if intensity >= 0.5:
        written.sustain("strings", UPPER, 0.1 + 0.25 * intensity)


_GROOVE = (
    "kick",
    "hat",
    "",
    "hat",
    "snare",
    "hat",
    "kick",
    "hat",
    "kick",
    "hat",
    "kick",
    "hat",
    "snare",
    "hat",
    "",
    "hat",
)
_FILL = (
    "kick",
    "hat",
    "",
    "hat",
    "snare",
    "hat",
    "kick",
    "",
    "kick",
    "hat",
    "snare",
    "",
    "snare",
    "snare",
    "tom",
    "tom",
)


def contemporary(written: Written) -> None:
    """Electric piano, guitar, bass and soft drums, which fill into the next scene."""
    mood, intensity, tonic = written.passage.mood, written.intensity, written.arranger.composition.tonic
    calm = mood in _CALM
    written.sustain("warm pad", UPPER, 0.22 + 0.22 * intensity)
    written.figure("guitar", "0.2.3.2." if calm else "02132312", 0.36 + 0.25 * intensity, length=0.4)
    written.bass("bass", "0..." if calm else "0..0.5.0" if intensity >= 0.6 else "0..0..5.", 0.42 + 0.25 * intensity)
    if intensity >= 0.5:
        for voice in UPPER:
            pattern = "".join(str(voice) if beat in (0, 3, 6) else "." for beat in range(8))
            written.figure("electric piano", pattern, 0.26 + 0.2 * intensity, length=0.2)
    written.lead(
        "vibraphone" if mood in ("mysterious", "peaceful") else "electric piano", tonic + 19, 0.45 + 0.25 * intensity
    )
    if intensity >= 0.4 and written.passage.part == "scene":
        _drums(written, sparse=calm or intensity < 0.55)
    elif written.closing:
        written.stroke(0, "cymbal", 0.2)


def _drums(written: Written, sparse: bool) -> None:
    bars = written.passage.bars
    if written.passage.climax:
        written.stroke(0, "cymbal", 0.2 + 0.2 * written.intensity)
    for bar in range(bars):
        pattern = _FILL if bar == bars - 1 and bars > 2 and not sparse else _GROOVE
        for step, sound in enumerate(pattern):
            if not sound or (sparse and ((sound == "kick" and step > 0) or sound in ("snare", "tom"))):
                continue
            accent = 1.0 if step % 4 == 0 else 0.7
            swing = 0.012 if step % 2 else 0.0
            written.stroke(bar + step / 16 + swing, sound, (0.22 + 0.3 * written.intensity) * accent)


def ambient(written: Written) -> None:
    """Slow pads that melt into each other, a far voice above, and bells that wait for silence."""
    intensity, tonic = written.intensity, written.arranger.composition.tonic
    written.sustain("warm pad", UPPER, 0.3 + 0.2 * intensity)
    written.sustain("sub", (BASS,), 0.3 + 0.12 * intensity)
    written.sustain("halo", (SOPRANO,), 0.16 + 0.2 * intensity)
    written.lead("crystal", tonic + 24, 0.32 + 0.2 * intensity, silent_under_speech=True)
    if intensity >= 0.4:
        written.figure("vibraphone", "0.....3..4...2..", 0.2 + 0.2 * intensity, length=0.6)
    if written.passage.climax:
        written.sustain("choir", UPPER, 0.2 + 0.2 * intensity)
