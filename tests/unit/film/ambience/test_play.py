"""How places sound."""

from typing import get_args

import numpy as np
import pytest

from film_studio.film.ambience.places import BedName, SpotName
from film_studio.film.ambience.play import FULL_LUFS, made, play
from film_studio.film.ambience.soundscape import Bed, Soundscape, Spot
from film_studio.film.meter import k_weighted_power, lufs
from tests.unit.film.film_samples import RATE


def centre(name):
    """Where the power of a sound lies: its median frequency in Hz."""
    power = np.abs(np.fft.rfft(made(name)[:, 0])) ** 2
    frequency = np.fft.rfftfreq(len(made(name)), 1 / RATE)
    return frequency[np.searchsorted(np.cumsum(power), power.sum() / 2)]


@pytest.mark.parametrize("name", [*get_args(BedName), *get_args(SpotName)])
def test_every_sound_is_stereo_as_loud_as_said_and_clean(name):
    sound = made(name)
    assert sound.dtype == np.float32 and sound.ndim == 2 and sound.shape[1] == 2
    assert np.isfinite(sound).all()
    assert abs(sound.mean()) < 0.02 * np.abs(sound).max()
    assert -1 < lufs(k_weighted_power(sound)).max() < 12
    assert np.corrcoef(sound.T)[0, 1] < 0.99  # it has width
    # No click, at the loop's seam least of all.
    seam = np.abs(sound[0] - sound[-1]).max()
    assert seam < 0.6 * np.abs(np.diff(sound, axis=0)).max()


def test_spots_begin_and_end_in_silence():
    for name in get_args(SpotName):
        sound = made(name)
        assert max(np.abs(sound[:2]).max(), np.abs(sound[-2:]).max()) < 0.02 * np.abs(sound).max()


def test_sounds_lie_where_their_names_say():
    assert centre("thunder") < centre("wind") < centre("crowd") < centre("rain")
    assert centre("rain_on_the_roof") < centre("rain") / 2
    assert centre("birds") > 2500 and centre("crickets") > 4000
    assert centre("murmur") < centre("children")


def test_waves_come_and_go_and_rain_does_not():
    def range_of(name):
        power = lufs(k_weighted_power(made(name)))
        return np.quantile(power, 0.95) - np.quantile(power, 0.05)

    assert range_of("sea") > 6 > 5 > range_of("rain")


def test_a_bed_is_heard_in_its_time_at_its_level_and_comes_and_goes_softly():
    bed = Bed(sound="rain", start=4, end=10, level=-6)
    sound = play(Soundscape(beds=[bed], spots=[]), 14 * RATE)
    assert sound.shape == (14 * RATE, 2) and sound.dtype == np.float32
    power = lufs(k_weighted_power(sound))
    assert not sound[: 3 * RATE].any() and not sound[11 * RATE :].any()
    assert np.median(power[50:90]) == pytest.approx(FULL_LUFS - 6, abs=2)
    assert np.abs(np.diff(power[33:44])).max() < 14
    assert power[32] < power[34] - 1 < power[37] - 2 < np.median(power[50:90])


def test_two_places_cross_without_a_hole():
    beds = [Bed(sound="hall", start=0, end=6, level=0), Bed(sound="river", start=6, end=12, level=0)]
    power = lufs(k_weighted_power(play(Soundscape(beds=beds, spots=[]), 12 * RATE)))
    assert power[30:90].min() > FULL_LUFS - 12


def test_a_clap_of_thunder_begins_when_it_should_and_may_outlast_the_film():
    sound = play(Soundscape(beds=[], spots=[Spot(sound="thunder", at=3.5, level=0)]), 5 * RATE)
    assert not sound[: round(3.49 * RATE)].any()
    assert np.abs(sound[round(3.5 * RATE) : 4 * RATE]).max() > 0.01


def test_the_same_soundscape_gives_the_same_samples():
    scape = Soundscape(beds=[Bed(sound="birds", start=0, end=5, level=0)], spots=[Spot(sound="bell", at=1, level=0)])
    once = play(scape, 5 * RATE)
    made.cache_clear()
    assert np.array_equal(once, play(scape, 5 * RATE))
