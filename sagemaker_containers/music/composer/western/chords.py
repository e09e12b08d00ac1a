"""Chords of a major and of a minor key, with those that they borrow from each other, by their Roman numerals."""

from dataclasses import dataclass

from sagemaker_containers.music.composer.scale import Scale


@dataclass(frozen=True)
class Chord:
    """Its notes as intervals above the tonic, root first; which of them is the bass, and which have somewhere to go."""

    name: str
    notes: tuple[int, ...]
    bass: int
    leading: int | None = None
    """The note that rises by a semitone where the next chord allows it."""
    seventh: int | None = None
    """The note that falls by a step, or stays."""

    @property
    def root(self) -> int:
        """The note the chord is built on."""
        return self.notes[0]


def _chord(name: str, *notes: int, bass: int | None = None, leads: bool = False) -> Chord:
    """`leads`: its third is a leading tone, as a dominant's is; a fourth note is a seventh."""
    seventh = notes[3] if len(notes) == 4 else None
    return Chord(name, notes, notes[0] if bass is None else bass, notes[1] if leads else None, seventh)


CHORDS = {
    chord.name: chord
    for chord in (
        # Major
        _chord("I", 0, 4, 7), _chord("I6", 0, 4, 7, bass=4), _chord("I64", 0, 4, 7, bass=7),
        _chord("ii", 2, 5, 9), _chord("ii6", 2, 5, 9, bass=5), _chord("iii", 4, 7, 11),
        _chord("IV", 5, 9, 0), _chord("IV6", 5, 9, 0, bass=9),
        _chord("V", 7, 11, 2, leads=True), _chord("V6", 7, 11, 2, bass=11, leads=True),
        _chord("V7", 7, 11, 2, 5, leads=True), _chord("vi", 9, 0, 4),
        # Dominants of other degrees
        _chord("V/V", 2, 6, 9, leads=True), _chord("V7/IV", 0, 4, 7, 10, leads=True),
        _chord("V/vi", 4, 8, 11, leads=True), _chord("V/ii", 9, 1, 4, leads=True),
        # Minor
        _chord("i", 0, 3, 7), _chord("i6", 0, 3, 7, bass=3), _chord("i64", 0, 3, 7, bass=7),
        _chord("iio6", 2, 5, 8, bass=5), _chord("III", 3, 7, 10), _chord("iv", 5, 8, 0),
        _chord("iv6", 5, 8, 0, bass=8), _chord("v", 7, 10, 2), _chord("VI", 8, 0, 3), _chord("VII", 10, 2, 5),
        # The flat second: of the Phrygian mode, and as the Neapolitan sixth
        _chord("bII", 1, 5, 8), _chord("N6", 1, 5, 8, bass=5),
    )
}  # fmt: skip

MAJOR = Scale("major", (0, 2, 4, 5, 7, 9, 11), (0, 2, 4, 5, 7, 9, 11))
MINOR = Scale("minor", (0, 2, 3, 5, 7, 8, 10), (0, 2, 3, 5, 7, 8, 10))
DORIAN = Scale("dorian", (0, 2, 3, 5, 7, 9, 10), (0, 2, 3, 5, 7, 9, 10))
MIXOLYDIAN = Scale("mixolydian", (0, 2, 4, 5, 7, 9, 10), (0, 2, 4, 5, 7, 9, 10))


def scale_over(scale: Scale, chord: Chord) -> Scale:
    """The scale as it is sung over a chord: the degrees that the chord is built of bend to the chord's own notes."""
    degrees = list(scale.up)
    # A root that is not the scale's own is the flat of the degree above.
    root = scale.up.index(chord.root if chord.root in scale.up else chord.root + 1)
    for third, note in enumerate(chord.notes):
        degrees[(root + 2 * third) % 7] = note
    return Scale(scale.name, tuple(degrees), tuple(degrees))
