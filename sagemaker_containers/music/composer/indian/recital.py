"""A film as a recital: alap under the title, gat through the scenes, jhala at the climax, tihai and Sa at the end."""

import random
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Literal

from film_studio.film.models import Mood
from sagemaker_containers.music.composer.arranger import Arranger
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.indian import accompaniment
from sagemaker_containers.music.composer.indian.gat import Line, Theme, line, until
from sagemaker_containers.music.composer.indian.ornaments import ornament
from sagemaker_containers.music.composer.indian.phrases import walk
from sagemaker_containers.music.composer.indian.ragas import Raga, raga_for
from sagemaker_containers.music.composer.indian.talas import Tala, tala_for

_LEADS: dict[Mood, str] = {
    "peaceful": "bansuri",
    "joyful": "sitar",
    "sad": "bansuri",
    "tense": "sitar",
    "mysterious": "veena",
    "romantic": "bansuri",
    "heroic": "sitar",
    "devotional": "veena",
    "playful": "sitar",
}
_SA_OF = {"sitar": 12, "bansuri": 12, "veena": 0}
"""Where the lead's middle Sa lies, in semitones above the tonic."""

_TABLA_FROM = 0.3
_FAST_FROM = 0.6
_SPOKEN_OVER = 0.5

_TIHAI = (0, 1, 2, 5, 6, 7, 10, 11, 12)
"""When its notes come: a phrase of three and the fourth that it leads to, three times; the last lands on 13."""
_TIHAI_LANDS = 13
_TIHAI_SECONDS = 1.9
"""How long it is at least."""
_TIHAI_BOLS = ("te", "re", "ke")


_Turn = Literal["mukhda", "tihai", "rest"]
"""How a gat ends: with the phrase that leads back to its own sam, with one that leads to any, or open."""


class Recital:
    """One film's performance. It stays in its own raga where a scene's mood allows, and comes back to it at the end."""

    def __init__(self, arranger: Arranger):
        self.arranger = arranger
        self.random = random.Random(f"recital {arranger.request.seed}")
        self.theme = Theme(arranger.request.seed)
        self.passages = arranger.composition.passages
        self.ragas = self._choose_ragas(self.passages)
        arranger.composition.scales.extend(raga.scale for raga in self.ragas)

    def _choose_ragas(self, passages: Sequence[Passage]) -> list[Raga]:
        """The film's raga is that of the mood it has longest."""
        hour = self.arranger.request.time_of_day
        lasting: dict[Mood, float] = {}
        for passage in passages:
            lasting[passage.mood] = lasting.get(passage.mood, 0.0) + passage.end - passage.start
        of_mood = {mood: raga_for(mood, hour, self.random) for mood in lasting}
        home = of_mood[max(lasting, key=lambda mood: lasting[mood])]
        return [home if passage.mood in home.moods else of_mood[passage.mood] for passage in passages]

    def play(self) -> None:
        """Write all parts."""
        for index, (passage, raga) in enumerate(zip(self.passages, self.ragas, strict=True)):
            accompaniment.tanpura(self.arranger, passage, raga)
            lead = _LEADS[passage.mood]
            if passage.last:
                self._close(passage, raga, lead)
                continue
            tala, cycles = tala_for(passage.mood, passage.intensity, passage.end - passage.start)
            if passage.part == "title" or cycles == 0:
                self.alap(lead, raga, passage, passage.start + 0.3, passage.end - 0.2)
            else:
                following = self.passages[index + 1]
                goes_on = self.ragas[index + 1] is raga and not _brief(following)
                turn: _Turn = "mukhda" if goes_on else "tihai"
                self._gat(passage, raga, lead, tala, cycles, turn)

    def alap(self, lead: str, raga: Raga, passage: Passage, start: float, end: float) -> None:
        """Free phrases over the tanpura: the raga's own first, then others that come to rest where it dwells."""
        at, phrase = start, raga.pakads[0]
        self.arranger.composition.entries.append(start)
        velocity = 0.42 + 0.25 * passage.intensity
        while end - at > 1.2:
            pace = min(self.random.uniform(0.36, 0.6), (end - at) / (len(phrase) + 1.5))
            lengths = [pace * self.random.choice((0.7, 1.0, 1.0, 1.5)) for _ in phrase[:-1]]
            lengths.append(min(self.random.uniform(1.3, 2.2), end - at - sum(lengths)))
            if lengths[-1] < 0.3:
                break
            self._sing(lead, raga, phrase, at, lengths, velocity, passage.intensity)
            at += sum(lengths) + self.random.uniform(0.5, 0.9)
            first = self.random.choice(raga.pakads)[0]
            steps = self.random.randint(3, 6)
            phrase = (first, *walk(self.random, raga, first, steps, raga.rests, -5, 12))

    def _gat(self, passage: Passage, raga: Raga, lead: str, tala: Tala, cycles: int, turn: _Turn) -> None:
        """Cycles of theme and variation. At the end it turns to what follows."""
        cycle = (passage.end - passage.start) / cycles
        matra = cycle / tala.matras
        velocity = 0.45 + 0.3 * passage.intensity
        for index in range(cycles):
            sam = passage.start + index * cycle
            leads_over = turn == "tihai" and index == cycles - 1
            away = min(max(tala.mukhda, ceil(_TIHAI_SECONDS / matra)), tala.matras - 1) if leads_over else tala.mukhda
            turning = sam + (tala.matras - away) * matra
            if passage.intensity >= _TABLA_FROM:
                strength = 0.3 + 0.45 * passage.intensity
                accompaniment.theka(self.arranger, tala, sam, matra, strength, turning if leads_over else passage.end)
            final = index == cycles - 1
            spoken = self.arranger.voice.share(sam, turning) > _SPOKEN_OVER
            if spoken and index % 2 and not final:
                continue  # the voice alone, over tanpura and tabla
            body = until(self._body(passage, raga, tala, index, matra, spoken), tala.matras - away)
            self._line(lead, raga, body, sam, matra, velocity * (0.8 if spoken else 1.0), passage)
            if passage.climax and not spoken:
                self._jhala(tala, sam, matra, body, velocity)
            if leads_over:
                self._tihai(lead, raga, passage, turning, sam + cycle, velocity)
            elif turn == "mukhda" or not final:
                self.arranger.composition.entries.append(turning)
                mukhda = self.theme.mukhda(raga, tala)
                self._line(lead, raga, mukhda, sam, matra, velocity, passage)
                if passage.climax:
                    other = "bansuri" if lead != "bansuri" else "sitar"
                    self._line(other, raga, mukhda, sam, matra, velocity * 0.8, passage)

    def _body(self, passage: Passage, raga: Raga, tala: Tala, index: int, matra: float, spoken: bool) -> Line:
        """Theme and variation by turns: sparse under speech, twice as dense where it is intense, high at the climax."""
        rhythm = self.theme.rhythm(tala)
        first = raga.pakads[0][-1]
        if spoken:
            middle = len(rhythm) // 2
            sparse = [1, *(1 if place == middle else 0 for place in range(1, len(rhythm)))]
            return line(self.random, raga, sparse, first, -5, 9)
        if index % 2 == 0 and not passage.climax:
            return self.theme.body(raga, tala)
        laya = 2 if passage.intensity >= _FAST_FROM and matra > 0.3 else 1
        laya *= 2 if passage.climax and matra > 0.5 else 1
        dense = [min(notes * laya, 4) or laya - 1 for notes in rhythm[:-1]]
        return line(self.random, raga, [max(dense[0], 1), *dense[1:], 0], first, -5, 19 if passage.climax else 14)

    def _jhala(self, tala: Tala, sam: float, matra: float, body: Line, velocity: float) -> None:
        """The drone strings between the melody's notes, three to the matra (one where it is fast)."""
        struck = {round(tone.matra * 4) for tone in body}
        step = 1 if matra > 0.42 else 2
        for place in range(0, (tala.matras - tala.mukhda) * 4, step):
            if place not in struck:
                at = sam + place / 4 * matra
                for delay, interval in ((0.0, 12), (0.012, 24)):
                    pitch = self.arranger.composition.tonic + interval
                    self.arranger.note("chikari", at + delay, 0.5, pitch, velocity * 0.7)

    def _tihai(self, lead: str, raga: Raga, passage: Passage, start: float, lands: float, velocity: float) -> None:
        """A phrase three times, so that its end falls on sam; the sam's own note is for what follows."""
        unit = (lands - start) / _TIHAI_LANDS
        phrase = _ending(raga)
        for index, place in enumerate(_TIHAI):
            at, pitch = start + place * unit, phrase[index % 3]
            self._note(lead, at, unit * 0.95, pitch, velocity)
            if passage.intensity >= _TABLA_FROM:
                self.arranger.stroke("tabla", at, _TIHAI_BOLS[index % 3], velocity * 0.8)
            if index % 3 == 2 and index < 8:
                self._note(lead, at + unit, unit * 1.4, phrase[3], velocity)
                self.arranger.stroke("tabla", at + unit, "dha", velocity * 0.8)

    def _close(self, passage: Passage, raga: Raga, lead: str) -> None:
        """The last passage: what time there is as alap, a tihai, and Sa, which has the time to ring.

        A brief one has Sa alone: the passage before had the tihai, and lands here.
        """
        if _brief(passage):
            self._land(passage, lead, passage.start)
            return
        length = passage.end - passage.start
        lands = passage.end - min(max(4.0, 0.4 * length), 0.66 * length)
        start = lands - min(3.4, 0.9 * (lands - passage.start))
        if start - passage.start > 2.0:
            tala, cycles = tala_for(passage.mood, passage.intensity, start - passage.start)
            if passage.part == "end" or cycles == 0:
                self.alap(lead, raga, passage, passage.start + 0.3, start - 0.6)
            else:
                self._gat(replace(passage, end=start), raga, lead, tala, cycles, "rest")
        self._tihai(lead, raga, passage, start, lands, 0.5 + 0.25 * passage.intensity)
        self._land(passage, lead, lands)

    def _land(self, passage: Passage, lead: str, lands: float) -> None:
        """Sa, on the lead, the tabla and all strings of the drone, until the end."""
        velocity = 0.35 + 0.2 * passage.intensity
        self._note(lead, lands, passage.end - lands, 0, velocity)
        self.arranger.stroke("tabla", lands, "dha", velocity)
        for interval in (-12, 0, 12):
            pitch = self.arranger.composition.tonic + interval
            self.arranger.note("tanpura", lands + 0.02, passage.end - lands, pitch, 0.28)

    def _line(
        self, lead: str, raga: Raga, tones: Line, sam: float, matra: float, velocity: float, passage: Passage
    ) -> None:
        lengths = [tone.matras * matra for tone in tones]
        pitches = tuple(tone.pitch for tone in tones)
        self._sing(lead, raga, pitches, sam + tones[0].matra * matra, lengths, velocity, passage.intensity)

    def _sing(
        self,
        lead: str,
        raga: Raga,
        phrase: tuple[int, ...],
        at: float,
        lengths: list[float],
        velocity: float,
        intensity: float,
    ) -> None:
        """A phrase with its ornaments, louder toward its middle."""
        before: int | None = None
        for index, (pitch, seconds) in enumerate(zip(phrase, lengths, strict=True)):
            arch = 0.88 + 0.12 * (1 - abs(index / len(phrase) - 0.5) * 2)
            bends = ornament(self.random, raga, pitch, before, seconds, intensity)
            self._note(lead, at, seconds * 0.98, pitch, velocity * arch, bends)
            before = pitch
            at += seconds

    def _note(
        self,
        lead: str,
        at: float,
        seconds: float,
        pitch: int,
        velocity: float,
        bends: tuple[tuple[float, float], ...] = (),
    ) -> None:
        sa = self.arranger.composition.tonic + _SA_OF[lead]
        self.arranger.note(lead, at, seconds, sa + pitch, velocity, bends)


def _brief(passage: Passage) -> bool:
    """Whether it ends the film and is too short for a tihai of its own, as every end card is."""
    return passage.last and passage.end - passage.start < 2 * _TIHAI_SECONDS


def _ending(raga: Raga) -> tuple[int, int, int, int]:
    """The raga's way down to Sa: the last svaras of its avarohana."""
    return raga.avarohana[-4], raga.avarohana[-3], raga.avarohana[-2], raga.avarohana[-1]
