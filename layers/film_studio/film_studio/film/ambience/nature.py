"""Weather, water, fire, and what lives outdoors. Every function gives one stereo loop (`texture`)."""

from collections.abc import Iterator

import numpy as np

from film_studio.film.ambience.texture import (
    LOOP_SECONDS,
    Grain,
    Random,
    arch,
    breath,
    echoing,
    evened,
    from_afar,
    hump,
    noise,
    often,
    patter,
    scatter,
    swell,
    time,
    tone,
)
from film_studio.film.sound import Sound


def _tick(random: Random, seconds: float, low: float, high: float) -> Sound:
    """Something small that breaks or bursts: noise between two frequencies (Hz) that dies away at once."""
    decay = np.exp(-time(seconds) * np.float32(5 / seconds))
    tick: Sound = breath(random, seconds, low, high) * decay * arch(seconds, 0.0004, seconds / 2)
    return tick


def rain(random: Random) -> Sound:
    """Rain on leaves and ground: a broad hiss, and drops that stand out of it."""
    hiss = noise(random, hump(6500, 1.5) + 0.35 * hump(900, 1.3)) * swell(random, 2.5, 0.8, 1.0)
    near = patter(random, 90, _tick(random, 0.008, 2200, 8000)) + patter(random, 40, _tick(random, 0.014, 1000, 3500))
    return hiss + 0.8 * evened(near)


def rain_on_the_roof(random: Random) -> Sound:
    """Rain as it is heard indoors: a soft drumming overhead."""
    drumming = patter(random, 400, _tick(random, 0.03, 250, 900)) + patter(random, 150, _tick(random, 0.02, 600, 2000))
    return noise(random, hump(500, 1.6)) * swell(random, 3, 0.7, 1.0) * 0.7 + evened(drumming)


def wind(random: Random) -> Sound:
    """Gusts: bands of noise that come up one after the other as a gust grows."""
    gust = swell(random, 2.2, 0.05, 1.0)
    low = noise(random, hump(220, 0.9)) * (0.4 + 0.6 * gust)
    whistling = noise(random, hump(640, 0.35)) * gust**2 + 0.5 * noise(random, hump(1250, 0.3)) * gust**4
    blowing: Sound = (low + 0.6 * whistling).astype(np.float32)
    return blowing


def breeze(random: Random) -> Sound:
    """Air that moves leaves a little."""
    leaves = noise(random, hump(3800, 1.1)) * swell(random, 1.6, 0.1, 1.0) ** 2
    return 0.5 * noise(random, hump(260, 1.2)) * swell(random, 3, 0.4, 1.0) + leaves


def snow(random: Random) -> Sound:
    """The hush of falling snow: little else than a low wind."""
    return noise(random, hump(180, 1.0)) * swell(random, 3, 0.3, 1.0)


def thunder(random: Random) -> Sound:
    """One clap: a tear, then rolling that sinks and dies away. No loop."""
    seconds = 6.5
    moment = time(seconds)
    rolls = np.zeros(len(moment))
    for at in (0.0, *np.cumsum(random.uniform(0.3, 0.9, 6)).tolist()):
        since = np.maximum(moment - at, 0)
        rolls += random.uniform(0.4, 1.0) * (since > 0) * (1 - np.exp(-since / 0.06)) * np.exp(-since / 0.7)
    fade = np.exp(-moment / 2.2) * arch(seconds, 0.01, 1.0)
    sides = [breath(random, seconds, 30, 220) * rolls * fade for _ in range(2)]
    tear = breath(random, seconds, 250, 2500) * np.exp(-moment / 0.25) * arch(seconds, 0.004, 0.5)
    return np.stack([side + 0.6 * tear for side in sides], axis=1, dtype=np.float32)


def sea(random: Random) -> Sound:
    """Waves: each rolls in, breaks, and draws back over the sand."""
    foam = noise(random, hump(2600, 1.5))
    deep = noise(random, hump(160, 1.1))
    moment = time(LOOP_SECONDS)
    rolling, breaking = np.zeros(len(moment)), np.zeros(len(moment))
    waves = 2
    for wave in range(waves):
        crest = (wave + 0.35 + 0.1 * random.uniform(-1, 1)) / waves * LOOP_SECONDS
        since = (moment - crest + LOOP_SECONDS / 2) % LOOP_SECONDS - LOOP_SECONDS / 2
        size = random.uniform(0.75, 1.0)
        rolling += size * np.exp(-((since + 0.4) ** 2) / 1.6)
        breaking += size * np.where(since < 0, np.exp(-(since**2) / 0.25), np.exp(-since / 1.5))
    both = np.stack([0.25 + rolling, 0.05 + 0.9 * breaking]).astype(np.float32)[:, :, None]
    waves_heard: Sound = both[0] * deep + both[1] * foam
    return waves_heard


def river(random: Random) -> Sound:
    """Flowing water: a murmur, and bubbles that ring as they close."""
    bubbles: list[Grain] = []
    for at in often(random, 34):
        seconds = random.uniform(0.03, 0.08)
        pitch = random.uniform(380, 1500) * (1 + 0.35 * np.linspace(0, 1, len(time(seconds))))
        bubble = tone(pitch, seconds) * np.exp(-time(seconds) * 50) * arch(seconds, 0.004, 0.01)
        bubbles.append(Grain(at, bubble, random.uniform(-0.8, 0.8), random.exponential(0.5)))
    ringing = scatter(bubbles)
    return noise(random, hump(700, 1.5)) * swell(random, 0.9, 0.7, 1.0) + 1.2 * evened(ringing)


def fire(random: Random) -> Sound:
    """A fire: its draught, and wood that crackles."""
    crackle = patter(random, 16, _tick(random, 0.006, 1500, 7000)) + patter(random, 6, _tick(random, 0.02, 500, 2500))
    return noise(random, hump(140, 1.2)) * swell(random, 0.5, 0.4, 1.0) * 0.8 + 0.9 * evened(crackle)


_SONGS = (
    # Of one syllable each: where it starts and where it ends (Hz), how long it lasts, and the pause after it (seconds).
    ((4200, 3100, 0.10, 0.05), (4200, 3100, 0.10, 0.05), (3300, 4600, 0.16, 0.1)),
    ((5200, 4800, 0.05, 0.04),) * 7,
    ((2900, 2850, 0.28, 0.12), (3600, 3550, 0.34, 0.1)),
    ((3600, 5200, 0.09, 0.03), (5200, 3900, 0.12, 0.06)) * 2,
    ((2900, 3900, 0.13, 0.09), (3900, 3500, 0.1, 0.09), (2700, 2600, 0.2, 0.1)),
)


def _song(syllables: tuple[tuple[float, float, float, float], ...], pitch: float) -> Sound:
    parts: list[Sound] = []
    for first, last, seconds, pause in syllables:
        glide = np.linspace(first, last, len(time(seconds))) * pitch
        parts += [tone(glide, seconds, (1.0, 0.12)) * arch(seconds, seconds / 4, seconds / 3), 0 * time(pause)]
    return np.concatenate(parts)


def birds(random: Random) -> Sound:
    """Songbirds near and far, each with its own song, that it repeats."""
    sung: list[Grain] = []
    seconds = 2 * LOOP_SECONDS
    for bird in range(7):
        song = echoing(_song(_SONGS[bird % len(_SONGS)], random.uniform(0.85, 1.12)), random, 0.35, 9000, near=0.6)
        pan, level = random.uniform(-0.9, 0.9), random.choice([1.0, 0.5, 0.25, 0.15])
        at = random.uniform(0, 6)
        while at < seconds:
            sung.append(Grain(at, song, pan, level * random.uniform(0.7, 1.0)))
            at += random.uniform(2.2, 8.5)
    return scatter(sung, seconds)


def gulls(random: Random) -> Sound:
    """Gulls over the water: falling, nasal cries, a few together."""
    cries: list[Grain] = []
    seconds = 2 * LOOP_SECONDS
    for at in np.array([2.0, 8.5, 15.5]) + random.uniform(0, 3, 3):
        pan, pitch = random.uniform(-0.8, 0.8), random.uniform(0.9, 1.15)
        for cry in range(random.integers(2, 5)):
            length = 0.36
            bend = pitch * (1250 - 520 * np.linspace(0, 1, len(time(length))) ** 1.5)
            sound = echoing(
                tone(bend, length, (0.7, 1.0, 0.6, 0.25)) * arch(length, 0.05, 0.2), random, 0.8, 5000, 0.35
            )
            cries.append(Grain(float(at) + cry * 0.45, sound, pan, 1 - 0.12 * cry))
    return scatter(cries, seconds)


def _chirps(random: Random, pitch: float, rate: float) -> Iterator[Grain]:
    pulse = tone(pitch, 0.016) * arch(0.016, 0.006, 0.008)
    pan, level = random.uniform(-0.9, 0.9), random.uniform(0.3, 1.0)
    count = round(LOOP_SECONDS * rate)
    for chirp in range(count):
        for beat in range(3):
            yield Grain(chirp * LOOP_SECONDS / count + beat * 0.028, pulse, pan, level * (0.6 + 0.2 * beat))


def crickets(random: Random) -> Sound:
    """A warm night: crickets, each at its own pace."""
    chirps = [grain for pitch in (4350, 4500, 4720, 4850) for grain in _chirps(random, pitch, random.uniform(1.6, 2.6))]
    return scatter(chirps) + 0.004 * noise(random, hump(5200, 0.4))


def cicadas(random: Random) -> Sound:
    """The whirr of a jungle: insects that swell and sink."""
    moment = time(LOOP_SECONDS)[:, None]
    trill: Sound = 0.6 + 0.4 * np.sign(np.sin(2 * np.pi * 46 * moment)) * swell(random, 2.5, 0.2, 1.0)
    return noise(random, hump(6100, 0.3)) * trill * swell(random, 3.5, 0.25, 1.0)


def frogs(random: Random) -> Sound:
    """Frogs at the water by night."""
    croaks: list[Grain] = []
    for frog in range(3):
        length = 0.22
        pulses = 0.5 + 0.5 * np.sin(2 * np.pi * 38 * time(length))
        croak = tone(random.uniform(420, 640), length, (1.0, 0.5, 0.4)) * pulses * arch(length, 0.03, 0.06)
        pan = (frog - 1) * 0.7
        croaks += [Grain(at, croak, pan, random.uniform(0.4, 1.0)) for at in often(random, 0.5)]
    return from_afar(scatter(croaks), random, 0.4, 5000)


def owl(random: Random) -> Sound:
    """An owl, far away, now and then."""

    def hoot(seconds: float) -> Sound:
        pitch = 365 + 12 * np.sin(np.pi * time(seconds) / seconds)
        return echoing(tone(pitch, seconds, (1.0, 0.1)) * arch(seconds, 0.08, 0.15), random, 1.2, 2500)

    calls: list[Grain] = []
    for at in (2.0, 13.5):
        pan = random.uniform(-0.7, 0.7)
        for start, length in ((0.0, 0.4), (1.1, 0.22), (1.45, 0.22), (1.85, 0.7)):
            calls.append(Grain(at + start, hoot(length), pan))
    return scatter(calls, 2 * LOOP_SECONDS)
