"""Where a script is cut into scenes: at headings, and where its place or time changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

import regex

from film_studio.film import pacing, words
from film_studio.film.dialogue import Block, Utterance
from film_studio.film.lexicon import Lexicon
from film_studio.film.models import NARRATOR, Emotion, Line, Setting, TimeOfDay

SHORTEST_SECONDS = 4.0
"""Of speech; a shorter scene joins its neighbour."""

LONGEST_SECONDS = 26.0
"""Of speech; a longer one is cut in equal parts between lines."""

MOST_SCENES = 10

_FIRST_WORDS = 3
"""Words that may stand before those that tell the time, for a sentence to begin with them: early in the evening."""

Said = tuple[Utterance, str, Emotion]
"""An utterance, the key of its speaker, how it is felt."""


@dataclass
class Stretch:
    """A scene in the making: its place and time as far as the script has said, and its lines."""

    setting: Setting | None = None
    time: TimeOfDay | None = None
    heading: str = ""
    inside: bool | None = None
    """Whether it plays within walls; None where the script does not say."""
    lines: list[Said] = field(default_factory=list)
    later: bool = False
    """Whether its first words tell the time, or that some has passed: in the evening they all went to the river."""
    onward: bool = False
    """Whether it goes on in the place and time of the one before."""

    @property
    def text(self) -> str:
        """All that is said in it."""
        return " ".join(utterance.text for utterance, _, _ in self.lines)

    @property
    def narration(self) -> list[str]:
        """What the narrator says himself, sentence by sentence."""
        return [utterance.text for utterance, _, _ in self.lines if not utterance.quoted and not utterance.label]


Spoken = tuple[Block, Sequence[tuple[Utterance, str | None, Emotion]]]


def cut(script: Sequence[Spoken], lexicon: Lexicon, language: str) -> list[Stretch]:
    """The scenes of a script. A sentence that leads elsewhere begins one, wherever in its paragraph it stands.

    Where headings lead through the script they alone do: who looks at the sea on the market does not go there.
    """
    screenplay = sum(block.heading is not None for block, _ in script) > 1
    found: list[Stretch] = []
    for block, spoken in script:
        if block.heading is not None:
            found.append(_headed(block.heading, lexicon, found[-1] if found else None))
        sentence = None
        for utterance, key, feeling in spoken:
            line = (utterance, key or NARRATOR, feeling)
            fresh = (utterance.paragraph, utterance.sentence) != sentence
            sentence = (utterance.paragraph, utterance.sentence)
            place, time, inside, later, leaps = None, None, None, False, False
            if not utterance.quoted and not utterance.label:
                place, inside = lexicon.place(utterance.text), lexicon.inside(utterance.text)
                for term in islice(lexicon.affirmed(lexicon.times, utterance.text), 1):
                    time, later = term.meaning, len(utterance.text[: term.start].split()) <= _FIRST_WORDS
                leaps = regex.match(lexicon.leaping, utterance.text, regex.IGNORECASE) is not None
            if not found:
                found.append(Stretch(place, time, inside=inside))
            current = found[-1]
            # Where nothing was said before, only a new paragraph tells that it is elsewhere, or later.
            parted = bool(current.lines) and utterance.paragraph != current.lines[-1][0].paragraph
            if place is not None and current.setting is None:
                current.setting = _hinted(current, lexicon)
            moves = place not in (None, current.setting) and (current.setting is not None or parted)
            passes = time not in (None, current.time) and (current.time is not None or parted)
            enters = inside not in (None, bool(current.inside)) and (current.inside is not None or parted)
            if (
                (moves or passes or enters or leaps)
                and fresh
                and current.lines
                and not (screenplay and current.heading)
            ):
                begun = Stretch(place or current.setting, time if leaps else time or current.time, later=later or leaps)
                begun.inside = inside if moves or enters else current.inside
                if (
                    not moves
                    and place is None
                    and utterance.paragraph == current.lines[-1][0].paragraph
                    and not (passes or leaps)
                ):
                    begun.onward = True
                found.append(begun)
            else:
                current.setting = current.setting or place
                current.time = current.time or time
                current.inside = inside if current.inside is None else current.inside
            found[-1].lines.append(line)
    for stretch in found:
        stretch.setting = stretch.setting or _hinted(stretch, lexicon)
    parts = [part for stretch in found if stretch.lines for part in _parts(stretch, language)]
    return _joined(_settled(parts), language)


def _hinted(stretch: Stretch, lexicon: Lexicon) -> Setting | None:
    """Where a scene may play that does not say so: a place or a part of one is named."""
    hints = (hint(sentence) for hint in (lexicon.named_place, lexicon.detail) for sentence in stretch.narration)
    return next((place for place in hints if place is not None), None)


def _headed(heading: str, lexicon: Lexicon, before: Stretch | None) -> Stretch:
    place = lexicon.place(heading) or lexicon.settings.first(heading)
    time = lexicon.times.first(heading)
    stretch = Stretch(place or (before.setting if before else None), time or (before.time if before else None), heading)
    stretch.inside = lexicon.inside(heading)
    return stretch


def _settled(stretches: list[Stretch]) -> list[Stretch]:
    """A scene whose place is only said later plays there from its beginning, and then if no paragraph lies between."""
    for first, second in pairwise(stretches):
        first.setting = first.setting or second.setting
        if first.lines[-1][0].paragraph == second.lines[0][0].paragraph and not second.later:
            first.time = first.time or second.time
        second.time = second.time or (None if second.later else first.time)
    return stretches


def seconds(stretch: Stretch, language: str) -> float:
    """How long its speech takes."""
    return sum(
        pacing.line_seconds(
            Line(id="", speaker="", text=utterance.text, emotion=feeling, paragraph=0, sentence=0), language
        )
        for utterance, _, feeling in stretch.lines
    )


def _parts(stretch: Stretch, language: str) -> list[Stretch]:
    """A scene that lasts too long, cut in equal parts between sentences, never before an interruption or an answer."""
    whole = seconds(stretch, language)
    count = min(int(whole // LONGEST_SECONDS) + 1, len(stretch.lines))
    cut = [replace(stretch, lines=[], onward=False)]
    for line in stretch.lines:
        if len(cut) < count and not _follows(line, cut[-1].lines) and seconds(cut[-1], language) >= whole / count:
            cut.append(replace(stretch, lines=[], onward=True))
        cut[-1].lines.append(line)
    return cut


def _follows(line: Said, before: Sequence[Said]) -> bool:
    """Whether a line belongs to what was said before: to its sentence, its question, or to an interruption."""
    if not before:
        return True
    last, speaker, _ = before[-1]
    if (last.paragraph, last.sentence) == (line[0].paragraph, line[0].sentence):
        return True
    interrupts = speaker == line[1] and any(words.breaks_off(utterance.text) for utterance, _, _ in before[-2:-1])
    return NARRATOR not in (speaker, line[1]) and (interrupts or words.wants_reply(last.text))


def _joined(stretches: list[Stretch], language: str) -> list[Stretch]:
    """Scenes too short to stand alone, or too many, joined to their shorter neighbour; the longer one says where."""
    while len(stretches) > 1:
        lengths = [seconds(stretch, language) for stretch in stretches]
        shortest = min(range(len(stretches)), key=lengths.__getitem__)
        if lengths[shortest] >= SHORTEST_SECONDS and len(stretches) <= MOST_SCENES:
            break
        before = shortest > 0 and (shortest == len(stretches) - 1 or lengths[shortest - 1] <= lengths[shortest + 1])
        first = shortest - 1 if before else shortest
        one, other = stretches[first], stretches[first + 1]
        longer = one if lengths[first] >= lengths[first + 1] else other
        stretches[first : first + 2] = [replace(longer, lines=one.lines + other.lines, onward=one.onward)]
    return stretches
