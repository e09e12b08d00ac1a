"""Script → `FilmPlan`, by rules: who is in it, who says what, where and when each scene plays, and how it feels."""

from collections import Counter
from collections.abc import Iterable, Sequence

import regex

from film_studio.film import casting, dialogue, emphasis, holding, lexicon, naming, scenes
from film_studio.film.dialogue import Block, Utterance
from film_studio.film.language import detect
from film_studio.film.lexicon import Lexicon
from film_studio.film.models import (
    NARRATOR,
    Age,
    Character,
    Culture,
    Emotion,
    FilmPlan,
    FilmRequest,
    Line,
    Mood,
    Period,
    Scene,
    Setting,
    TimeOfDay,
    Weather,
)
from film_studio.film.people import VOICE, People
from film_studio.film.scenes import Stretch
from film_studio.film.speakers import Speakers

MOST_ON_STAGE = 4
MOST_PROPS = 4

_MOODS: dict[Emotion, Mood] = {
    "joy": "joyful", "sadness": "sad", "anger": "tense", "fear": "tense", "surprise": "mysterious", "disgust": "tense",
    "love": "romantic", "neutral": "peaceful",
}  # fmt: skip
_DEFAULT_SETTING: dict[Culture, Setting] = {"indian": "village", "western": "home", "mixed": "garden"}
_INDIAN_LANGUAGES = ("hi", "ta", "te", "ml", "bn", "gu", "pa", "kn", "mr")

_IN_THE_PRESENT = 2
"""Times as often as of what was, one tells of what is who tells in the present."""

_PODCAST_MOOD = 0.3
"""Of the sentences of a podcast's scene: hosts who speak of a fight do not fight, unless they speak of little else."""


def analyse(request: FilmRequest) -> FilmPlan:
    """The plan of a film. It depends on the request alone. Raises `language.UnknownLanguage` for a foreign script."""
    language = detect(request.script)
    return _Analysis(request, language).plan()


class _Analysis:
    def __init__(self, request: FilmRequest, language: str) -> None:
        self._request = request
        self._language = language
        self._lexicon: Lexicon = lexicon.of(language)
        self._podcast = request.options.mode == "podcast" or dialogue.format_of(request.script) == "podcast"
        if self._podcast and dialogue.format_of(request.script) == "prose":
            self._blocks = dialogue.in_turns(request.script, language, self._lexicon.hosts)
        else:
            self._blocks = dialogue.between(dialogue.blocks(request.script, language), self._lexicon)
        said = [utterance for block in self._blocks for utterance in block.utterances]
        labels = dict.fromkeys(utterance.label for utterance in said if utterance.label)
        told = [] if self._podcast else [u.text for u in said if not u.quoted and not u.label]
        self._people = People(self._lexicon, list(labels), told)
        self._present = self._is_present(told)
        for label, gender in dialogue.addressed(said, self._lexicon):
            self._people.known[label.lower()].gender = gender
        for key, name in naming.given(self._blocks, self._people, self._lexicon, language).items():
            self._people.present(key, name)

    def _is_present(self, told: Sequence[str]) -> bool:
        """Whether the narrator tells what happens now, and not what did."""
        now, once = (
            sum(len(regex.findall(tense, sentence)) for sentence in told)
            for tense in (self._lexicon.present, self._lexicon.past)
        )
        return now > _IN_THE_PRESENT * once

    def plan(self) -> FilmPlan:
        """Put everything together."""
        request = self._request
        text = f"{request.title}\n{request.script}"
        references = [found.text for found in self._lexicon.cultures.find(text)]
        culture = self._culture(text)
        period: Period = self._most(self._lexicon.periods.find(text), "historical" if culture == "indian" else "modern")
        speakers = Speakers(self._people, self._lexicon, self._language)
        stretches = scenes.cut(
            [(block, self._felt(speakers, block)) for block in self._blocks], self._lexicon, self._language
        )
        voices = casting.Voices(request.options.voice)
        cast = self._cast(stretches, culture, period, voices)
        found: list[Scene] = []
        if period == "future" and not any(place.meaning == "sea-shore" for place in self._lexicon.settings.find(text)):
            for stretch in stretches:  # the deck of a starship
                stretch.setting = "space" if stretch.setting == "ship" else stretch.setting
        for number, stretch in enumerate(stretches, 1):
            found.append(self._scene(number, stretch, cast, culture, found[-1] if found else None))
        found[-1] = self._ended(found)
        moods = Counter(scene.mood for scene in found)
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
            scenes=holding.kept(found),
        )

    def _felt(self, speakers: Speakers, block: Block) -> list[tuple[Utterance, str | None, Emotion]]:
        """Who says what in a block, and how they feel: by what they say, or else by how it is said to be said."""
        result: list[tuple[Utterance, str | None, Emotion]] = []
        shouts: dict[str | None, Emotion] = {}
        for utterance, key, emotion in speakers.of(block):
            own = self._most(self._feelings(utterance, block), "neutral")
            if emotion == "anger":  # One shouts for joy as well: “We did it!” he shouted. “For everyone!”
                told = self._lexicon.affirmed(self._lexicon.emotions, f"{utterance.before} {utterance.after}")
                around = {found.meaning for found in told if self._lexicon.said.get(found.text) != "anger"}
                shouted: Emotion = "joy" if "joy" in around and "anger" not in around else "anger"
                emotion = shouts[key] = own if own != "neutral" else shouts.get(key, shouted)
            feeling = emotion or own
            if feeling == "neutral" and result and self._goes_on(utterance, result[-1][0]):
                feeling = result[-1][2]  # “What are you doing? That was a red light!”
            result.append((utterance, key, feeling))
        return result

    @staticmethod
    def _goes_on(utterance: Utterance, before: Utterance) -> bool:
        """Whether an utterance is the exclamation with which the quotation of the one before goes on."""
        exclaims = utterance.quoted and utterance.text.rstrip("\"'”’»").endswith("!")
        return exclaims and before.quoted and (before.before, before.after) == (utterance.before, utterance.after)

    def _feelings(self, utterance: Utterance, block: Block) -> list[lexicon.Found[Emotion]]:
        """What an utterance tells of feelings: “cried Nadia” beside what she says is a surprise and not sad."""
        felt = [*self._lexicon.affirmed(self._lexicon.emotions, utterance.text)]
        if utterance.quoted or not any(each.quoted for each in block.utterances):
            return felt
        saying = {(said.start, said.end): said.meaning for said in self._lexicon.said.find(utterance.text)}
        return [found for found in felt if saying.get((found.start, found.end), found.meaning) == found.meaning]

    def _cast(
        self, stretches: Sequence[Stretch], culture: Culture, period: Period, voices: casting.Voices
    ) -> dict[str, Character]:
        """Those who speak, and those mentioned often enough to be seen; speakers first, then by mentions."""
        speakers = Counter(key for stretch in stretches for _, key, _ in stretch.lines if key != NARRATOR)
        seen = [
            key
            for key, person in self._people.known.items()
            if key not in speakers and (person.mentions >= 2 or person.acts or person.noun or person.species)
        ]
        seen.sort(key=lambda key: -self._people.known[key].mentions)
        parts = {key: self._part(key) for key in [*(key for key, _ in speakers.most_common()), *seen[:4]]}
        looks = casting.looks(list(parts.values()), culture, period)
        return {
            key: Character(
                id=f"c{number}",
                name=part.name,
                species=part.species,
                age=part.age,
                gender=part.gender,
                role=part.role or None,
                description=part.description,
                look=look,
                voice=voices.voice(part.age, part.gender),
            )
            for number, ((key, part), look) in enumerate(zip(parts.items(), looks, strict=True), 1)
        }

    def _part(self, key: str) -> casting.Part:
        """Whom the script makes of somebody: age and gender are decided where it leaves them open."""
        person = self._people.known[key]
        known = person.noun.age if person.noun else None
        # “A young woman” is no child, and a young boy is one: a noun's own age counts for more than such an adjective.
        age: Age = (known if person.age in ("child", "teen") else None) or person.age or known or "adult"
        gender = person.likely_gender
        if gender == "neutral" and person.species is None:
            gender = "female" if casting.seed(person.name) % 2 else "male"
        return casting.Part(
            name=person.name,
            species=person.species,
            age=age,
            gender=gender,
            role=person.noun.role if person.noun else "",
            nouns=tuple(sorted(person.entries)),
            description=person.description,
        )

    # Scenes ------------------------------------------------------------------------------------------------------

    def _scene(
        self, number: int, stretch: Stretch, cast: dict[str, Character], culture: Culture, before: Scene | None
    ) -> Scene:
        setting: Setting = "studio" if self._podcast else stretch.setting or _DEFAULT_SETTING[culture]
        time: TimeOfDay = stretch.time or "day"
        lasting: Weather = before.weather if before is not None and before.time_of_day == time else "clear"
        narration = " ".join([stretch.heading, *stretch.narration])
        weathers = [*self._lexicon.affirmed(self._lexicon.weathers, narration)]
        if not stretch.narration:
            weathers = weathers or [*self._lexicon.affirmed(self._lexicon.weathers, stretch.text)]
        weather: Weather = weathers[0].meaning if weathers else lasting
        lines = [self._line(f"s{number}l{index}", *line, cast) for index, line in enumerate(stretch.lines, 1)]
        on_stage = self._on_stage(stretch, lines, cast, before)
        comings = self._moves(self._lexicon.arriving, stretch, lines, cast)
        if not set(on_stage) - set(comings):
            comings = {}  # The stage does not stay empty until somebody comes.
        return Scene(
            number=number,
            heading=stretch.heading or setting.replace("-", " ").capitalize(),
            setting=setting,
            inside=bool(stretch.inside),
            time_of_day=time,
            weather=weather,
            mood=self._mood(stretch.text, lines),
            culture=culture,
            characters=on_stage,
            props=self._props(stretch),
            lines=lines,
            comings=comings,
            goings=self._moves(self._lexicon.leaving, stretch, lines, cast),
            holdings=self._holdings(stretch, on_stage, cast),
        )

    @staticmethod
    def _ended(found: Sequence[Scene]) -> Scene:
        """The last scene, in which those are seen whom the film is about, where it tells of nobody else."""
        last, seen = found[-1], Counter(name for scene in found for name in scene.characters)
        return last if last.characters else last.model_copy(update={"characters": [n for n, _ in seen.most_common(2)]})

    def _moves(
        self, verbs: lexicon.Terms[bool], stretch: Stretch, lines: Sequence[Line], cast: dict[str, Character]
    ) -> dict[str, str]:
        """Of whom the narrator says one of these verbs, and in which line; who comes has not been told of before."""
        found: dict[str, str] = {}
        told, known = self._told_before(stretch), set[str]()
        for (utterance, _, _), line in zip(stretch.lines, lines, strict=True):
            if utterance.quoted or utterance.label:
                known.add(line.speaker)
                continue
            for verb in self._lexicon.affirmed(verbs, utterance.text):
                key = self._people.subject(utterance.text, verb.start, told)
                if key in cast and (verbs is self._lexicon.leaving or cast[key].id not in known):
                    found.setdefault(cast[key].id, line.id)
            known |= {cast[mention.key].id for mention in self._people.mentions(utterance.text) if mention.key in cast}
            told.append(utterance.text)
        return found

    def _on_stage(
        self, stretch: Stretch, lines: Sequence[Line], cast: dict[str, Character], before: Scene | None
    ) -> list[str]:
        """Who is there: those who speak, and those of whom the narrator tells, not those only spoken or thought of."""
        if self._podcast:
            return [character.id for character in cast.values()][:2]
        there = [line.speaker for line in lines if line.speaker != NARRATOR]
        voices = {character.id for character in cast.values() if character.role == VOICE}
        told: list[str] = []
        absent: set[str] = set()
        for sentence in stretch.narration:
            here = [mention for mention in self._people.mentions(sentence) if mention.key in cast]
            for mention in here:
                around = sentence[: mention.start], sentence[mention.end :]
                denied = self._lexicon.negation_before.first(" ".join(around[0].split()[-1:]))
                # Of a script that tells what is: her mother was here before.
                past = self._present and regex.match(self._lexicon.past_after, around[1]) is not None
                if denied or past or self._lexicon.only_mentioned(*around):
                    absent.add(cast[mention.key].id)
                else:
                    there.append(cast[mention.key].id)
            for pronoun in self._lexicon.pronouns.find(sentence):
                if pronoun.meaning in ("female", "male") and not here:
                    meant = self._people.meant(pronoun.meaning, [*self._told_before(stretch), *told])
                    there += [cast[meant].id] if meant in cast else []
            told.append(sentence)
        if there and before is not None and (before.setting, before.time_of_day) == (stretch.setting, stretch.time):
            # Who has been seen here and is spoken to has not left.
            called = (self._people.addressed(utterance.text) for utterance, _, _ in stretch.lines if utterance.quoted)
            spoken_to = [cast[key].id for key in called if key in cast]
            there += [name for name in spoken_to if name in before.characters]
        if not there and before is not None and stretch.onward:
            there = [character for character in before.characters if character not in absent]
        bodies = [name for name in dict.fromkeys(there) if name not in voices]
        return bodies[:MOST_ON_STAGE]

    def _holdings(self, stretch: Stretch, on_stage: Sequence[str], cast: dict[str, Character]) -> dict[str, str]:
        """Which of the people on stage hold what, by what the narrator says of them first."""
        holders = holding.Holders(self._people, self._lexicon, self._language)
        found: dict[str, str] = {}
        told = self._told_before(stretch)
        for sentence in stretch.narration:
            for key, thing in holders.of(sentence, told):
                found.setdefault(cast[key].id if key in cast else key, thing)
            told.append(sentence)
        people = [one.id for one in cast.values() if one.id in on_stage and one.species is None]
        return holding.shared(found, found.get(""), people)

    def _told_before(self, stretch: Stretch) -> list[str]:
        """The last sentences of narration before a scene."""
        first = stretch.lines[0][0]
        place = (first.paragraph, first.sentence)
        said = (u for block in self._blocks for u in block.utterances if not u.quoted and not u.label)
        return [u.text for u in said if (u.paragraph, u.sentence) < place][-4:]

    def _props(self, stretch: Stretch) -> list[str]:
        """Things that matter: those of the title and those that the script keeps naming before those named once."""
        whole = Counter(found.meaning for found in self._lexicon.props.find(self._request.script))
        title = {found.meaning for found in self._lexicon.props.find(self._request.title)}
        here = dict.fromkeys(found.meaning for found in self._lexicon.things(stretch.text))
        return sorted(here, key=lambda prop: (prop not in title, -min(whole[prop], 3)))[:MOST_PROPS]

    def _line(self, name: str, utterance: Utterance, key: str, emotion: Emotion, cast: dict[str, Character]) -> Line:
        text, marked = emphasis.unmarked(utterance.text)
        names = {word for character in cast.values() for word in character.name.split()}
        return Line(
            id=name,
            speaker=cast[key].id if key in cast else NARRATOR,
            text=text,
            emotion=emotion,
            emphases=emphasis.emphases(text, self._lexicon, marked, names, addressed=key in cast),
            paragraph=utterance.paragraph,
            sentence=utterance.sentence,
        )

    def _mood(self, text: str, lines: list[Line]) -> Mood:
        feelings = Counter(line.emotion for line in lines if line.emotion != "neutral")
        felt = _MOODS[feelings.most_common(1)[0][0]] if feelings else "peaceful"
        moods = [*self._lexicon.affirmed(self._lexicon.moods, text)]
        strongest = max([*Counter(found.meaning for found in moods).values(), *feelings.values()], default=0)
        if self._podcast and strongest < len(lines) * _PODCAST_MOOD:
            return "peaceful"
        return self._most(moods, felt)

    def _culture(self, text: str) -> Culture:
        found = Counter(term.meaning for term in self._lexicon.cultures.find(text))
        usual: Culture = "indian" if self._language in _INDIAN_LANGUAGES else "western"
        if not found:
            return usual
        (first, most), *rest = found.most_common(2)
        return "mixed" if rest and rest[0][1] * 2 > most else first

    @staticmethod
    def _most(found: Iterable[lexicon.Found[lexicon.Meaning]], otherwise: lexicon.Meaning) -> lexicon.Meaning:
        """The meaning found most often; the first of equals."""
        counts = Counter(term.meaning for term in found)
        return counts.most_common(1)[0][0] if counts else otherwise
