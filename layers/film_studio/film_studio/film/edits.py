"""What the storyboard says otherwise than the script: merged, found again after the script has changed, and applied.

Edits are anchored to words, not to numbers: a scene to what is said in it, a line to its text, a character to a name.
So they survive a script that is rewritten around them, also one that is empty for a moment while it is being pasted.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import regex

from film_studio.film import analysis, images
from film_studio.film.models import (
    Character,
    CharacterChoices,
    CharacterEdit,
    Document,
    Emotion,
    FilmEdits,
    FilmPlan,
    FilmRequest,
    LineEdit,
    LookChoices,
    Scene,
    SceneChoices,
    SceneEdit,
)

Place = TypeVar("Place", int, str)


def planned(request: FilmRequest) -> FilmPlan:
    """The plan of a film with its storyboard's edits. Raises `language.UnknownLanguage` for a foreign script."""
    return applied(analysis.analyse(request), request.edits)


def applied(plan: FilmPlan, edits: FilmEdits) -> FilmPlan:
    """The plan with the edits of everything that it has."""
    scenes = scene_edits(plan, edits)
    emotions = emotions_of(plan, edits)
    characters = character_edits(plan, edits)
    return plan.model_copy(
        update={
            "scenes": [_scene(scene, scenes.get(scene.number), emotions) for scene in plan.scenes],
            "characters": [_character(each, characters.get(each.id)) for each in plan.characters],
        }
    )


def _scene(scene: Scene, edit: SceneEdit | None, emotions: Mapping[str, Emotion]) -> Scene:
    lines = [line.model_copy(update={"emotion": emotions.get(line.id, line.emotion)}) for line in scene.lines]
    changes: dict[str, Any] = {"lines": lines}
    if edit is not None:
        changes |= _chosen(edit, SceneChoices)
    setting = changes.get("setting", scene.setting)
    if setting != scene.setting:
        changes.setdefault("inside", False)
        if scene.heading == _heading(scene.setting):
            changes["heading"] = _heading(setting)
    return scene.model_copy(update=changes)


def _heading(setting: str) -> str:
    return setting.replace("-", " ").capitalize()


def _character(character: Character, edit: CharacterEdit | None) -> Character:
    if edit is None:
        return character
    person = {name: value for name, value in (("age", edit.age), ("gender", edit.gender)) if value is not None}
    look = _chosen(edit.look, LookChoices) if edit.look else {}
    voice = person | (_chosen(edit.voice, type(edit.voice)) if edit.voice else {})
    return character.model_copy(
        update={
            **person,
            "look": character.look.model_copy(update=look),
            "voice": character.voice.model_copy(update=voice),
        }
    )


def _chosen(choices: Document, of: type[Document]) -> dict[str, Any]:
    """What is chosen among the fields of `of`."""
    return {name: value for name in of.model_fields if (value := getattr(choices, name)) is not None}


# Finding again -------------------------------------------------------------------------------------------------------


def scene_edits(plan: FilmPlan, edits: FilmEdits) -> dict[int, SceneEdit]:
    """Which edit is whose, by scene: the one that shares the most lines with it, the nearest number among equals."""
    found = counterparts(plan, [(edit.scene, edit.lines) for edit in edits.scenes])
    return {number: edits.scenes[index] for number, index in found.items()}


def counterparts(plan: FilmPlan, scenes: Sequence[tuple[int, Sequence[str]]]) -> dict[int, int]:
    """Which of some scenes, of which number and lines are known, is which of the plan's: their indices by number."""
    said = {scene.number: {line.text for line in scene.lines} for scene in plan.scenes}
    shared = {
        (index, number): len(texts.intersection(lines))
        for index, (_, lines) in enumerate(scenes)
        for number, texts in said.items()
    }
    pairs = [pair for pair, count in shared.items() if count]
    pairs.sort(key=lambda pair: (-shared[pair], abs(scenes[pair[0]][0] - pair[1])))
    return {number: index for index, number in _one_to_one(pairs)}


def emotions_of(plan: FilmPlan, edits: FilmEdits) -> dict[str, Emotion]:
    """The emotions that edits choose, by line."""
    places = {line.id: (scene.number, index) for scene in plan.scenes for index, line in enumerate(scene.lines, 1)}
    texts = {line.id: line.text for scene in plan.scenes for line in scene.lines}

    def distance(edit: LineEdit, line: str) -> tuple[int, int]:
        found = regex.fullmatch(r"s(\d+)l(\d+)", edit.line)
        scene, index = map(int, found.groups()) if found else (1, 1)
        return abs(places[line][0] - scene), abs(places[line][1] - index)

    pairs = [
        (index, line) for index, edit in enumerate(edits.lines) for line, text in texts.items() if text == edit.text
    ]
    pairs.sort(key=lambda pair: distance(edits.lines[pair[0]], pair[1]))
    return {line: edits.lines[index].emotion for index, line in _one_to_one(pairs)}


def character_edits(plan: FilmPlan, edits: FilmEdits) -> dict[str, CharacterEdit]:
    """Which edit is whose, by character."""
    found = ((images.person(plan, edit.name), edit) for edit in edits.characters)
    return {character.id: edit for character, edit in found if character is not None}


def _one_to_one(pairs: Iterable[tuple[int, Place]]) -> list[tuple[int, Place]]:
    """Pairs, the first ones first, of which none shares a side with another."""
    taken: list[tuple[int, Place]] = []
    lefts, rights = set[int](), set[Place]()
    for left, right in pairs:
        if left not in lefts and right not in rights:
            taken.append((left, right))
            lefts.add(left)
            rights.add(right)
    return taken


# Changing ------------------------------------------------------------------------------------------------------------


def merged(
    plan: FilmPlan,
    edits: FilmEdits,
    *,
    scenes: Mapping[int, SceneChoices],
    emotions: Mapping[str, Emotion | None],
    characters: Mapping[str, CharacterChoices],
) -> FilmEdits:
    """The edits with new choices by scene, line and character: what is not set stays, null goes back to the script.

    `plan` is the script's own. Edits of what it does not have are forgotten. Raises `KeyError` for unknown ids.
    """
    said = {scene.number: tuple(line.text for line in scene.lines) for scene in plan.scenes}
    texts = {line.id: line.text for scene in plan.scenes for line in scene.lines}
    names = {character.id: character.name for character in plan.characters}
    for unknown in (*(scenes.keys() - said), *(emotions.keys() - texts), *(characters.keys() - names)):
        raise KeyError(unknown)
    by_scene = {number: _chosen(edit, SceneChoices) for number, edit in scene_edits(plan, edits).items()}
    by_scene |= {number: _patched(by_scene.get(number, {}), choices) for number, choices in scenes.items()}
    felt = {**emotions_of(plan, edits), **emotions}
    by_character = {
        key: edit.model_dump(exclude={"name"}, exclude_none=True) for key, edit in character_edits(plan, edits).items()
    }
    by_character |= {key: _patched(by_character.get(key, {}), choices) for key, choices in characters.items()}
    return FilmEdits(
        scenes=tuple(
            SceneEdit(scene=number, lines=lines, **chosen)
            for number, lines in said.items()
            if (chosen := by_scene.get(number))
        ),
        lines=tuple(
            LineEdit(line=line, text=text, emotion=emotion)
            for line, text in texts.items()
            if (emotion := felt.get(line))
        ),
        characters=tuple(
            CharacterEdit.model_validate({"name": name, **chosen})
            for key, name in names.items()
            if (chosen := by_character.get(key))
        ),
    )


def _patched(before: Mapping[str, Any], choices: Document) -> dict[str, Any]:
    """A merge patch (RFC 7396): what was not set stays, what is null goes."""
    result = dict(before)
    for name in choices.model_fields_set:
        value = getattr(choices, name)
        if isinstance(value, Document):
            value = _patched(result.get(name, {}), value) or None
        if value is None:
            result.pop(name, None)
        else:
            result[name] = value
    return result


def of_one_scene(plan: FilmPlan, before: FilmEdits, now: FilmEdits, number: int) -> FilmEdits:
    """The edits as they were, but those of one scene as they are now."""
    lines = {line.id for scene in plan.scenes if scene.number == number for line in scene.lines}
    mine, others = scene_edits(plan, now), scene_edits(plan, before)
    felt_now, felt_before = emotions_of(plan, now), emotions_of(plan, before)
    chosen = {key: _chosen(edit, SceneChoices) for key, edit in others.items() if key != number}
    if number in mine:
        chosen[number] = _chosen(mine[number], SceneChoices)
    felt = {line: emotion for line, emotion in felt_before.items() if line not in lines}
    felt |= {line: emotion for line, emotion in felt_now.items() if line in lines}
    return merged(
        plan,
        FilmEdits(characters=before.characters),
        scenes={key: SceneChoices(**choices) for key, choices in sorted(chosen.items())},
        emotions=felt,
        characters={},
    )
