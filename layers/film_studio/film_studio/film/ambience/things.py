"""Rooms, streets, tools and bells. Every function gives one stereo loop (`texture`), or one sound where it says so."""

import numpy as np

from film_studio.film.ambience.texture import (
    LOOP_SECONDS,
    Grain,
    Random,
    arch,
    breath,
    evened,
    from_afar,
    hump,
    noise,
    often,
    patter,
    scatter,
    strike,
    swell,
    time,
    tone,
)
from film_studio.film.sound import Sound


def room(random: Random) -> Sound:
    """A quiet room: air, and a trace of what is outside."""
    return noise(random, hump(140, 1.5) + 0.05 * hump(2500, 1.5))


def hall(random: Random) -> Sound:
    """A large hall of stone: more air, moving slowly."""
    return noise(random, hump(210, 0.9) + 0.06 * hump(1800, 1.2)) * swell(random, 4, 0.6, 1.0)


def machines(random: Random) -> Sound:
    """The hum of a spaceship: low tones that beat against each other, and air that is pumped."""
    moment = time(LOOP_SECONDS)
    hum = np.zeros((len(moment), 2), np.float32)
    for cycles, level in ((597, 1.0), (600, 0.8), (1194, 0.35), (1800, 0.15)):  # whole cycles to the loop: no seam
        for side, phase in enumerate(random.uniform(0, 2 * np.pi, 2)):
            hum[:, side] += level * np.sin(2 * np.pi * cycles * moment / LOOP_SECONDS + phase)
    return hum + 0.5 * noise(random, hump(800, 1.0)) * swell(random, 3, 0.7, 1.0)


def traffic(random: Random) -> Sound:
    """A street: far rumble, engines that go by, and a horn far away."""
    rumble = noise(random, hump(110, 1.2) + 0.15 * hump(900, 1.2))
    passing = noise(random, hump(420, 1.4))
    moment = time(LOOP_SECONDS)
    for car, at in enumerate((1.5, 4.6, 8.3)):
        since = (moment - at - random.uniform(-0.6, 0.6) + LOOP_SECONDS / 2) % LOOP_SECONDS - LOOP_SECONDS / 2
        level = random.uniform(0.5, 1.2) / (1 + (since / 0.7) ** 2)
        pan = np.tanh(since / 1.2) * (1 if car % 2 else -1)
        rumble += passing * (level[:, None] * np.sqrt((1 + np.stack([-pan, pan], axis=1)) / 2))
    horn = tone(430, 0.28, (1, 0.8, 0.6, 0.4)) * arch(0.28, 0.02, 0.05)
    horns = [Grain(6.6, horn, 0.6, 0.4), Grain(7.0, horn, 0.6, 0.4)]
    return rumble + 1.4 * from_afar(scatter(horns), random, 0.7, 1600, near=0.2)


def clock(random: Random) -> Sound:
    """A clock on the wall: tick, tock. Ten to the loop's eleven seconds: an old one."""

    def beat(pitch: float) -> Sound:
        return strike([(pitch, 1.0, 0.006), (pitch * 2.3, 0.5, 0.004), (pitch / 3, 0.3, 0.02)], 0.09)

    ticks = [Grain(n * LOOP_SECONDS / 10, beat(1900 if n % 2 else 1500), 0.3) for n in range(10)]
    return from_afar(scatter(ticks), random, 0.3, 7000, near=0.6)


def cups(random: Random) -> Sound:
    """Cups and plates, now and then."""
    chinks: list[Grain] = []
    for at in often(random, 0.7):
        pitch, pan = random.uniform(2100, 3600), random.uniform(-0.8, 0.8)
        chink = strike([(pitch, 1, 0.05), (pitch * 1.51, 0.6, 0.04), (pitch * 2.4, 0.3, 0.02)], 0.3)
        chinks += [Grain(at, chink, pan, random.uniform(0.2, 1)), Grain(at + 0.07, chink, pan, random.uniform(0, 0.5))]
    return from_afar(scatter(chinks), random, 0.6, 6000)


def hammer(random: Random) -> Sound:
    """A smith or joiner at work, in another corner."""
    blow = strike([(640, 1, 0.09), (1710, 0.7, 0.07), (2960, 0.4, 0.05), (150, 1.2, 0.03)], 0.5)
    blows = [Grain(start + n * 0.62, blow, -0.4, 0.9 + 0.1 * (n % 2)) for start in (0.6, 6.2) for n in range(5)]
    return from_afar(scatter([g._replace(at=g.at + random.uniform(-0.02, 0.02)) for g in blows]), random, 0.7, 5000)


def typing(random: Random) -> Sound:
    """Keyboards, in bursts."""
    key = strike([(1500, 1, 0.004), (3400, 0.5, 0.003), (240, 0.6, 0.01)], 0.05)
    keys: list[Grain] = []
    for start in often(random, 0.35):
        pan = random.uniform(-0.7, 0.7)
        keys += [Grain(start + n * random.uniform(0.1, 0.17), key, pan, random.uniform(0.3, 1)) for n in range(9)]
    return from_afar(scatter(keys), random, 0.3, 6000)


def pages(random: Random) -> Sound:
    """Somebody turns a page."""
    turns: list[Grain] = []
    for at in (1.4, 6.9):
        length = 0.5
        sweep = np.sin(np.pi * time(length) / length) ** 2 * (0.5 + 0.5 * random.random(len(time(length))))
        turns.append(
            Grain(at + random.uniform(0, 2), breath(random, length, 1500, 8000) * sweep, random.uniform(-0.6, 0.6))
        )
    return from_afar(scatter(turns), random, 0.3, 8000, near=0.6)


def monitor(random: Random) -> Sound:
    """A machine beside a hospital bed."""
    beep = tone(880, 0.12) * arch(0.12, 0.01, 0.03)
    return from_afar(scatter([Grain(n * LOOP_SECONDS / 9, beep, 0.5) for n in range(9)]), random, 0.3, 5000)


def boiling(random: Random) -> Sound:
    """A pot on the stove."""
    bubbles = patter(random, 25, strike([(330, 1, 0.02), (610, 0.5, 0.012)], 0.07))
    return evened(bubbles) + 0.8 * noise(random, hump(5200, 1.0)) * swell(random, 0.7, 0.5, 1.0)


def creaking(random: Random) -> Sound:
    """Wood under load: a hull, a wharf."""
    creaks: list[Grain] = []
    for at in often(random, 0.35):
        length = random.uniform(0.5, 1.1)
        slips = random.uniform(28, 60) * (1 + 0.6 * np.sin(np.pi * time(length) / length * random.uniform(0.7, 1.6)))
        teeth = np.diff(np.floor(np.cumsum(slips) / 48_000), prepend=0.0)
        body = strike([(310, 1, 0.012), (720, 0.8, 0.008), (1330, 0.4, 0.005)], 0.06)
        sound = np.convolve(teeth, body)[: len(teeth)].astype(np.float32) * arch(length, 0.15, 0.25)
        creaks.append(Grain(at, sound, random.uniform(-0.7, 0.7), random.uniform(0.4, 1)))
    return from_afar(scatter(creaks), random, 0.5, 3500)


def temple_bells(random: Random) -> Sound:
    """Small bells rung by those who come to pray."""
    rung: list[Grain] = []
    for at in (0.8, 5.1, 7.4):
        pitch = random.choice([1040, 1180, 1390])
        ring = strike([(pitch, 1, 0.7), (pitch * 2.02, 0.5, 0.4), (pitch * 2.9, 0.3, 0.2)], 2.0)
        rung += [Grain(at + n * 0.55 + random.uniform(0, 0.1), ring, -0.3, 0.8 - 0.2 * n) for n in range(2)]
    return from_afar(scatter(rung), random, 1.4, 5000)


def bell(random: Random) -> Sound:
    """One stroke of a great bell. No loop."""
    partials = [(0.5, 0.8, 2.6), (1.0, 1.0, 2.0), (1.19, 0.6, 1.5), (1.5, 0.35, 1.2), (2.0, 0.5, 0.9), (2.74, 0.2, 0.5)]
    stroke = strike([(310 * ratio, level, decay) for ratio, level, decay in partials], 8.0) * arch(8.0, 0.001, 4.0)
    both = np.pad(np.stack([stroke, stroke], axis=1), ((0, 48_000), (0, 0)))
    return from_afar(both, random, 1.0, 6000, near=0.5)


def drumming(random: Random) -> Sound:
    """A hand drum, one short call. No loop."""
    deep = strike([(92, 1, 0.16), (184, 0.3, 0.08)], 0.5)
    high = strike([(310, 1, 0.05), (640, 0.4, 0.03)], 0.3)
    beats = ((0.0, deep), (0.36, high), (0.54, high), (0.72, deep), (1.08, high))
    return from_afar(scatter([Grain(0.02 + at, sound, -0.2) for at, sound in beats], 2.4), random, 0.6, 6000, near=0.5)


def hooves(random: Random) -> Sound:
    """A horse at a trot, going by. No loop."""
    seconds = 4.5
    clops: list[Grain] = []
    for n in range(16):
        at = 0.1 + n * 0.27 + random.uniform(-0.015, 0.015)
        place = at / seconds * 2 - 1
        clop = strike([(760 if n % 2 else 640, 1, 0.014), (1480, 0.5, 0.008), (180, 0.8, 0.03)], 0.12)
        clops.append(Grain(at, clop, 0.8 * place, 1 - place**2 * 0.85))
    return from_afar(scatter(clops, seconds + 0.5), random, 0.4, 5000, near=0.5)


def car(random: Random) -> Sound:
    """A car goes by. No loop."""
    seconds = 5.0
    since = time(seconds) - seconds / 2
    level = arch(seconds, 0.6, 1.2) / (1 + (since / 0.8) ** 2)
    engine = tone(92 - 14 * np.tanh(since * 2), seconds, (1, 0.7, 0.5, 0.4, 0.3))
    sound = (breath(random, seconds, 90, 1600) + 0.5 * engine) * level
    pan = np.tanh(since / 1.0)
    return np.stack([sound * np.sqrt((1 - pan) / 2), sound * np.sqrt((1 + pan) / 2)], axis=1).astype(np.float32)
