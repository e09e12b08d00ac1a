"""What crosses the border of the catalogue. Every id is one that `FilmOptions` accepts."""

from typing import Literal

from pydantic import BaseModel

from film_studio.film.models import Age, FilmOptions, Gender, LanguageCode, MusicStyle, Tone


class Voice(BaseModel):
    """One voice of the narrator: the values of a `VoiceChoice`, and a name for people."""

    id: str
    name: str
    age: Age
    gender: Gender
    tone: Tone


class Accents(BaseModel):
    """The accents to choose from in a language; none where it has only its usual one."""

    language: LanguageCode
    accents: list[str]


class Voices(BaseModel):
    """Every voice speaks every spoken language, in any of that language's accents."""

    items: list[Voice]
    accents: list[Accents]


class Verse(BaseModel):
    """A verse that is chanted, in its own script and in IAST, with where it stands and what it means."""

    name: str
    source: str
    devanagari: str
    transliteration: str
    meaning: str


class Music(BaseModel):
    """A style of music, and the verses that it chants."""

    id: MusicStyle
    name: str
    description: str
    verses: list[Verse]


class MusicStyles(BaseModel):
    """All styles of music."""

    items: list[Music]


class Language(BaseModel):
    """A language of subtitles, and of scripts and voices too where it is `speakable`."""

    code: LanguageCode
    name: str
    native_name: str
    direction: Literal["ltr", "rtl"]
    speakable: bool


class Languages(BaseModel):
    """All languages."""

    items: list[Language]


class Template(BaseModel):
    """A script to start from, with options that suit it."""

    id: str
    title: str
    description: str
    language: LanguageCode
    script: str
    options: FilmOptions


class Templates(BaseModel):
    """All templates."""

    items: list[Template]
