"""The composed theme, played plainly: what a model that follows a melody is given to follow."""

import numpy as np
import numpy.typing as npt

from sagemaker_containers.music.composer.composition import Composition, Note

Mono = npt.NDArray[np.float32]

_LEADS = {
    *("sitar", "veena", "bansuri", "chant", "high chant"),
    *("violin", "cello", "flute", "oboe", "clarinet", "horn", "piano", "electric piano", "vibraphone", "crystal"),
}
"""Who may carry a theme. Drones, pads, basses and drums never do."""
_LEVEL = ((0.0, 0.0),)
_OVERTONES = (1.0, 0.4, 0.2)


def line(composition: Composition) -> list[Note]:
    """The theme as one voice: of what leading instruments play together, the highest note."""
    notes = [note for name in sorted(_LEADS & set(composition.parts)) for note in composition.parts[name].notes]
    voice: list[Note] = []
    for note in sorted(notes, key=lambda note: (note.start, -note.pitch)):
        if voice and note.start < voice[-1].start + voice[-1].duration:
            last = voice[-1]
            if note.pitch < last.pitch and note.start + note.duration <= last.start + last.duration:
                continue
            voice[-1] = Note(last.start, max(note.start - last.start, 0.0), last.pitch, last.velocity, last.bends)
        voice.append(note)
    return [note for note in voice if note.duration > 0.03]


def play(composition: Composition, sample_rate: int) -> Mono:
    """The theme in plain tones with all its glides, one channel, as long as the score."""
    sound = np.zeros(round(composition.seconds * sample_rate), np.float32)
    for note in line(composition):
        at = round(note.start * sample_rate)
        time = np.arange(min(round(note.duration * sample_rate), len(sound) - at)) / sample_rate
        if not len(time):
            continue
        moments, bends = [moment for moment, _ in note.bends or _LEVEL], [by for _, by in note.bends or _LEVEL]
        bend = np.interp(time, moments, bends)
        frequency = 440.0 * 2 ** ((note.pitch + bend - 69) / 12)
        phase = 2 * np.pi * np.cumsum(frequency) / sample_rate
        tone = sum(share * np.sin(phase * (number + 1)) for number, share in enumerate(_OVERTONES))
        edge = np.minimum(1.0, np.minimum(time, time[-1] - time) / 0.015)
        sound[at : at + len(time)] += (0.3 * note.velocity * edge * tone).astype(np.float32)
    return sound
