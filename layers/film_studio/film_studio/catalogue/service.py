"""What a creator can choose from. The film's own types and languages decide; here they get names for people."""

from itertools import product
from typing import get_args

from film_studio.catalogue.models import (
    Accents,
    Language,
    Languages,
    Music,
    MusicStyles,
    Templates,
    Verse,
    Voice,
    Voices,
)
from film_studio.catalogue.templates import TEMPLATES
from film_studio.film.language import LANGUAGES
from film_studio.film.models import Age, Gender, MusicStyle, Tone
from film_studio.film.slokas import SLOKAS

MUSIC: dict[MusicStyle, tuple[str, str]] = {
    "indian-classical": (
        "Indian classical",
        "A raga for the mood and the hour on sitar, bansuri or veena, with tanpura and tabla.",
    ),
    "western-classical": ("Western classical", "Strings, woodwind and piano in the manner of an orchestra."),
    "contemporary": ("Contemporary", "Piano, guitar, bass and light drums."),
    "slokas": (
        "Slokas and mantras",
        "Sanskrit verses chanted by a few voices over tanpura and temple bell, with a bansuri between them.",
    ),
    "poems": ("Poems", "A sparse, lyrical line that leaves room for verse."),
    "ambient": ("Ambient", "Slow pads without a beat."),
}


def voices() -> Voices:
    """Every voice, and every accent by language."""
    return Voices(
        items=[
            Voice(
                id=f"{age}-{gender}-{tone}",
                name=f"{tone.capitalize()} {age} {'voice' if gender == 'neutral' else gender}",
                age=age,
                gender=gender,
                tone=tone,
            )
            for age, gender, tone in product(get_args(Age), get_args(Gender), get_args(Tone))
        ],
        accents=[
            Accents(language=code, accents=list(language.accents))
            for code, language in LANGUAGES.items()
            if language.speakable
        ],
    )


def music() -> MusicStyles:
    """Every style of music."""
    verses = [Verse.model_validate(sloka, from_attributes=True) for sloka in SLOKAS]
    return MusicStyles(
        items=[
            Music(id=style, name=name, description=description, verses=verses if style == "slokas" else [])
            for style, (name, description) in MUSIC.items()
        ]
    )


def languages() -> Languages:
    """Every language."""
    return Languages(items=[Language.model_validate(found, from_attributes=True) for found in LANGUAGES.values()])


def templates() -> Templates:
    """Every script to start from."""
    return Templates(items=list(TEMPLATES))
