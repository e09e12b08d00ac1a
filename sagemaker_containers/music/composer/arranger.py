"""What all styles write with: one seed's random choices, the theme, and a hand that plays as people do."""

import random
from collections.abc import Callable

from film_studio.film.models import Mood, ScoreRequest
from sagemaker_containers.music.composer.composition import Composition, Note, Stroke
from sagemaker_containers.music.composer.form import Passage, Voice, passages
from sagemaker_containers.music.composer.melody import Theme, invent, sing

ENERGY: dict[Mood, str] = {
    "peaceful": "calm",
    "sad": "calm",
    "mysterious": "calm",
    "devotional": "calm",
    "romantic": "flowing",
    "tense": "flowing",
    "heroic": "flowing",
    "joyful": "lively",
    "playful": "lively",
}
"""How a melody moves in each mood."""


class Arranger:
    """What all styles share: the random choices of one seed, the theme, and a hand that writes notes as people play."""

    def __init__(self, request: ScoreRequest, reverberation: float):
        self.request = request
        self.random = random.Random(request.seed)
        self.themes = {energy: invent(self.random, energy) for energy in ("calm", "flowing", "lively")}
        self.composition = Composition(
            seconds=request.seconds,
            tonic=48 + self.random.choice((0, 1, 2, 3, 4, 5, -1, -2)),
            passages=passages(request),
            scales=[],
            parts={},
            reverberation=reverberation,
        )
        self.voice = Voice(request.speaking)

    def note(self, instrument: str, start: float, duration: float, pitch: int, velocity: float, glide: int = 0) -> None:
        """Write a note, a little early or late and softer or louder, as a hand would; none outlasts the score."""
        start = max(start + self.random.uniform(-0.008, 0.008), 0.0)
        duration = min(duration, self.request.seconds - start)
        if duration > 0.02:
            velocity = min(max(velocity * self.random.uniform(0.92, 1.06), 0.05), 1.0)
            self.composition.part(instrument).notes.append(Note(start, duration, pitch, velocity, glide))

    def stroke(self, instrument: str, start: float, bol: str, velocity: float) -> None:
        """Write a stroke on percussion."""
        if start < self.request.seconds:
            velocity = min(velocity * self.random.uniform(0.85, 1.1), 1.0)
            self.composition.part(instrument).strokes.append(Stroke(max(start, 0.0), bol, velocity))

    def theme_for(self, mood: Mood) -> Theme:
        """The film's theme as it moves in this mood."""
        return self.themes[ENERGY[mood]]

    def melody(
        self,
        instrument: str,
        passage: Passage,
        first_bar: int,
        centre: int,
        velocity: float,
        rest_on: Callable[[float], frozenset[int]],
        stretch: int = 1,
        glides: bool = False,
    ) -> None:
        """The theme from `first_bar` of the passage on, `stretch` times as slow; what does not fit is left out.

        The last bar of the film belongs to its final note.
        """
        scale, tonic = self.composition.scales[-1], self.composition.tonic
        self.composition.entries.append(passage.at(first_bar))
        before: int | None = None
        bars = passage.bars - 1 if passage.last and passage.bars > 1 else passage.bars
        sung = sing(self.theme_for(passage.mood), scale, tonic, centre, lambda bar: rest_on(first_bar + bar * stretch))
        for index, (tone, pitch) in enumerate(sung):
            bar = first_bar + tone.bar * stretch
            if bar >= bars:
                break
            length = min(tone.bars * stretch, bars - bar)
            shape = 0.85 + 0.15 * (1 - abs(index / len(sung) - 0.5) * 2)
            glide = before - pitch if glides and before is not None and 0 < abs(before - pitch) <= 4 else 0
            self.note(instrument, passage.at(bar), length * passage.bar_seconds * 0.97, pitch, velocity * shape, glide)
            before = pitch
