"""What all styles write with: one seed's random choices, and a hand that plays as people do."""

import random

from film_studio.film.models import ScoreRequest
from sagemaker_containers.music.composer.composition import Bends, Composition, Note, Stroke
from sagemaker_containers.music.composer.form import Voice, passages


class Arranger:
    """What all styles share: the random choices of one seed, and a hand that writes notes as people play."""

    def __init__(self, request: ScoreRequest, reverberation: float):
        self.request = request
        self.random = random.Random(request.seed)
        self.composition = Composition(
            seconds=request.seconds,
            tonic=48 + self.random.choice((0, 1, 2, 3, 4, 5, -1, -2)),
            passages=passages(request),
            scales=[],
            parts={},
            reverberation=reverberation,
        )
        self.voice = Voice(request.speaking)

    def note(
        self, instrument: str, start: float, duration: float, pitch: int, velocity: float, bends: Bends = ()
    ) -> None:
        """Write a note, a little early or late and softer or louder, as a hand would; none outlasts the score."""
        start = max(start + self.random.uniform(-0.008, 0.008), 0.0)
        duration = min(duration, self.request.seconds - start)
        if duration > 0.02:
            velocity = min(max(velocity * self.random.uniform(0.92, 1.06), 0.05), 1.0)
            self.composition.part(instrument).notes.append(Note(start, duration, pitch, velocity, bends))

    def stroke(self, instrument: str, start: float, bol: str, velocity: float) -> None:
        """Write a stroke on percussion."""
        if start < self.request.seconds:
            velocity = min(velocity * self.random.uniform(0.85, 1.1), 1.0)
            self.composition.part(instrument).strokes.append(Stroke(max(start, 0.0), bol, velocity))
