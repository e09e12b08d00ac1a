"""What all the sound of a film is made in: 48 kHz float samples, full scale ±1, and levels that move over time."""

import numpy as np
import numpy.typing as npt

Sound = npt.NDArray[np.float32]
"""Shape (samples,) or (samples, 2)."""

SAMPLE_RATE = 48_000
"""Sample rate of every film, Hz."""


def running_max(values: npt.NDArray[np.floating], behind: int, ahead: int) -> npt.NDArray[np.float64]:
    """At each place the highest of `values` from `behind` places before it to `ahead` after it."""
    highest = np.pad(values.astype(np.float64), (behind, ahead), mode="edge")
    # Windows of doubling width: the last two, overlapping, cover what is wanted.
    width, wanted = 1, behind + ahead + 1
    while width * 2 <= wanted:
        highest = np.maximum(highest[:-width], highest[width:])
        width *= 2
    rest = wanted - width
    return np.maximum(highest[: len(values)], highest[rest : rest + len(values)])


def running_mean(values: npt.NDArray[np.floating], behind: int, ahead: int) -> npt.NDArray[np.float64]:
    """At each place the mean of `values` from `behind` places before it to `ahead` after it."""
    width = behind + ahead + 1
    sums = np.cumsum(np.pad(values.astype(np.float64), (behind + 1, ahead), mode="edge"))
    mean: npt.NDArray[np.float64] = (sums[width:] - sums[:-width]) / width
    return mean


def steps_to_samples(values: npt.NDArray[np.floating], step: int, samples: int) -> Sound:
    """A curve that has one value in the middle of every `step` samples, with straight lines between."""
    halves = np.pad(values, 1, mode="edge").astype(np.float32)
    ramp = (np.arange(step, dtype=np.float32) + 0.5) / step
    lines = halves[:-1, None] + (halves[1:] - halves[:-1])[:, None] * ramp
    curve: Sound = lines.astype(np.float32, copy=False).ravel()
    return curve[step // 2 : step // 2 + samples]


def decibels(gain_db: npt.ArrayLike) -> Sound:
    """The factor that is a gain in decibels."""
    factor: Sound = np.asarray(10 ** (np.asarray(gain_db) / 20), np.float32)
    return factor
