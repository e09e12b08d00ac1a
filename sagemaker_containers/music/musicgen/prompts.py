"""What a stretch of the film should sound like, in the words that text-to-music models are trained on."""

from film_studio.film.models import Mood, MusicStyle, ScoreRequest, TimeOfDay
from sagemaker_containers.music.composer.composition import Composition
from sagemaker_containers.music.composer.form import BEATS_PER_BAR, Passage

_STYLES: dict[MusicStyle, str] = {
    "indian-classical": "Indian classical raga in Hindustani style",
    "western-classical": "orchestral film score",
    "contemporary": "contemporary cinematic music",
    "slokas": "Indian devotional temple music, a slow raga in the manner of Vedic chant",
    "poems": "intimate chamber music",
    "ambient": "ambient soundscape",
}
_INSTRUMENTS: dict[MusicStyle, str] = {
    "indian-classical": "tanpura drone and tabla",
    "western-classical": "strings, woodwinds and harp",
    "contemporary": "piano, guitar, bass and soft drums",
    "slokas": "tanpura drone and temple bells",
    "poems": "piano and solo cello",
    "ambient": "warm synthesiser pads",
}
_INDIAN_COLOUR = "with Indian colours of sitar and bansuri"
_MOODS: dict[Mood, str] = {
    "peaceful": "peaceful and calm",
    "joyful": "joyful and bright",
    "sad": "sad and tender",
    "tense": "tense and suspenseful",
    "mysterious": "mysterious",
    "romantic": "romantic and warm",
    "heroic": "heroic and grand",
    "devotional": "devotional and serene",
    "playful": "playful and light",
}
_TIMES: dict[TimeOfDay, str] = {
    "dawn": "the first light of dawn",
    "day": "daylight",
    "dusk": "dusk",
    "night": "the quiet of night",
}
_SOLOISTS = ("sitar", "veena", "bansuri", "flute", "oboe", "clarinet", "violin", "cello", "piano", "guitar", "horn")


def of_passage(request: ScoreRequest, composition: Composition, passage: Passage) -> str:
    """The prompt for a passage: style, mood, who plays the composed theme, tempo, how loud, the time of day."""
    indian = request.style in ("indian-classical", "slokas")
    instruments = [*_soloists(composition, passage), _INSTRUMENTS[request.style]]
    if request.culture == "indian" and not indian:
        instruments.append(_INDIAN_COLOUR)
    tempo = round(BEATS_PER_BAR * 60 / passage.bar_seconds)
    force = (
        "soft and sparse" if passage.intensity < 0.35 else "full and intense" if passage.intensity > 0.7 else "gentle"
    )
    part = {"title": "opening theme", "scene": "underscore", "end": "closing theme"}[passage.part]
    return (
        f"{_STYLES[request.style]}, {part}, {_MOODS[passage.mood]}, {force}, {', '.join(instruments)}, "
        f"{tempo} bpm, {_TIMES[request.time_of_day]}, instrumental, no vocals"
    )


def _soloists(composition: Composition, passage: Passage) -> list[str]:
    """The instruments that carry the theme in a passage."""
    return [
        name
        for name in _SOLOISTS
        if name in composition.parts
        and any(passage.start <= note.start < passage.end for note in composition.parts[name].notes)
    ]
