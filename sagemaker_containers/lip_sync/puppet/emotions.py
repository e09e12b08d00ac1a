"""What an emotion does to face and body. After Ekman and Friesen's action units, drawn larger as on a stage."""

from dataclasses import dataclass

from film_studio.film.models import Emotion, Mood
from sagemaker_containers.lip_sync.puppet.visemes import REST, Mouth


@dataclass(frozen=True)
class Expression:
    """One emotion at full strength: the fields of a `Pose`, the mouth while nothing is said, and how lively it is."""

    energy: float
    brow_inner: float = 0.0
    brow_outer: float = 0.0
    lids: float = 0.0
    lower_lids: float = 0.0
    smile: float = 0.0
    sneer: float = 0.0
    blush: float = 0.0
    tears: float = 0.0
    nod: float = 0.0
    tilt: float = 0.0
    lean: float = 0.0
    bob: float = 0.0
    gaze_y: float = 0.0
    mouth: Mouth = REST


EXPRESSIONS: dict[Emotion, Expression] = {
    "neutral": Expression(0.6, smile=0.6),
    "joy": Expression(
        1.0, brow_outer=0.6, lids=0.05, lower_lids=0.75, smile=1.0, blush=0.45, nod=-0.35, bob=0.6,
        mouth=Mouth(0.45, 0.6, teeth=0.9, jaw=0.35),
    ),
    "sadness": Expression(
        0.3, brow_inner=1.0, brow_outer=-0.75, lids=0.42, smile=-0.9, tears=1.0, nod=0.75, tilt=-4.0, lean=-1.0,
        bob=-1.0,
    ),
    "anger": Expression(
        1.15, brow_inner=-1.0, brow_outer=0.6, lids=0.12, lower_lids=0.35, smile=-0.85, sneer=0.55, nod=0.35, lean=3.0,
        mouth=Mouth(0.36, 0.35, teeth=1.0),
    ),
    "fear": Expression(
        0.8, brow_inner=1.0, brow_outer=0.1, lids=-0.55, smile=-0.6, nod=-0.3, tilt=-3.0, lean=-3.5, bob=-1.2,
        mouth=Mouth(0.3, 0.9, teeth=1.0, jaw=0.2),
    ),
    "surprise": Expression(
        1.0, brow_inner=1.0, brow_outer=1.0, lids=-0.7, nod=-0.5, lean=-2.0, bob=1.0, mouth=Mouth(0.72, -0.72, jaw=0.8)
    ),
    "disgust": Expression(
        0.6, brow_inner=-0.75, brow_outer=-0.35, lids=0.45, lower_lids=0.6, smile=-0.75, sneer=1.0, tilt=5.0,
        nod=-0.3, lean=-2.5, mouth=Mouth(0.34, -0.25, tongue=1.0),
    ),
    "love": Expression(
        0.6, brow_inner=0.1, brow_outer=0.2, lids=0.4, lower_lids=0.4, smile=0.8, blush=1.0, nod=0.1, tilt=6.0,
        lean=1.0,
    ),
}  # fmt: skip

MOODS: dict[Mood, Expression] = {
    "peaceful": Expression(0.6, brow_inner=0.1, brow_outer=0.15, lids=0.12, lower_lids=0.2, smile=0.6),
    "joyful": Expression(
        1.0, brow_outer=0.5, lower_lids=0.5, smile=1.0, blush=0.4, nod=-0.25, bob=0.5,
        mouth=Mouth(0.26, 0.55, teeth=0.9, jaw=0.15),
    ),
    "sad": Expression(
        0.3, brow_inner=0.85, brow_outer=-0.6, lids=0.45, smile=-0.8, nod=1.0, tilt=-3.0, lean=1.6, bob=-1.4,
        gaze_y=0.6,
    ),
    "tense": Expression(
        0.9, brow_inner=0.8, brow_outer=0.15, lids=-0.6, smile=-0.55, nod=-0.2, lean=-3.0, bob=-1.6,
        mouth=Mouth(0.2, 0.5, teeth=1.0),
    ),
    "mysterious": Expression(
        0.6, brow_inner=0.4, brow_outer=0.7, lids=-0.3, smile=0.1, nod=-0.3, tilt=5.0, lean=2.6
    ),
    "romantic": Expression(0.6, brow_outer=0.2, lids=0.38, lower_lids=0.4, smile=0.8, blush=1.0, tilt=6.0, lean=1.2),
    "heroic": Expression(0.9, brow_inner=-0.5, brow_outer=0.3, lids=0.08, smile=0.35, nod=-0.8, lean=-1.2, bob=0.9),
    "devotional": Expression(0.5, brow_inner=0.2, lids=0.8, smile=0.6, blush=0.2, nod=1.0, gaze_y=1.0),
    "playful": Expression(
        1.0, brow_outer=0.8, brow_inner=0.1, lower_lids=0.35, smile=1.0, blush=0.3, tilt=7.0, bob=0.4,
        mouth=Mouth(0.16, 0.75, teeth=0.9),
    ),
}  # fmt: skip
"""The faces and bearing of those who have nothing else to feel, from the scene's mood."""

ECHO: dict[Emotion, Emotion] = {
    "neutral": "neutral", "joy": "joy", "sadness": "sadness", "anger": "fear", "fear": "fear",
    "surprise": "surprise", "disgust": "sadness", "love": "joy",
}  # fmt: skip
"""What those feel who listen to somebody that feels so."""
