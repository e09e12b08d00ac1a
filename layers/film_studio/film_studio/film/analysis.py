"""Script → `FilmPlan`, by rules: who is in it, who says what, where and when each scene plays, and how it feels."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from film_studio.film import casting, dialogue, lexicon, pacing, words
from film_studio.film.dialogue import Block, Utterance
from film_studio.film.language import detect
from film_studio.film.lexicon import Lexicon, PersonNoun
from film_studio.film.models import (
    NARRATOR,
    Age,
    Character,
    Culture,
    Emotion,
    FilmPlan,
    FilmRequest,
    Gender,
    Line,
    Mood,
    Period,
    Scene,
    Setting,
    Species,
    TimeOfDay,
    Weather,
)

SHORTEST_SCENE_SECONDS = 4.0
"""Of speech; a shorter scene joins its neighbour."""

LONGEST_SCENE_SECONDS = 26.0
"""Of speech; a longer one is cut into shots of their own where a paragraph or sentence ends."""

MOST_SCENES = 10
MOST_ON_STAGE = 4
MOST_PROPS = 4

_CAPITAL = regex.compile(r"(?<![\p{L}\p{M}])\p{Lu}[\p{Ll}\p{M}’'-]+(?:\s\p{Lu}[\p{Ll}\p{M}’'-]+)?")
_FULL_STOP = regex.compile(r"[.।。]+[\"'”’»」』]*$")
_NAMED = regex.compile(r"^[\s,]*(?:named|called|whose name was|by the name of)?[\s,]*$")
_MOODS: dict[Emotion, Mood] = {
    "joy": "joyful", "sadness": "sad", "anger": "tense", "fear": "tense", "surprise": "mysterious", "disgust": "tense",
    "love": "romantic", "neutral": "peaceful",
}  # fmt: skip
_DEFAULT_SETTING: dict[Culture, Setting] = {"indian": "village", "western": "home", "mixed": "garden"}


def analyse(request: FilmRequest) -> FilmPlan:
    """The plan of a film. It depends on the request alone. Raises `language.UnknownLanguage` for a foreign script."""
    language = detect(request.script)
    return _Analysis(request, language).plan()


@dataclass
class _Person:
    """Somebody found in the script: how they are named, and what the words around say of them."""

    name: str
    aliases: set[str]
    noun: PersonNoun | None = None
    species: Species | None = None
    gender: Gender | None = None
    age: Age | None = None
    mentions: int = 0
    speaks: int = 0
    description: str = ""


@dataclass
class _Shot:
    """A scene in the making: its place and time as far as the script has said, and its lines."""

    setting: Setting | None
    time: TimeOfDay | None
    heading: str
    text: list[str] = field(default_factory=list)
    lines: list[tuple[Utterance, str, Emotion]] = field(default_factory=list)


class _Analysis:
    def __init__(self, request: FilmRequest, language: str) -> None:
        self._request = request
        self._language = language
        self._lexicon: Lexicon = lexicon.of(language)
        self._blocks = dialogue.blocks(request.script, language)
        self._format = dialogue.format_of(request.script)
        self._people: dict[str, _Person] = {}

    def plan(self) -> FilmPlan:
        """Put everything together."""
        request = self._request
        text = f"{request.title}\n{request.script}"
        references = [found.text for found in self._lexicon.cultures.find(text)]
        culture = self._culture(text)
        period: Period = self._most(self._lexicon.periods.find(text), "historical" if culture == "indian" else "modern")
        self._find_people()
        spoken = self._attribute()
        shots = self._shots(spoken)
        voices = casting.Voices(request.options.voice)
        cast = self._cast(shots, culture, period, voices)
        scenes: list[Scene] = []
        for number, shot in enumerate(shots, 1):
            scenes.append(self._scene(number, shot, cast, culture, scenes[-1] if scenes else None))
        moods = Counter(scene.mood for scene in scenes)
        return FilmPlan(
            title=request.title,
            language=self._language,
            culture=culture,
            cultural_references=sorted({reference.casefold() for reference in references}),
            period=period,
            mode=request.options.mode,
            tags=[mood for mood, _ in moods.most_common(3)] + [culture],
            narrator=voices.narrator,
            characters=list(cast.values()),
            scenes=scenes,
        )

    # People ------------------------------------------------------------------------------------------------------

    def _find_people(self) -> None:
        for block in self._blocks:
            for utterance in block.utterances:
                if utterance.label:
                    self._labelled(utterance.label).speaks += 1
        if self._format == "podcast":
            return
        narration = [u.text for b in self._blocks for u in b.utterances if not u.quoted and not u.label]
        for sentence in narration:
            self._names_of(sentence)
        for sentence in narration:
            self._nouns_of(sentence)

    def _labelled(self, label: str) -> _Person:
        key = label.casefold()
        if key not in self._people:
            name = label.title() if label.isupper() else label
            self._people[key] = _Person(
                name,
                {key},
                noun=self._lexicon.people.first(label),
                species=self._lexicon.species.first(label),
                gender=self._lexicon.names.get(name.split()[0]),
            )
        return self._people[key]

    def _names_of(self, sentence: str) -> None:
        """Names: those the lexicon knows."""
        for found in self._lexicon.names.find(sentence):
            if sentence[found.start].islower():
                continue  # “rose” the flower, “grace” the virtue
            key = found.text.casefold()
            person = self._people.setdefault(key, _Person(found.text, {key}, gender=found.meaning))
            person.mentions += 1

    def _nouns_of(self, sentence: str) -> None:
        """People and animals known by what they are; one beside a name describes it."""
        for person_noun in self._lexicon.people.find(sentence):
            person = self._beside(sentence, person_noun.start, person_noun.end)
            person = person or self._known_as(person_noun.text, role=person_noun.meaning.role)
            person.noun = person.noun or person_noun.meaning
            self._describe(person, sentence, person_noun.start)
        for animal in self._lexicon.species.find(sentence):
            person = self._beside(sentence, animal.start, animal.end)
            person = person or self._known_as(animal.text, species=animal.meaning)
            person.species = person.species or animal.meaning
            self._describe(person, sentence, animal.start)

    def _known_as(self, noun: str, role: str | None = None, species: Species | None = None) -> _Person:
        """Who is called by a noun: the same person as before where role or species are the same (कौआ, कौए)."""
        key = noun.casefold()
        for person in self._people.values():
            alike = (role is not None and person.noun and person.noun.role == role) or (
                species and person.species == species
            )
            if key in person.aliases or alike:
                person.aliases.add(key)
                person.mentions += 1
                return person
        self._people[key] = _Person(noun[:1].upper() + noun[1:], {key}, mentions=1)
        return self._people[key]

    def _beside(self, sentence: str, start: int, end: int) -> _Person | None:
        """The named person that a noun stands in apposition to: “a girl named Meera”, “Old Thomas, the keeper”."""
        for found in self._lexicon.names.find(sentence):
            if found.text.casefold() not in self._people:
                continue
            between = sentence[end : found.start] if found.start >= end else sentence[found.end : start]
            if found.start >= end and _NAMED.match(between):
                pass
            elif not (
                found.end <= start
                and regex.fullmatch(
                    r",?\s+(?:the|a|an|her|his|their|my|was a|was an|was the)\s+(?:[\p{L}-]+\s+){0,2}", between
                )
            ):
                continue
            person = self._people[found.text.casefold()]
            person.aliases.add(sentence[start:end].casefold())
            return person
        return None

    def _describe(self, person: _Person, sentence: str, start: int) -> None:
        near = sentence[max(start - 24, 0) : start]
        age = self._lexicon.ages.first(near)
        person.age = person.age or age
        if not person.description:
            person.description = sentence

    def _attribute(self) -> list[tuple[Block, list[tuple[Utterance, str | None, Emotion]]]]:
        """Who says each utterance: the key of a person, or None for the narrator."""
        result = []
        recent: list[str] = []
        for block in self._blocks:
            spoken: list[tuple[Utterance, str | None, Emotion]] = []
            for utterance in block.utterances:
                speaker, emotion = self._speaker(utterance, recent)
                if utterance.quoted and speaker is None and spoken and spoken[-1][0].quoted:
                    speaker = spoken[-1][1]
                if speaker is not None and (not recent or recent[-1] != speaker):
                    recent.append(speaker)
                spoken.append((utterance, speaker, emotion or self._feeling(utterance.text)))
            result.append((block, spoken))
        return result

    def _speaker(self, utterance: Utterance, recent: list[str]) -> tuple[str | None, Emotion | None]:
        if utterance.label:
            return utterance.label.casefold(), None
        if not utterance.quoted:
            return None, None
        after = words.split_sentences(utterance.after, self._language)[:1]
        before = words.split_sentences(utterance.before, self._language)[-1:]
        if _FULL_STOP.search(utterance.text):
            after = []  # “I see.” Thomas laughed: a sentence that is over is not said by what follows
        for clause in (*after, *before):
            said = next(iter(self._lexicon.said.find(clause)), None)
            if said is None:
                continue
            speaker = self._named(clause, said.start, recent)
            if speaker is not None:
                self._people[speaker].speaks += 1
            return speaker, said.meaning if said.meaning != "neutral" else None
        for clause in before:
            speaker = self._named(clause, len(clause), recent)
            if speaker is not None:
                self._people[speaker].speaks += 1
                return speaker, None
        if len(recent) >= 2:
            return recent[-2], None  # nobody is named: they take turns
        return (recent[-1] if recent else None), None

    def _named(self, clause: str, position: int, recent: list[str]) -> str | None:
        """The person named closest to a position; a pronoun stands for the last one it fits."""
        found = [(abs(start - position), key) for start, key in self._mentions(clause)]
        for pronoun in self._lexicon.pronouns.find(clause):
            near = [*reversed([*recent, *self._people_before(clause)])]
            genders: tuple[Gender, ...] = (pronoun.meaning, "neutral")
            fits = [key for gender in genders for key in near if self._gender(self._people[key]) == gender]
            if pronoun.meaning == "neutral":
                fits = near
            found += [(abs(pronoun.start - position), key) for key in fits[:1]]
        return min(found)[1] if found else None

    def _people_before(self, clause: str) -> list[str]:
        """Those that the script mentions before a clause, in order of their last mention."""
        story = " ".join(u.text for b in self._blocks for u in b.utterances if not u.quoted)
        return [key for _, key in self._mentions(story[: max(story.find(clause), 0)][-400:])]

    def _mentions(self, text: str) -> list[tuple[int, str]]:
        """Where people are mentioned in a text, in order."""
        mentions = []
        for key, person in self._people.items():
            for alias in person.aliases:
                edge = r"[\p{L}\p{M}\p{N}]"
                for match in regex.finditer(rf"(?<!{edge}){regex.escape(alias)}(?!{edge})", text, regex.IGNORECASE):
                    mentions.append((match.start(), key))
        return sorted(mentions)

    @staticmethod
    def _gender(person: _Person) -> Gender:
        return person.gender or (person.noun.gender if person.noun else None) or "neutral"

    def _feeling(self, text: str) -> Emotion:
        return self._most(self._lexicon.affirmed(self._lexicon.emotions, text), "neutral")

    def _cast(
        self, shots: Sequence[_Shot], culture: Culture, period: Period, voices: casting.Voices
    ) -> dict[str, Character]:
        """Those who speak, and those mentioned often enough to be seen; speakers first, then by mentions."""
        speakers = Counter(key for shot in shots for _, key, _ in shot.lines if key != NARRATOR)
        seen = [
            key for key, person in self._people.items() if key not in speakers and (person.mentions >= 2 or person.noun)
        ]
        seen.sort(key=lambda key: -self._people[key].mentions)
        cast: dict[str, Character] = {}
        for index, key in enumerate([*(key for key, _ in speakers.most_common()), *seen[:4]]):
            person = self._people[key]
            known = person.noun.age if person.noun else None
            # “A young woman” is no child: a noun's own age counts for more than a small adjective.
            age: Age = (known if person.age == "child" else None) or person.age or known or "adult"
            gender = self._gender(person)
            if gender == "neutral" and person.species is None:
                gender = "female" if casting.seed(person.name) % 2 else "male"
            role = person.noun.role if person.noun else ""
            cast[key] = Character(
                id=f"c{index + 1}",
                name=person.name,
                species=person.species,
                age=age,
                gender=gender,
                role=role or None,
                description=person.description,
                look=casting.look(
                    person.name,
                    index,
                    species=person.species,
                    age=age,
                    gender=gender,
                    role=role,
                    culture=culture,
                    period=period,
                ),
                voice=voices.voice(age, gender),
            )
        return cast

    # Scenes ------------------------------------------------------------------------------------------------------

    def _shots(self, spoken: list[tuple[Block, list[tuple[Utterance, str | None, Emotion]]]]) -> list[_Shot]:
        shots: list[_Shot] = []
        for block, utterances in spoken:
            narration = block.heading or " ".join(u.text for u, _, _ in utterances if not u.quoted and not u.label)
            place: Setting | None = next((found.meaning for found in self._lexicon.places(narration)), None)
            if block.heading and place is None:
                place = self._lexicon.settings.first(block.heading)
            time: TimeOfDay | None = next(
                (found.meaning for found in self._lexicon.affirmed(self._lexicon.times, narration)), None
            )
            current = shots[-1] if shots else None
            moved = current is not None and (
                (place not in (None, current.setting))
                or (time not in (None, current.time))
                or block.heading is not None
            )
            if current is None or (moved and current.lines):
                inherited = (current.setting, current.time) if current else (None, None)
                current = _Shot(place or inherited[0], time or inherited[1], block.heading or "")
                shots.append(current)
            elif block.heading is not None or current.setting is None or current.time is None:
                current.setting, current.time = current.setting or place, current.time or time
                current.heading = block.heading or current.heading
            current.text.append(narration)
            for utterance, key, emotion in utterances:
                current.lines.append((utterance, key or NARRATOR, emotion))
                current.text.append(utterance.text)
        shots = [part for shot in shots if shot.lines for part in self._cut(shot)]
        return self._joined(shots)

    def _seconds(self, shot: _Shot) -> float:
        return sum(pacing.line_seconds(self._line("", *line, {}), self._language) for line in shot.lines)

    def _cut(self, shot: _Shot) -> list[_Shot]:
        """A shot that lasts too long, cut in equal parts between lines."""
        parts = min(int(self._seconds(shot) // LONGEST_SCENE_SECONDS) + 1, len(shot.lines))
        if parts == 1:
            return [shot]
        size = self._seconds(shot) / parts
        cut = [_Shot(shot.setting, shot.time, shot.heading)]
        for line in shot.lines:
            if len(cut) < parts and self._seconds(cut[-1]) >= size:
                cut.append(_Shot(shot.setting, shot.time, shot.heading))
            cut[-1].lines.append(line)
            cut[-1].text.append(line[0].text)
        return cut

    def _joined(self, shots: list[_Shot]) -> list[_Shot]:
        """Shots too short to stand alone, or too many, joined to their shorter neighbour."""
        while len(shots) > 1:
            lengths = [self._seconds(shot) for shot in shots]
            shortest = min(range(len(shots)), key=lengths.__getitem__)
            if lengths[shortest] >= SHORTEST_SCENE_SECONDS and len(shots) <= MOST_SCENES:
                break
            before = shortest > 0 and (shortest == len(shots) - 1 or lengths[shortest - 1] <= lengths[shortest + 1])
            first = shortest - 1 if before else shortest
            kept, gone = shots[first], shots[first + 1]
            longer = kept if lengths[first] >= lengths[first + 1] else gone
            shots[first : first + 2] = [
                _Shot(longer.setting, longer.time, longer.heading, kept.text + gone.text, kept.lines + gone.lines)
            ]
        return shots

    def _scene(
        self, number: int, shot: _Shot, cast: dict[str, Character], culture: Culture, before: Scene | None
    ) -> Scene:
        text = " ".join(shot.text)
        if self._format == "podcast":
            setting: Setting = "studio"
        else:
            setting = shot.setting or _DEFAULT_SETTING[culture]
        time: TimeOfDay = shot.time or "day"
        lasting: Weather = before.weather if before is not None and before.time_of_day == time else "clear"
        weather: Weather = next((f.meaning for f in self._lexicon.affirmed(self._lexicon.weathers, text)), lasting)
        lines = [self._line(f"s{number}l{index}", *line, cast) for index, line in enumerate(shot.lines, 1)]
        speaking = [line.speaker for line in lines if line.speaker != NARRATOR]
        mentioned = [cast[key].id for _, key in self._mentions(text) if key in cast]
        on_stage = list(dict.fromkeys([*speaking, *mentioned]))[:MOST_ON_STAGE]
        if self._format == "podcast":
            on_stage = [character.id for character in list(cast.values())[:2]]
        props = list(dict.fromkeys(found.meaning for found in self._lexicon.props.find(text)))[:MOST_PROPS]
        return Scene(
            number=number,
            heading=shot.heading or setting.replace("-", " ").capitalize(),
            setting=setting,
            time_of_day=time,
            weather=weather,
            mood=self._mood(text, lines),
            culture=culture,
            characters=on_stage,
            props=props,
            lines=lines,
        )

    def _line(self, name: str, utterance: Utterance, key: str, emotion: Emotion, cast: dict[str, Character]) -> Line:
        return Line(
            id=name,
            speaker=cast[key].id if key in cast else NARRATOR,
            text=utterance.text,
            emotion=emotion,
            paragraph=utterance.paragraph,
            sentence=utterance.sentence,
        )

    def _mood(self, text: str, lines: list[Line]) -> Mood:
        feelings = Counter(line.emotion for line in lines if line.emotion != "neutral")
        felt = _MOODS[feelings.most_common(1)[0][0]] if feelings else "peaceful"
        return self._most(self._lexicon.affirmed(self._lexicon.moods, text), felt)

    def _culture(self, text: str) -> Culture:
        found = Counter(term.meaning for term in self._lexicon.cultures.find(text))
        usual: Culture = (
            "indian" if self._language in ("hi", "ta", "te", "ml", "bn", "gu", "pa", "kn", "mr") else "western"
        )
        if not found:
            return usual
        (first, most), *rest = found.most_common(2)
        return "mixed" if rest and rest[0][1] * 2 > most else first

    @staticmethod
    def _most(found: Iterable[lexicon.Found[lexicon.Meaning]], otherwise: lexicon.Meaning) -> lexicon.Meaning:
        """The meaning found most often; the first of equals."""
        counts = Counter(term.meaning for term in found)
        return counts.most_common(1)[0][0] if counts else otherwise
