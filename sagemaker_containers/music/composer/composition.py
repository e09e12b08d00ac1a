"""What a composer writes down: parts and notes. The sound comes later."""

from dataclasses import dataclass, field

from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.scale import Scale
from sagemaker_containers.music.composer.western.chords import Chord

Bends = tuple[tuple[float, float], ...]
"""A curve of pitch: seconds after a note's start, and semitones away from its pitch. Between points it glides."""


@dataclass(frozen=True)
class Note:
    """`start` and `duration` in seconds, MIDI `pitch`, `velocity` 0 to 1. A voice sings its `syllable`."""

    start: float
    duration: float
    pitch: int
    velocity: float
    bends: Bends = ()
    syllable: str = ""


@dataclass(frozen=True)
class Stroke:
    """A stroke on percussion, by the name of its sound (`dha`, `bell`)."""

    start: float
    bol: str
    velocity: float


@dataclass
class Part:
    """What one instrument plays."""

    instrument: str
    notes: list[Note] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


@dataclass(frozen=True)
class Sounding:
    """A chord of four voices from `start` to `end` (seconds): bass, tenor, alto and soprano as MIDI pitches."""

    start: float
    end: float
    chord: Chord
    voicing: tuple[int, int, int, int]


@dataclass
class Composition:
    """A whole score. `scales` holds the scale of each passage."""

    seconds: float
    tonic: int
    passages: list[Passage]
    scales: list[Scale]
    parts: dict[str, Part]
    reverberation: float
    """Share of the room in the sound, 0 to 1."""
    entries: list[float] = field(default_factory=list)
    """When the theme enters, in seconds."""
    harmony: list[Sounding] = field(default_factory=list)
    """The chords of a Western score, one after the other."""

    def part(self, instrument: str) -> Part:
        """The part of an instrument, begun where it has none yet."""
        return self.parts.setdefault(instrument, Part(instrument))
