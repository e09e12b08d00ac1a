"""Light and air: what time of day, weather and mood do to every colour of a scene."""

from dataclasses import dataclass

from film_studio.film.models import Light, Mood, TimeOfDay, Weather
from sagemaker_containers.drawing.colour import mix, multiply, saturated


@dataclass(frozen=True)
class Hour:
    """The colours of one time of day: the sky from zenith to horizon, far air, and the light on things."""

    sky: tuple[str, str, str]
    haze: str
    light: str
    strength: float
    cloud: str
    shadow: float


HOURS: dict[TimeOfDay, Hour] = {
    "dawn": Hour(("#6d8fc9", "#f3b9a6", "#ffe6b8"), "#f4cfb8", "#ffd7b0", 0.45, "#ffe3d2", 0.26),
    "day": Hour(("#3f93d6", "#8fcbee", "#e9f4e2"), "#cfe6ec", "#fffaf0", 0.3, "#ffffff", 0.3),
    "dusk": Hour(("#3b3f7d", "#c9657c", "#ffb36b"), "#d98f7d", "#ffab78", 0.6, "#f7a58f", 0.3),
    "night": Hour(("#0c1234", "#1d2c61", "#3f588f"), "#2c3f70", "#6d86cf", 0.82, "#4a5c92", 0.34),
}

_GREY_SKY: dict[Weather, tuple[str, float, float]] = {
    "clear": ("#ffffff", 0.0, 1.0),
    "cloudy": ("#b4bfca", 0.5, 0.95),
    "rain": ("#7f8d9c", 0.68, 0.85),
    "snow": ("#d3dce6", 0.66, 0.97),
    "mist": ("#d5dbdd", 0.6, 0.95),
    "storm": ("#46505f", 0.78, 0.72),
}
"""Colour of the covered sky, how much it covers, and how bright things stay under it."""

_MOOD: dict[Mood, tuple[str, float, float]] = {
    "peaceful": ("#fff8ea", 0.10, 1.0),
    "joyful": ("#fff0c8", 0.18, 1.15),
    "sad": ("#a9b9d4", 0.28, 0.72),
    "tense": ("#b9a6a0", 0.30, 0.82),
    "mysterious": ("#8fa3c4", 0.34, 0.85),
    "romantic": ("#ffc9cf", 0.26, 1.05),
    "heroic": ("#ffdca0", 0.24, 1.12),
    "devotional": ("#ffd98c", 0.30, 1.06),
    "playful": ("#fff3d0", 0.12, 1.22),
}
"""A light laid over everything, how strong, and how saturated things are."""


class Atmosphere:
    """What a colour looks like in this scene, near and far, and the light that falls on characters."""

    def __init__(self, time: TimeOfDay, weather: Weather, mood: Mood, indoors: bool):
        self.hour = HOURS[time]
        self.time = time
        self.weather = weather
        self.indoors = indoors
        grey, self.cover, self.brightness = _GREY_SKY[weather]
        if time in ("night", "dusk"):
            grey = multiply(grey, self.hour.sky[1], 0.75)
        self._mood_light, self._mood_strength, self._saturation = _MOOD[mood]
        self.sky = tuple(self._mooded(mix(colour, grey, self.cover)) for colour in self.hour.sky)
        self.haze = self._mooded(mix(self.hour.haze, grey, self.cover * 0.8))
        self.cloud = self._mooded(mix(self.hour.cloud, grey, self.cover * 0.8))
        self.haze_depth = {"mist": 1.35, "rain": 1.15, "snow": 1.15, "storm": 1.1}.get(weather, 0.85)

    def _mooded(self, colour: str) -> str:
        return multiply(saturated(colour, self._saturation), self._mood_light, self._mood_strength)

    @property
    def _inside(self) -> tuple[str, float]:
        return {
            "dawn": ("#ffe6c8", 0.5),
            "day": ("#fff8ec", 0.4),
            "dusk": ("#ffc896", 0.65),
            "night": ("#d9a874", 0.85),
        }[self.time]

    def lit(self, colour: str, far: float = 0.0) -> str:
        """The colour in this light; `far` from 0 (here) to 1 (at the horizon) takes it into the haze."""
        if self.indoors:
            return self._mooded(multiply(colour, *self._inside))
        under = multiply(colour, self.hour.light, self.hour.strength)
        if self.time == "night":
            under = multiply(under, "#8a90b8", 0.6)
        under = multiply(saturated(under, 1 - self.cover * 0.3), "#000000", 1 - self.brightness)
        return mix(self._mooded(under), self.haze, min(0.94, far * self.haze_depth))

    def light(self) -> Light:
        """The light on characters: softer than on the scenery, so that faces stay readable at night."""
        colour, strength = self._inside if self.indoors else (self.hour.light, self.hour.strength)
        tint = mix(colour, self._mood_light, self._mood_strength)
        weather = 0 if self.indoors else 1 - self.brightness
        return Light(
            tint=tint,
            tint_strength=round(min(0.75, strength * 0.75 + weather * 0.5), 3),
            shadow=round(self.hour.shadow * (1 - 0.4 * self.cover), 3),
        )
