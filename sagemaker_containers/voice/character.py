"""What age, gender, tone, emotion and emphasis mean in sound, whichever engine speaks."""

from dataclasses import dataclass

from film_studio.film.models import Emotion, EmphasisLevel

PITCH_HZ = {
    "female": {"child": 254, "teen": 208, "adult": 188, "senior": 175},
    "male": {"child": 235, "teen": 140, "adult": 110, "senior": 108},
    "neutral": {"child": 228, "teen": 182, "adult": 158, "senior": 145},
}
"""Where a voice lies by gender and age."""

OTHERS = ((1.0, 1.0), (0.9, 0.97), (1.1, 1.03), (0.95, 1.02), (1.05, 0.98))
"""Pitch and formant factors that tell speakers of the same description apart, by their variant number."""


@dataclass(frozen=True)
class Manner:
    """What a tone, emotion or emphasis changes: rate and pitch as factors, range in eSpeak's units, loudness in LU."""

    rate: float
    pitch: float
    range: int
    loudness: float = 0.0


TONES = {
    "professional": Manner(1.0, 1.0, -2),
    "friendly": Manner(1.0, 1.06, 8),
    "dramatic": Manner(0.93, 0.97, 20),
}

EMOTIONS: dict[Emotion, Manner] = {
    "neutral": Manner(1.0, 1.0, 0),
    "joy": Manner(1.08, 1.15, 22, 0.5),
    "sadness": Manner(0.83, 0.85, -28, -3.0),
    "anger": Manner(1.12, 1.04, 30, 3.8),
    "fear": Manner(1.18, 1.24, -12, -1.0),
    "surprise": Manner(0.94, 1.25, 45, 1.0),
    "disgust": Manner(0.85, 0.88, 12),
    "love": Manner(0.88, 0.97, -9, -3.3),
}
"""In the directions that Juslin and Laukka (2003) and Murray and Arnott (1993) report, by steps that are heard."""

SENIOR_RATE = 0.88
"""Older people speak more slowly, by this factor."""

EMPHASES: dict[EmphasisLevel, Manner] = {
    "strong": Manner(0.86, 1.2, 20, 4.0),
    "moderate": Manner(0.94, 1.1, 10, 1.5),
    "reduced": Manner(1.06, 0.93, -20, -4.0),
}
"""What a stressed word has that others have not: it is higher, longer and louder, in this order (Fry 1958)."""

AFTER_STRESS = Manner(1.0, 0.89, -20, -1.0)
"""The rest of a clause after a strong stress: low and flat, which makes the stress heard (Xu and Xu 2005)."""
