"""Verses chanted over the drone: when each line is sung, how long its syllables are, and on which tones."""

import random

from film_studio.film.models import Mood
from film_studio.film.slokas import SLOKAS, Sloka
from sagemaker_containers.music.composer.arranger import Arranger
from sagemaker_containers.music.composer.composition import Note
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.indian import accompaniment
from sagemaker_containers.music.composer.indian.phrases import walk
from sagemaker_containers.music.composer.indian.ragas import Raga
from sagemaker_containers.music.composer.indian.recital import Recital
from sagemaker_containers.music.composer.indian.sanskrit import Syllable, syllables

_LIGHT_SECONDS, _HEAVY_SECONDS, _LAST_SECONDS = 0.27, 0.46, 1.1
_PACE: dict[Mood, float] = {"joyful": 0.8, "playful": 0.75, "heroic": 0.85, "tense": 0.9, "sad": 1.15}
"""How long syllables are beside the usual."""

_QUICKEST = 0.7
_MANJIRA_FROM = 0.6
_BREATH = 0.55
_INTERLUDE_SECONDS = 4.5
_RECITING = 2.2
"""How likely a chant stays on its tone."""

_SPOKEN_OVER = 0.25
_WAITS = 5.0
"""How long a line waits for a pause in the speech, in seconds. Where none comes, it is chanted softly under it."""

_SOFT = 0.45


class Chant:
    """One film's verses: one for each mood, chanted as often as there is time."""

    def __init__(self, arranger: Arranger):
        self.arranger = arranger
        self.recital = Recital(arranger)
        self._verses: dict[Mood, Sloka] = {}

    def sing(self) -> None:
        """Write all parts: drone, bell, chant, and a bansuri between the verses."""
        for passage, raga in zip(self.recital.passages, self.recital.ragas, strict=True):
            accompaniment.tanpura(self.arranger, passage, raga)
            self.arranger.stroke("bell", passage.start + 0.05, "temple", 0.4 + 0.2 * passage.intensity)
            self._passage(passage, raga)

    def _verse(self, mood: Mood) -> Sloka:
        if mood not in self._verses:
            best = min(sloka.moods.index(mood) for sloka in SLOKAS if mood in sloka.moods)
            fitting = [sloka for sloka in SLOKAS if mood in sloka.moods[: best + 2]]
            self._verses[mood] = self.recital.random.choice(fitting)
        return self._verses[mood]

    def _passage(self, passage: Passage, raga: Raga) -> None:
        """The verse's lines one after the other, in the pauses of the speech where there are any."""
        verse = self._verse(passage.mood)
        lines = [syllables(pada) for pada in verse.padas]
        at, number = passage.start + (0.9 if passage.first else 0.5), 0
        end = passage.end - (1.6 if passage.last else 0.2)
        usual = _PACE.get(passage.mood, 1.0)
        pace = usual
        while True:
            length = sum(_seconds(lines[number % len(lines)]))
            if number == 0:  # a card is short: its one line may be quicker
                pace = min(max((end - at) / length, _QUICKEST), usual)
            length *= pace
            at, soft = self._pause(at, length, end)
            if at + length > end:
                break
            last = at + length + _BREATH + pace * sum(_seconds(lines[(number + 1) % len(lines)])) > end
            self._line(passage, raga, verse, number % len(lines), at, pace, closing=last, soft=soft)
            at += length + _BREATH * (2.5 if soft else 1)
            number += 1
            if number % len(lines) == 0:
                at = self._interlude(passage, raga, at, end)

    def _pause(self, at: float, length: float, end: float) -> tuple[float, bool]:
        """When a line is chanted, and whether softly, because somebody speaks."""
        over = self.arranger.voice.share
        moment = at
        while moment <= min(at + _WAITS, end - length):
            if over(moment, moment + length) <= _SPOKEN_OVER:
                return moment, False
            moment += 0.25
        return at, True

    def _line(
        self, passage: Passage, raga: Raga, verse: Sloka, number: int, at: float, pace: float, closing: bool, soft: bool
    ) -> None:
        line = syllables(verse.padas[number])
        if number == 0:
            self.arranger.composition.entries.append(at)
        tonic = self.arranger.composition.tonic
        choice = random.Random(f"{verse.name} {number} {raga.name} {self.arranger.request.seed}")
        if any(syllable.accented for syllable in line):
            tones = recited(line, raga)
        else:
            tones = melody(choice, line, raga, closing or number == len(verse.padas) - 1)
        velocity = (0.5 + 0.35 * passage.intensity) * (_SOFT if soft else 1.0)
        for syllable, tone, length in zip(line, tones, _seconds(line), strict=True):
            seconds = length * pace
            for octave in (0, 12) if passage.climax and not soft else (0,):
                part = self.arranger.composition.part("chant" if octave == 0 else "high chant")
                note = Note(at, seconds, tonic + tone + octave, velocity, syllable=syllable.sounds)
                part.notes.append(note)
            if syllable.heavy and not soft and passage.intensity >= _MANJIRA_FROM:
                self.arranger.stroke("bell", at, "manjira", 0.5 * passage.intensity)
            at += seconds

    def _interlude(self, passage: Passage, raga: Raga, at: float, end: float) -> float:
        """A bell and a phrase of the bansuri after a whole verse. Answers when it is over."""
        self.arranger.stroke("bell", at, "temple", 0.3 + 0.2 * passage.intensity)
        until = min(at + _INTERLUDE_SECONDS, end)
        if until - at > 2.5:
            self.recital.alap("bansuri", raga, passage, at + 0.2, until)
        return at + _INTERLUDE_SECONDS


def recited(line: tuple[Syllable, ...], raga: Raga) -> list[int]:
    """The three tones of Rig Vedic recitation, in semitones above Sa, as the raga has them.

    The syllable before an udatta (anudatta) is below, the udatta itself on Sa, the one after it (svarita) above.
    """
    below = max(note for note in raga.scale.notes if note) - 12
    above = min(note for note in raga.scale.notes if note)
    tones = []
    for index, syllable in enumerate(line):
        before = index > 0 and line[index - 1].accented
        following = index + 1 < len(line) and line[index + 1].accented
        tones.append(0 if syllable.accented else below if following else above if before else 0)
    return tones


def melody(choice: random.Random, line: tuple[Syllable, ...], raga: Raga, closing: bool) -> list[int]:
    """A line that recites on few tones; the last of a verse closes on Sa, the others where the raga dwells."""
    rests = frozenset({0}) if closing else raga.rests
    return [0, *walk(choice, raga, 0, len(line) - 1, rests, -5, 7, _RECITING)]


def _seconds(line: tuple[Syllable, ...]) -> list[float]:
    lengths = [_HEAVY_SECONDS if syllable.heavy else _LIGHT_SECONDS for syllable in line]
    return [*lengths[:-1], _LAST_SECONDS]
