"""When lightning strikes: the same for picture and sound, and safe to look at."""

from itertools import pairwise

from film_studio.film.storm import strikes


def test_a_scene_always_has_the_same_strikes_and_another_scene_others() -> None:
    assert strikes(7, 20) == strikes(7, 20) != strikes(8, 20)
    assert strikes(7, 20)[: len(strikes(7, 9))] == strikes(7, 9), "a longer scene only has more of them"


def test_a_storm_shows_itself_early_and_never_flashes_in_quick_succession() -> None:
    for seed in range(200):
        times = strikes(seed, 26)
        assert 3 <= len(times) <= 8
        assert times[0] < 2.5 and times[-1] < 26 - 0.5
        assert all(later - earlier > 3 for earlier, later in pairwise(times))
    assert strikes(1, 0.5) == []
