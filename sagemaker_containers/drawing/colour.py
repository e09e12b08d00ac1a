"""Colours as `#rrggbb` strings and the few operations on them that drawing needs. Results are rounded to 8 bits."""

import colorsys
from functools import lru_cache


@lru_cache(maxsize=8192)
def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    value = int(colour[1:], 16)
    return (value >> 16 & 255) / 255, (value >> 8 & 255) / 255, (value & 255) / 255


def from_channels(red: float, green: float, blue: float) -> str:
    """The colour of three channels, each clipped to 0…1."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, channel)) * 255):02x}" for channel in (red, green, blue))


@lru_cache(maxsize=32768)
def mix(one: str, other: str, share: float) -> str:
    """`one` at share 0, `other` at share 1."""
    return from_channels(
        *(a + (b - a) * share for a, b in zip(channels(one), channels(other), strict=True)),
    )


@lru_cache(maxsize=32768)
def multiply(colour: str, light: str, strength: float) -> str:
    """`colour` under coloured light; strength 0 leaves it as it is."""
    return from_channels(
        *(c * (1 - strength + strength * li) for c, li in zip(channels(colour), channels(light), strict=True)),
    )


def lighter(colour: str, share: float = 0.15) -> str:
    """Towards warm white: the lit side of a shape."""
    return mix(colour, "#fff6e0", share)


def darker(colour: str, share: float = 0.2) -> str:
    """Towards a deep violet: shadows keep their colour instead of going grey."""
    return mix(colour, "#1a1030", share)


@lru_cache(maxsize=32768)
def saturated(colour: str, factor: float) -> str:
    """With its saturation scaled; 0 is grey, 1 the colour itself."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    return from_channels(*colorsys.hls_to_rgb(hue, lightness, min(1.0, saturation * factor)))
