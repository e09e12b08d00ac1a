"""Light and air: what time of day, weather and mood do to every colour of a scene."""

from dataclasses import dataclass

from film_studio.film.models import Light, Mood, TimeOfDay, Weather
from sagemaker_containers.drawing.colour import mix, multiply, saturated


@dataclass(frozen=True)
class Hour:
    """The colours of one time of day: the sky from zenith to horizon, far air, and the light on things.

    `ambient` is white cloud at that hour; `beam` is the light of sun or moon on what is turned to it.
    """

    sky: tuple[str, str, str]
    haze: str
    light: str
    strength: float
    cloud: str
    shadow: float
    ambient: str
    beam: str


HOURS: dict[TimeOfDay, Hour] = {
    "dawn": Hour(("#92bdf0", "#fcc2cc", "#ffd684"), "#fadcd2", "#d2beea", 0.52, "#ffb8b4", 0.22, "#f6e6e8", "#ffd092"),
    "day": Hour(("#2f8ad6", "#86caf0", "#e6f5ec"), "#cbe4ee", "#fffaf0", 0.2, "#ffffff", 0.3, "#ffffff", "#fff6d0"),
    "dusk": Hour(("#2a2668", "#a83c78", "#ff8436"), "#c4606a", "#f08c74", 0.66, "#e8705e", 0.3, "#985a78", "#ff8e42"),
    "night": Hour(("#0a1440", "#1b3a80", "#4f7cc0"), "#3a5c9e", "#86a6f0", 0.8, "#7890c4", 0.3, "#4e68a4", "#d2e0ff"),
}


@dataclass(frozen=True)
class Veil:
    """What weather draws over the sky: its colour under white light, how much it covers, and the light that is left.

    `thickness` is how fast things fade with distance; a clear day is 1.
    """

    colour: str
    cover: float
    light: str
    strength: float
    saturation: float
    thickness: float


VEILS: dict[Weather, Veil] = {
    "clear": Veil("#ffffff", 0.0, "#ffffff", 0.0, 1.0, 0.9),
    "cloudy": Veil("#bac8d4", 0.5, "#dfe6ee", 0.5, 0.88, 1.0),
    "rain": Veil("#8499b0", 0.68, "#b4cce6", 0.56, 0.95, 1.2),
    "snow": Veil("#dbe6f2", 0.66, "#e6effa", 0.5, 0.8, 1.2),
    "mist": Veil("#e2e6e4", 0.66, "#eef0ea", 0.5, 0.85, 1.9),
    "storm": Veil("#46567a", 0.8, "#8ea6d8", 0.72, 0.95, 1.1),
}


@dataclass(frozen=True)
class Tint:
    """What a mood does: a light over everything, how saturated things are, and colours at zenith and horizon.

    `veiled` is how much of the sun it hides.
    """

    light: str
    strength: float
    saturation: float
    zenith: str
    horizon: str
    share: float
    veiled: float = 0.0


TINTS: dict[Mood, Tint] = {
    "peaceful": Tint("#fff2d8", 0.16, 1.0, "#9cc8f0", "#ffeed0", 0.24),
    "joyful": Tint("#ffeeb0", 0.2, 1.32, "#2f9cf0", "#ffe898", 0.36),
    "sad": Tint("#92acdc", 0.62, 0.36, "#54698f", "#93a5c0", 0.72, 0.85),
    "tense": Tint("#94a09c", 0.68, 0.72, "#3c3644", "#c0b070", 0.8, 0.7),
    "mysterious": Tint("#8fa4ee", 0.58, 0.8, "#4a3c9c", "#7fe0d0", 0.78, 0.4),
    "romantic": Tint("#ffb4c8", 0.46, 1.08, "#86a0ec", "#ffaabc", 0.54),
    "heroic": Tint("#ffd488", 0.36, 1.26, "#1c50b8", "#ffb84e", 0.5),
    "devotional": Tint("#ffd07a", 0.46, 1.06, "#f0bc70", "#ffeab0", 0.8),
    "playful": Tint("#fff4f6", 0.1, 1.42, "#10c4e8", "#ffb4de", 0.5),
}


class Atmosphere:
    """What a colour looks like in this scene, near and far, and the light that falls on characters."""

    def __init__(self, time: TimeOfDay, weather: Weather, mood: Mood, indoors: bool):
        self.hour = HOURS[time]
        self.veil = VEILS[weather]
        self.time = time
        self.weather = weather
        self.indoors = indoors
        self.cover = self.veil.cover
        self._tint = TINTS[mood]
        low_sun = 0.55 if time in ("dawn", "dusk") else 0.8
        top, middle, low = (
            self._veiled(colour, share) for colour, share in zip(self.hour.sky, (1.0, 0.95, low_sun), strict=True)
        )
        if time == "night":  # under cloud all is one grey, unless the sky is pale behind what stands there
            pale = 2 * max(0.0, self.cover - 0.5)
            middle, low = mix(middle, "#6f90d0", pale * 0.6), mix(low, "#b4d0f8", pale)
        tint = self._tint
        share = tint.share * (1.0 if time == "day" else 0.6)
        aloft = share * (0.4 + 0.6 * tint.veiled if time == "night" else 1.0)
        zenith, horizon = multiply(tint.zenith, self.hour.ambient, 0.9), multiply(tint.horizon, self.hour.ambient, 0.65)
        self.sky = tuple(
            saturated(colour, tint.saturation)
            for colour in (
                mix(top, zenith, aloft),
                mix(middle, mix(zenith, horizon, 0.55), (share + aloft) / 2),
                mix(low, horizon, share),
            )
        )
        self.haze = mix(self._veiled(self.hour.haze), horizon, share * 0.8)
        self.cloud = mix(self._veiled(self.hour.cloud), horizon, share * 0.5)
        self.beam = mix(self.hour.beam, horizon, 0.3)

    def _veiled(self, colour: str, share: float = 1.0) -> str:
        return mix(colour, multiply(self.veil.colour, self.hour.ambient, 0.9), self.cover * share)

    def mooded(self, colour: str) -> str:
        """The colour as the scene's mood alone shows it."""
        return multiply(saturated(colour, self._tint.saturation), self._tint.light, self._tint.strength)

    @property
    def sunlight(self) -> float:
        """How much of the sun's or moon's own light comes through, 0 to 1."""
        return 0.0 if self.indoors else max(0.0, 1 - 1.5 * self.cover) * (1 - self._tint.veiled)

    @property
    def gleam(self) -> float:
        """How strong the rim is that sun or moon leave on edges; by night a little is left also under cloud, or nobody
        and nothing would stand out."""
        return max(self.sunlight, 0.5) if self.time == "night" and not self.indoors else self.sunlight

    @property
    def veiled(self) -> float:
        """How much of the sun the mood hides, 0 to 1."""
        return self._tint.veiled

    @property
    def moonlight(self) -> str:
        """The moon's own colour: warm over a friendly night, cold where the mood hides its light."""
        return mix("#fff0c0", "#cfe6f4", min(1.0, 2.5 * self._tint.veiled))

    @property
    def _inside(self) -> tuple[str, float]:
        return {
            "dawn": ("#dfe2f6", 0.5),
            "day": ("#fff8ec", 0.4),
            "dusk": ("#f8a078", 0.62),
            "night": ("#c49a8c", 0.72),
        }[self.time]

    def lit(self, colour: str, far: float = 0.0) -> str:
        """The colour in this light; `far` from 0 (here) to 1 (at the horizon) takes it into the haze."""
        if self.indoors:
            return self.mooded(multiply(colour, *self._inside))
        under = multiply(colour, self.hour.light, self.hour.strength)
        if self.time == "night":
            under = mix(under, "#1c3a80", 0.16)
        dimmed = self.veil.strength * (0.4 if self.time == "night" else 1.0)
        under = multiply(saturated(under, self.veil.saturation), self.veil.light, dimmed)
        thickness = self.veil.thickness * (1.5 if self.time == "dawn" else 1.0)  # of a morning the air is moist
        return mix(self.mooded(under), self.haze, min(0.94, far * thickness))

    def lamplit(self, colour: str) -> str:
        """The colour under lamps that burn after dark; by day as it is lit anyway."""
        if self.time not in ("dusk", "night"):
            return self.lit(colour)
        return mix(self.lit(colour), self.mooded(multiply(colour, "#ffc384", 0.62)), 0.64)

    def light(self) -> Light:
        """The light on characters: softer than on the scenery, so that faces stay readable at night."""
        colour, strength = self._inside if self.indoors else (self.hour.light, self.hour.strength)
        if self.time == "night":
            colour, strength = mix(colour, "#ffe2c0", 0.34), strength * 0.7
        tint = mix(colour, self._tint.light, self._tint.strength)
        weather = 0.0 if self.indoors else self.veil.strength * 0.25
        return Light(
            tint=tint if self.indoors else mix(tint, self.veil.light, self.veil.strength * 0.4),
            tint_strength=round(min(0.7, strength * 0.75 + weather), 3),
            shadow=round(self.hour.shadow * (1 - 0.4 * self.cover), 3),
            fall=0.7 if self.indoors else round({"dawn": 1.0, "day": 0.6, "dusk": 1.0, "night": 0.8}[self.time]
                                                * self.sunlight, 3),
            rim=colour if self.indoors else self.beam,
            rim_strength=0.4 if self.indoors else round((0.45 if self.time == "day" else 0.75) * self.gleam, 3),
        )  # fmt: skip
