"""A passage of Western music before it is dressed: its harmony in four voices and its melody, and ways to play them."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

from sagemaker_containers.music.composer.arranger import Arranger
from sagemaker_containers.music.composer.composition import Sounding
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.western import theme
from sagemaker_containers.music.composer.western.phrases import PALETTES, Harmony, harmonise
from sagemaker_containers.music.composer.western.theme import Tone
from sagemaker_containers.music.composer.western.voicing import Voicing, lead

BASS, TENOR, ALTO, SOPRANO = range(4)
INNER = (TENOR, ALTO)
UPPER = (TENOR, ALTO, SOPRANO)

_UNDER_SPEECH = 0.62
"""How loud the lead is, against its usual velocity, while somebody speaks. It leaves out what is not on a beat then."""


@dataclass
class Written:
    """What the dresses play from: chords with their voicings, and the melody in degrees."""

    arranger: Arranger
    passage: Passage
    harmony: list[Harmony]
    voicings: list[Voicing]
    melody: list[Tone]

    @property
    def intensity(self) -> float:
        """The passage's, 0 to 1."""
        return self.passage.intensity

    @property
    def closing(self) -> bool:
        """Whether the film's last chord is in it."""
        return self.passage.last

    def _at(self, bar: float) -> float:
        return self.passage.at(bar)

    def sustain(self, instrument: str, voices: Iterable[int], velocity: float, octave: int = 0) -> None:
        """Hold the voices; what stays the same from chord to chord is not struck again."""
        for voice in voices:
            started = 0.0
            for index, (harmony, voicing) in enumerate(zip(self.harmony, self.voicings, strict=True)):
                end = harmony.bar + harmony.bars
                tied = index + 1 < len(self.harmony) and self.voicings[index + 1][voice] == voicing[voice]
                if not tied:
                    seconds = self._at(end) - self._at(started)
                    self.note(instrument, started, seconds * 1.02, voicing[voice] + 12 * octave, velocity)
                    started = end

    def note(self, instrument: str, bar: float, seconds: float, pitch: int, velocity: float) -> None:
        """One note at a bar of the passage."""
        self.arranger.note(instrument, self._at(bar), seconds, pitch, velocity)

    def figure(self, instrument: str, pattern: str, velocity: float, length: float = 1 / 3, octave: int = 0) -> None:
        """Break the chords: each figure of the pattern is a voice from the bass up (4 is the tenor an octave up).

        `.` is a rest. The pattern fills a bar; `length` is that of a note in bars. A closing chord is rolled instead.
        """
        for harmony, voicing in zip(self.harmony, self.voicings, strict=True):
            ladder = (*voicing, voicing[TENOR] + 12)
            if self.closing and harmony is self.harmony[-1]:
                for index, pitch in enumerate(voicing):
                    at = harmony.bar + 0.05 * index / self.passage.bar_seconds
                    self.note(instrument, at, harmony.bars * self.passage.bar_seconds, pitch + 12 * octave, velocity)
                continue
            for index, figure in enumerate(pattern):
                bar = harmony.bar + index / len(pattern)
                if figure != "." and bar < harmony.bar + harmony.bars:
                    softer = 0.85 if self.arranger.voice.over(self._at(bar)) else 1.0
                    accent = 1.0 if index == 0 else 0.88 if index * 2 == len(pattern) else 0.78
                    seconds = length * self.passage.bar_seconds
                    self.note(instrument, bar, seconds, ladder[int(figure)] + 12 * octave, velocity * accent * softer)

    def bass(self, instrument: str, pattern: str, velocity: float, octave: int = 0) -> None:
        """The bass in a rhythm: `0` is its note, `5` the fifth above or fourth below, `8` the octave, `.` a rest."""
        for harmony, voicing in zip(self.harmony, self.voicings, strict=True):
            low = voicing[BASS] + 12 * octave
            fifth = harmony.chord.notes[2] - harmony.chord.bass
            steps = {"0": 0, "5": fifth % 12 - (12 if low + fifth % 12 > 55 + 12 * octave else 0), "8": 12}
            rhythm = "0" if self.closing and harmony is self.harmony[-1] else pattern
            onsets = [index for index, figure in enumerate(rhythm) if figure in steps]
            for index, following in zip(onsets, [*onsets[1:], len(rhythm)], strict=True):
                bar = harmony.bar + index / len(rhythm) * harmony.bars
                seconds = (following - index) / len(rhythm) * harmony.bars * self.passage.bar_seconds * 0.95
                self.note(instrument, bar, seconds, low + steps[rhythm[index]], velocity * (1 if index == 0 else 0.85))

    def lead(self, instrument: str, centre: int, velocity: float, silent_under_speech: bool = False) -> None:
        """Sing the melody around a pitch. Where somebody speaks it thins to what is on the beat, or rests."""
        scale = PALETTES[self.passage.mood].scale
        pitches = theme.sing(self.melody, self.harmony, scale, self.arranger.composition.tonic, centre)
        if self.melody:
            self.arranger.composition.entries.append(self._at(self.melody[0].bar))
        for index, (tone, pitch) in enumerate(zip(self.melody, pitches, strict=True)):
            spoken = self.arranger.voice.over(self._at(tone.bar)) and not self.closing
            if spoken and (silent_under_speech or (tone.bar % 0.5 != 0 and tone.bars < 0.5)):
                continue
            shape = 0.85 + 0.15 * (1 - abs(index / len(pitches) - 0.5) * 2)
            seconds = tone.bars * self.passage.bar_seconds * 0.98
            self.note(instrument, tone.bar, seconds, pitch, velocity * shape * (_UNDER_SPEECH if spoken else 1.0))

    def stroke(self, bar: float, sound: str, velocity: float) -> None:
        """A stroke on the drums."""
        self.arranger.stroke("drums", self._at(bar), sound, velocity)


def write(arranger: Arranger) -> Iterator[Written]:
    """The passages of a film, one after the other: the voices are led through all of it at once."""
    composition, seed = arranger.composition, arranger.request.seed
    rng = random.Random(f"{seed} harmony")
    own = theme.invent(random.Random(f"{seed} theme"))
    passages = composition.passages
    harmonies = [
        harmonise(passage, rng, before_the_end=following is not None and following.part == "end")
        for passage, following in zip_longest(passages, passages[1:])
    ]
    lifts = [
        round(6 * (passage.intensity - 0.5)) + (3 if passage.climax else 0)
        for passage, harmony in zip(passages, harmonies, strict=True)
        for _ in harmony
    ]
    led = iter(lead(composition.tonic, [stretch.chord for harmony in harmonies for stretch in harmony], lifts))
    first_scene = next(passage for passage in passages if passage.part == "scene" or passage.last)
    for passage, harmony in zip(passages, harmonies, strict=True):
        voicings = list(islice(led, len(harmony)))
        for stretch, voicing in zip(harmony, voicings, strict=True):
            start, end = passage.at(stretch.bar), passage.at(stretch.bar + stretch.bars)
            composition.harmony.append(Sounding(start, end, stretch.chord, voicing))
        composition.scales.append(PALETTES[passage.mood].scale)
        yield Written(arranger, passage, harmony, voicings, theme.varied(own, passage, passage is first_scene))
