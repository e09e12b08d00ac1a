"""Whether a request can become a film, said before anything is spent: every fault at once, each with its remedy."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import regex

from film_studio.film import dialogue, edits, images, words
from film_studio.film.language import LANGUAGES, UnknownLanguage, detect
from film_studio.film.models import (
    MAX_DURATION_SECONDS,
    MAX_WORDS,
    MIN_WORDS,
    NARRATOR,
    BackgroundChoice,
    FilmOptions,
    FilmPlan,
    FilmRequest,
    PortraitChoice,
)
from film_studio.film.pacing import DurationRange, duration_range

_BINARY = regex.compile(r"[\p{Cc}\p{Cs}\p{Cn}--[\n\r\t]]|\ufffd", regex.VERSION1)


Spoken = Mapping[str, Mapping[str, Collection[str]]]
"""By language, the genders that speak each of its accents."""


class Fault(NamedTuple):
    """One thing that is wrong: the field, a stable code, words for people, and for durations the nearest that fits."""

    field: str
    code: str
    message: str
    nearest: int | None = None


class Refused(ValueError):
    """A request that cannot become a film; `faults` says why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = faults


class Accepted(NamedTuple):
    """What a valid request comes to. `duration_seconds` is the chosen duration, or the natural one."""

    word_count: int
    language: str
    duration_range: DurationRange
    duration_seconds: int
    scenes: int


def validate(request: FilmRequest, spoken: Spoken | None = None) -> Accepted:
    """Check a request wholly. Raises `Refused` with every fault. `spoken` is what voices there are; None is all."""
    count = words.count_words(request.script)
    faults = _script_faults(request.script, count)
    language: str | None = None
    if not faults or count:  # the rest of the request is judged too, as far as the script allows
        try:
            language = detect(request.script)
        except UnknownLanguage as error:
            known = ", ".join(known.name for known in LANGUAGES.values() if known.speakable)
            faults = faults or [Fault("script", "unsupported_language", f"{error} Scripts can be in: {known}.")]
    if language and not faults:
        faults = _spoken_faults(language, spoken) + _mode_faults(request, language)
    script_is_sound = not faults
    faults += _voice_faults(request.options, language) + _subtitle_faults(request, language)
    if language is None or not script_is_sound:
        raise Refused(faults)
    plan = edits.planned(request)
    lengths = duration_range(plan)
    faults += _accent_faults(plan, spoken) + _chosen_accent_faults(plan, spoken)
    faults += _image_faults(plan, request.options)
    faults += _duration_faults(request.options.duration_seconds, lengths)
    if faults:
        raise Refused(faults)
    return Accepted(count, language, lengths, request.options.duration_seconds or lengths.natural, len(plan.scenes))


def _script_faults(script: str, count: int) -> list[Fault]:
    if not script.strip():
        return [Fault("script", "script_empty", f"The script is empty; write {MIN_WORDS} to {MAX_WORDS} words.")]
    if _BINARY.search(script):
        return [Fault("script", "script_not_text", "The script is not plain text; paste the text itself, as UTF-8.")]
    if count < MIN_WORDS:
        message = f"The script has {count} words; it needs at least {MIN_WORDS}, so add {MIN_WORDS - count}."
        return [Fault("script", "script_too_short", message)]
    if count > MAX_WORDS:
        message = f"The script has {count} words; {MAX_WORDS} is the most, so cut {count - MAX_WORDS}."
        return [Fault("script", "script_too_long", message)]
    return []


def _spoken_faults(language: str, spoken: Spoken | None) -> list[Fault]:
    if not LANGUAGES[language].speakable:
        message = f"No voice speaks {LANGUAGES[language].name} here; write the script in another language."
        return [Fault("script", "unsupported_language", message)]
    if spoken is not None and language not in spoken:
        known = ", ".join(LANGUAGES[code].name for code in spoken if code in LANGUAGES)
        message = (
            f"The voices in force here do not speak {LANGUAGES[language].name}; write the script in {known}, or have "
            "VOICE_ENGINE name espeak_ng too, which speaks every language."
        )
        return [Fault("script", "unsupported_language", message)]
    return []


def _voice_faults(options: FilmOptions, language: str | None) -> list[Fault]:
    accent = options.voice.accent
    if accent is None or language is None or accent in LANGUAGES[language].accents:
        return []
    spoken = LANGUAGES[language]
    offered = f"choose one of {', '.join(spoken.accents)}" if spoken.accents else "leave it out"
    message = f"{spoken.name} has no accent {accent!r}; {offered}."
    return [Fault("options.voice.accent", "unknown_accent", message)]


def _accent_faults(plan: FilmPlan, spoken: Spoken | None) -> list[Fault]:
    """Which of those who speak have no voice in the accent, where the language has it."""
    accent = plan.narrator.accent
    if spoken is None or accent is None or accent not in LANGUAGES[plan.language].accents:
        return []
    able = spoken[plan.language].get(accent, ())
    speaking = {line.speaker for scene in plan.scenes for line in scene.lines}
    parts = [("the narrator", plan.narrator)] if NARRATOR in speaking else []
    parts += [(character.name, character.voice) for character in plan.characters if character.id in speaking]
    without = [name for name, voice in parts if voice.gender not in able]
    if not without:
        return []
    genders = {voice.gender for _, voice in parts}
    others = [name for name, known in spoken[plan.language].items() if genders <= set(known)]
    message = (
        f"The voices in force here do not have the accent {accent!r} for {', '.join(without)}; leave it out"
        f"{', choose ' if others else ''}{' or '.join(others)}, or have VOICE_ENGINE name espeak_ng too."
    )
    return [Fault("options.voice.accent", "unspoken_accent", message)]


def _chosen_accent_faults(plan: FilmPlan, spoken: Spoken | None) -> list[Fault]:
    """Whose accent the storyboard chooses that nobody speaks."""
    faults = []
    for character in plan.characters:
        accent = character.voice.accent
        if accent is None or accent == plan.narrator.accent:
            continue
        known = LANGUAGES[plan.language].accents if spoken is None else spoken[plan.language]
        if accent not in known or (spoken is not None and character.voice.gender not in spoken[plan.language][accent]):
            message = (
                f"{LANGUAGES[plan.language].name} has no {character.voice.gender} voice with the accent {accent!r} for "
                f"{character.name}; choose one of {', '.join(known) or 'none'}, or take it back in the storyboard."
            )
            faults.append(Fault(f"storyboard.characters.{character.id}.voice.accent", "unspoken_accent", message))
    return faults


def _subtitle_faults(request: FilmRequest, language: str | None) -> list[Fault]:
    choice = request.options.subtitles
    paragraphs = len(words.split_paragraphs(request.script))
    faults = []
    for code in dict.fromkeys(choice.languages):
        field = "options.subtitles.languages"
        if code not in LANGUAGES:
            message = f"There are no subtitles in {code!r}; choose from {', '.join(LANGUAGES)}."
            faults.append(Fault(field, "unsupported_language", message))
        elif language and code != language and code not in choice.translations:
            message = (
                f"Subtitles in {LANGUAGES[code].name} need your translation of the script in "
                f"options.subtitles.translations.{code}, paragraph by paragraph."
            )
            faults.append(Fault(field, "translation_missing", message))
    for code, translation in choice.translations.items():
        field = f"options.subtitles.translations.{code}"
        found = len(words.split_paragraphs(translation))
        if _BINARY.search(translation):
            message = "The translation is not plain text; paste the text itself, as UTF-8."
            faults.append(Fault(field, "translation_not_text", message))
        elif code != language and found != paragraphs:
            message = f"The translation has {found} paragraphs, the script {paragraphs}; make them the same."
            faults.append(Fault(field, "translation_paragraphs", message))
    return faults


def _mode_faults(request: FilmRequest, language: str) -> list[Fault]:
    blocks = dialogue.blocks(request.script, language)
    if not any(block.utterances for block in blocks):
        message = "The screenplay has headings but no lines; write what is said under them."
        return [Fault("script", "script_without_lines", message)]
    if request.options.mode == "podcast" and dialogue.format_of(request.script) != "prose":
        speakers = {u.label.casefold() for b in blocks for u in b.utterances if u.label}
        if len(speakers) != 2:
            message = (
                f"A podcast has two speakers, this script {len(speakers)}; begin every paragraph with one of two "
                "names, as in “Maya: Welcome.”, or leave all names out: then two hosts take turns."
            )
            return [Fault("script", "podcast_speakers", message)]
    return []


def _image_faults(plan: FilmPlan, options: FilmOptions) -> list[Fault]:
    """What no scene and nobody in the script answers to. Whether there are such images, `assets` knows."""
    faults = []
    for number, choice in enumerate(options.images):
        field = f"options.images.{number}"
        match choice:
            case BackgroundChoice(scenes=wanted):
                last = len(plan.scenes)
                if beyond := sorted(scene for scene in set(wanted) if not 1 <= scene <= last):
                    missing = ", ".join(map(str, beyond))
                    message = f"The script has scenes 1 to {last}, but not {missing}; choose among those."
                    faults.append(Fault(f"{field}.scenes", "no_such_scene", message))
            case PortraitChoice(character=name):
                people = ", ".join(each.name for each in plan.characters if each.species is None)
                found = images.person(plan, name)
                if found is None:
                    message = f"The script has nobody called {name!r}; choose one of: {people or 'nobody at all'}."
                    faults.append(Fault(f"{field}.character", "no_such_character", message))
                elif found.species is not None:
                    message = f"{found.name} is a {found.species}; a portrait can only be a person's."
                    faults.append(Fault(f"{field}.character", "portrait_of_animal", message))
    return faults


def _duration_faults(chosen: int | None, lengths: DurationRange) -> list[Fault]:
    if lengths.shortest > MAX_DURATION_SECONDS:
        message = (
            f"Spoken aloud this script takes {lengths.shortest} s; {MAX_DURATION_SECONDS} s is the most, so shorten it."
        )
        return [Fault("script", "script_too_long", message, MAX_DURATION_SECONDS)]
    if chosen is None or lengths.shortest <= chosen <= lengths.longest:
        return []
    nearest = lengths.shortest if chosen < lengths.shortest else lengths.longest
    fill = "fit" if chosen < lengths.shortest else "fill"
    message = (
        f"This script cannot {fill} {chosen} s: choose {lengths.shortest} to {lengths.longest} s; "
        f"the nearest is {nearest} s."
    )
    return [Fault("options.duration_seconds", f"duration_cannot_{fill}", message, nearest)]
