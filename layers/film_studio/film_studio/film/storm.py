"""When lightning strikes in a scene with a storm: picture and sound both follow this, thunder after the flash."""

from random import Random

_FIRST = (0.8, 2.2)
"""Seconds into the scene, at least and at most, of its first strike: early, so that the storm is seen as one."""

_GAP = (3.4, 7.5)
"""Seconds from one strike to the next. A strike flashes at most twice (`puppet/lightning.py`): far below the three
flashes in a second that are safe for people with photosensitive epilepsy (WCAG 2.2, success criterion 2.3.1)."""

_TAIL = 0.6
"""No strike comes so near to the scene's end that its flash would be cut off."""


def strikes(seed: int, seconds: float) -> list[float]:
    """The seconds from the scene's start at which lightning strikes, ascending; none where the scene is too short.

    `seed` is the scene's (`requests.scene_seed`), `seconds` how long it lasts.
    """
    random = Random(f"{seed} lightning")
    times, at = [], random.uniform(*_FIRST)
    while at < seconds - _TAIL:
        times.append(round(at, 3))
        at += random.uniform(*_GAP)
    return times
