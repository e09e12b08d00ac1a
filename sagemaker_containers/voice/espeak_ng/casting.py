"""Which voice speaks, and how: from age, gender, tone, accent and emotion to eSpeak's terms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import regex

from film_studio.film.models import LineToSpeak, VoiceSpec
from sagemaker_containers.voice.character import (
    AFTER_STRESS,
    EMOTIONS,
    EMPHASES,
    OTHERS,
    PITCH_HZ,
    SENIOR_RATE,
    TONES,
    Manner,
)
from sagemaker_containers.voice.espeak_ng.library import Prosody

NATURAL_WORDS_PER_MINUTE = 135
"""eSpeak's setting; it speaks English at about 170 words a minute then, pauses between clauses included."""

SLOWEST, FASTEST = 80, 450
"""Between these eSpeak keeps what is asked."""


@dataclass(frozen=True)
class _Variant:
    """One of eSpeak's variants, as a voice of a gender."""

    name: str
    hertz: float
    """Its median pitch at setting 50 (measured)."""
    formants: float = 1.0
    """How far its resonances are moved to those of the gender."""
    pitch: float = 1.0
    """What tells its pitch from that of the gender's first variant."""


_VARIANTS = {
    "female": (
        _Variant("f2", 197, 0.94),
        _Variant("f2", 197, 0.91, pitch=0.93),
        _Variant("f2", 197, 1.05, pitch=1.06),
        _Variant("f3", 214, pitch=1.1),
        _Variant("f1", 179, pitch=0.9),
    ),
    "male": (
        _Variant("f2", 197, 0.87),
        _Variant("f2", 197, 0.82, pitch=0.93),
        _Variant("f2", 197, 0.9, pitch=1.07),
        _Variant("m3", 105, pitch=0.97),
        _Variant("m7", 107, pitch=1.03),
        _Variant("m1", 94, pitch=0.9),
    ),
    "neutral": (
        _Variant("f2", 197, 0.885),
        _Variant("f2", 197, 0.86, pitch=0.94),
        _Variant("f2", 197, 0.99, pitch=1.06),
    ),
}
"""The voices of each gender, the clearest first. A man of a woman's variant is understood far better than of a man's:
see `benchmarks/speech.py` and its table in `docs/gallery/voices.md`."""

_FORMANTS_OF_CHILDREN = {"female": 1.01, "male": 1.2, "neutral": 1.11}
"""How far their resonances lie above those of their elders, all of them then about a woman's. Not further, for vowels
are the less understood the further eSpeak NG's are moved; teens have an adult's."""

_PITCH_SETTINGS = (0, 20, 40, 50, 60, 80, 99)
_PITCH_FACTORS = (0.66, 0.77, 0.91, 1.0, 1.10, 1.35, 1.65)
"""eSpeak's pitch settings and what they multiply a variant's pitch by, at the usual range (measured)."""

_USUAL_RANGE = 50
_MEDIAN_RISE = 0.0025
"""What the median pitch rises by, in parts of the variant's own, for each unit of range (measured)."""


_LETTER = regex.compile(r"[\p{L}\p{N}]")
_CLAUSE = regex.compile(r"[,;:.!?…،؟।॥—–]\s")


@dataclass(frozen=True)
class Delivery:
    """How one line is to be spoken: eSpeak's settings, then formants shifted by a factor, then loudness in LU."""

    prosody: Prosody
    changes: list[tuple[int, Prosody]]
    """Other settings from the word on that begins at an index of the text."""
    formants: float
    loudness: float


def cast(line: LineToSpeak, language: dict[str, Any], rate: float) -> Delivery:
    """The delivery of a line. `language` is its entry in the manifest; 1.0 is the natural `rate`."""
    spec, tone, emotion = line.voice, TONES[line.voice.tone], EMOTIONS[line.emotion]
    name = language["voice"] if spec.accent is None else language["accents"][spec.accent]
    variant, natural_hz, target_hz, formants = _timbre(spec)
    factor = target_hz * tone.pitch * emotion.pitch / (natural_hz * formants)
    words_per_minute = NATURAL_WORDS_PER_MINUTE * rate * tone.rate * emotion.rate / formants
    if spec.age == "senior":
        words_per_minute *= SENIOR_RATE
    voice = f"{name}+{variant}"

    def settings(manner: Manner) -> Prosody:
        # eSpeak's range is in hertz: to be as wide in semitones it must follow the pitch.
        pitch = factor * manner.pitch
        span = min(max((_USUAL_RANGE + tone.range + emotion.range + manner.range) * pitch, 0), 99)
        pitch -= _MEDIAN_RISE * (span - _USUAL_RANGE)
        return Prosody(
            voice=voice,
            words_per_minute=round(min(max(words_per_minute * manner.rate, SLOWEST), FASTEST)),
            pitch=round(float(np.interp(pitch, _PITCH_FACTORS, _PITCH_SETTINGS))),
            range=round(span),
            volume=round(100 * 10 ** (manner.loudness / 20)),
        )

    prosody = settings(Manner(1.0, 1.0, 0))
    return Delivery(prosody, _changes(line, prosody, settings), formants, emotion.loudness)


def _changes(line: LineToSpeak, usual: Prosody, changed: Callable[[Manner], Prosody]) -> list[tuple[int, Prosody]]:
    """What the line's emphases ask for: each its own settings, then what follows a stress, then the usual ones."""
    changes: dict[int, Prosody] = {}
    for emphasis in line.emphases:
        strong = emphasis.level == "strong"
        following = _LETTER.search(line.text, emphasis.end)
        clause = _CLAUSE.search(line.text, emphasis.end) if strong else None
        later = _LETTER.search(line.text, clause.end()) if clause else None
        if following:
            changes[following.start()] = changed(AFTER_STRESS) if strong else usual
        if later:
            changes[later.start()] = usual
        changes[emphasis.start] = changed(EMPHASES[emphasis.level])
    return sorted(changes.items(), key=lambda change: change[0])


def _timbre(spec: VoiceSpec) -> tuple[str, float, float, float]:
    """eSpeak variant, its natural pitch (Hz), the pitch that is wanted (Hz), and the formant factor."""
    variants = _VARIANTS[spec.gender]
    variant = variants[spec.variant % len(variants)]
    pitch, formants = OTHERS[spec.variant // len(variants) % len(OTHERS)]
    formants *= variant.formants
    if spec.age == "child":
        formants *= _FORMANTS_OF_CHILDREN[spec.gender]
    return variant.name, variant.hertz, PITCH_HZ[spec.gender][spec.age] * pitch * variant.pitch, formants
