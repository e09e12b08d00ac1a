"""Mouths follow phonemes: every sound has a shape, closed lips close, open vowels open, and all at the right time."""

from unicodedata import normalize

import pytest

from film_studio.film.models import Phoneme
from sagemaker_containers.lip_sync.puppet.visemes import LEAD_SECONDS, REST, SHAPES, VISEME, MouthTrack, visemes
from sagemaker_containers.voice.espeak_ng.library import Prosody, speak

TEXTS = {
    "en-us": "The quick brown fox jumps over the lazy dog; thirty thin things measure church, judge, singing bird.",
    "hi": "क ख ग घ च छ ज झ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श स ह ड़ ढ़ ज्ञान आँख",
    "ta": "வாழ்க தமிழ் அம்மா ஞானம் பழம் ற ன ள",
    "te": "తెలుగు భాష ఝ ఢ ళ ష",
    "ml": "മലയാളം കേരളം വാഴ പഴം ഞാൻ",
    "fr": "Un bon vin blanc; peu de feu, la rue, l'œuvre, montagne, jardin, loin, huit, oui.",
    "de": "Schöne Grüße aus Österreich; ich mache Bücher, Pfeffer, zwei.",
    "es": "El perro corre; niño, ciudad, jamón, llave, cigüeña.",
    "cmn": "从前有一个小村庄，女儿吃饭，日本热，知识去雪。",
    "ar": "قصة عظيمة ضوء طريق صباح حب غرب خروف عين ثوب ذهب",
    "ru": "жил был щука чайка эхо юноша мышь рыба",
    "ja": "むかしむかし つき ふじさん",
}


@pytest.mark.parametrize("voice", TEXTS)
def test_every_sound_that_espeak_makes_has_a_shape(voice: str) -> None:
    sounds = {symbol.strip("ˈˌ-.|_") for symbol, _ in speak(TEXTS[voice], Prosody(voice, 170, 50, 50)).sounds} - {""}
    assert len(sounds) > 8
    unknown = {symbol for symbol in sounds if not any(letter in VISEME for letter in normalize("NFD", symbol))}
    assert not unknown


def test_there_are_enough_shapes_and_each_is_used() -> None:
    assert len(SHAPES) >= 12
    assert set(VISEME.values()) == set(SHAPES)


def test_diphthongs_move_and_affricates_are_one_sound() -> None:
    assert visemes("aɪ") == ["wide", "spread"]
    assert visemes("oʊ") == ["round", "small-round"]
    assert visemes("tʃ") == ["hush"]
    assert visemes("ɑː") == ["open"]
    assert visemes("ã") == visemes("a")
    assert visemes("5") == ["neutral"]


def track(*sounds: tuple[str, float]) -> MouthTrack:
    """Sounds one after the other from 0.5 s, with their lengths in seconds."""
    phonemes, at = [], 0.5
    for symbol, length in sounds:
        phonemes.append(Phoneme(symbol=symbol, start=at, end=at + length))
        at += length
    return MouthTrack(phonemes)


@pytest.mark.parametrize("consonant", ["m", "b", "p"])
@pytest.mark.parametrize("length", [0.04, 0.08, 0.15])
def test_lips_close_on_m_b_p(consonant: str, length: float) -> None:
    mouth = track(("ɑː", 0.2), (consonant, length), ("ɑː", 0.2))
    assert mouth.at(0.7 + length / 2 - LEAD_SECONDS).open < 0.02
    assert mouth.at(0.58 - LEAD_SECONDS).open > 0.5


def test_some_film_frame_shows_the_closed_mouth_wherever_the_frames_fall() -> None:
    mouth = track(("ɑː", 0.2), ("b", 0.05), ("ɑː", 0.2))
    for shift in range(10):
        frames = [(k + shift / 10) / 24 for k in range(10, 24)]
        assert min(mouth.at(seconds).open for seconds in frames) < 0.12


def test_open_vowels_open_wide_and_others_have_their_own_shape() -> None:
    assert track(("ɑː", 0.25)).at(0.6).open > 0.8
    assert track(("iː", 0.25)).at(0.6).open < 0.4
    assert track(("iː", 0.25)).at(0.6).spread > 0.7
    assert track(("uː", 0.25)).at(0.6).spread < -0.7
    assert track(("f", 0.15)).at(0.52).tuck > 0.7
    assert track(("s", 0.15)).at(0.52).teeth > 0.7


def test_the_mouth_leads_the_sound_by_forty_milliseconds() -> None:
    mouth = track(("m", 0.2), ("ɑː", 0.3))
    opening = next(ms for ms in range(500, 1000) if mouth.at(ms / 1000).open > 0.4)
    without_lead = opening / 1000 + LEAD_SECONDS
    assert pytest.approx(0.04) == LEAD_SECONDS
    assert 0.68 <= without_lead <= 0.76, "half open about when the vowel begins at 0.7 s"


def test_the_mouth_rests_in_silence() -> None:
    mouth = track(("ɑː", 0.2))
    assert mouth.at(0.1).open < 0.02
    assert mouth.at(1.2).open < 0.02
    assert MouthTrack([]).at(1.0) == REST


def test_neighbours_colour_each_other() -> None:
    """Coarticulation: an s before u is rounder than one before i."""
    before_u, before_i = track(("s", 0.08), ("uː", 0.2)).at(0.53), track(("s", 0.08), ("iː", 0.2)).at(0.53)
    assert before_u.spread < before_i.spread - 0.2
