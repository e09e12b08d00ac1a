"""How loud a sound is (ITU-R BS.1770-4, EBU R 128), measured block by block in the frequency domain."""

from functools import cache

import numpy as np
import numpy.typing as npt

from film_studio.film.sound import SAMPLE_RATE, Sound, running_max

SILENCE_LUFS = -70.0
"""The absolute gate: what is not louder is silent, and measured as this."""

_RELATIVE_GATE_LU = 10.0
_BLOCK = SAMPLE_RATE // 10
"""Samples per step of the gate: a gating block is four of them."""

_BATCH = 64
"""Blocks transformed at once: they stay in the processor's cache."""

_BATCH_BLOCKS = 1 << 13
_HIGHEST_OVERSHOOT = 2.0
"""How much higher than the samples around it a peak between them is at most, in any sound but a test signal."""

_OVERSAMPLING = 4
_REACH = 12
"""Samples on either side that an interpolated one is made of."""

_TAPS = np.arange(-_REACH, _REACH + 1)
_BETWEEN = [
    (np.sinc(_TAPS + part / _OVERSAMPLING) * np.kaiser(len(_TAPS), 6)).astype(np.float32)
    for part in range(1, _OVERSAMPLING)
]
"""Windowed-sinc kernels that give the sample one, two and three quarters on."""


def integrated_loudness(sound: Sound) -> float:
    """Loudness in LUFS of a stereo sound, shape (samples, 2)."""
    blocks = k_weighted_power(sound)
    gating = np.convolve(blocks, np.full(min(4, len(blocks)), 1 / min(4, len(blocks))), "valid")
    heard = gating[lufs(gating) > SILENCE_LUFS]
    if not len(heard):
        return SILENCE_LUFS
    loud = heard[lufs(heard) > lufs(heard.mean()) - _RELATIVE_GATE_LU]
    return float(lufs(loud.mean()))


def lufs(power: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """K-weighted power as loudness."""
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-12)))


def k_weighted_power(sound: Sound) -> npt.NDArray[np.float64]:
    """The mean square of each tenth of a second, K-weighted, of both channels together.

    A rest shorter than that counts as a tenth of a second with silence at its end.
    """
    weights = _k_weights()
    power = np.zeros(-(-len(sound) // _BLOCK))
    whole = len(sound) // _BLOCK * _BLOCK
    for channel in sound.T:
        for first in range(0, whole, _BATCH * _BLOCK):
            spectrum = np.fft.rfft(channel[first : min(first + _BATCH * _BLOCK, whole)].reshape(-1, _BLOCK))
            blocks = slice(first // _BLOCK, first // _BLOCK + len(spectrum))
            power[blocks] += (spectrum.real**2 + spectrum.imag**2) @ weights
        if whole < len(sound):
            spectrum = np.fft.rfft(channel[whole:], _BLOCK)
            power[-1] += (spectrum.real**2 + spectrum.imag**2) @ weights
    return power


@cache
def _k_weights() -> npt.NDArray[np.float32]:
    """The K-weighting's power response at each frequency of a block, such that the weighted sum is a mean square.

    The two filters are BS.1770's own, whose coefficients are given for 48 kHz.
    """
    shelf = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
    high_pass = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
    delay = np.exp(-2j * np.pi * np.fft.rfftfreq(_BLOCK))
    response = np.ones(len(delay))
    for above, below in (shelf, high_pass):
        response *= np.abs(np.polyval(above[::-1], delay) / np.polyval(below[::-1], delay)) ** 2
    both_sides = np.full(len(delay), 2.0)
    both_sides[[0, -1]] = 1.0
    weights: npt.NDArray[np.float32] = (response * both_sides / _BLOCK**2).astype(np.float32)
    return weights


def true_peaks(sound: Sound, block: int, floor: float) -> npt.NDArray[np.float32]:
    """The peak between the samples, as an amplitude, of each `block` samples in either channel; shape (blocks,).

    Where the samples around lie so low that no peak between them can reach `floor`, it is the highest sample's.
    """
    blocks = -(-len(sound) // block)
    peaks = np.zeros(blocks, np.float32)
    for channel in sound.T:
        padded = np.pad(np.asarray(channel, np.float32), (_REACH, blocks * block - len(channel) + _REACH))
        own = np.abs(padded[_REACH : _REACH + blocks * block]).reshape(blocks, block).max(axis=1)
        np.maximum(peaks, own, out=peaks)
        reach = -(-_REACH // block)
        near = np.flatnonzero(running_max(own, behind=reach, ahead=reach) * _HIGHEST_OVERSHOOT >= floor)
        windows = np.lib.stride_tricks.sliding_window_view(padded, block + 2 * _REACH)[::block]
        for first in range(0, len(near), _BATCH_BLOCKS):
            places = near[first : first + _BATCH_BLOCKS]
            between = windows[places] @ _interpolation(block)
            peaks[places] = np.maximum(peaks[places], np.maximum(between.max(axis=1), -between.min(axis=1)))
    return peaks


@cache
def _interpolation(block: int) -> npt.NDArray[np.float32]:
    """The matrix that gives all samples between those of a block from the block and what it reaches beyond."""
    kernels = np.zeros((block + 2 * _REACH, len(_BETWEEN) * block), np.float32)
    for index, kernel in enumerate(_BETWEEN):
        for place in range(block):
            # Convolution turns a kernel around.
            kernels[place : place + len(kernel), index * block + place] = kernel[::-1]
    return kernels
