"""eSpeak NG as it comes: the voice that it takes for an age and gender by itself, with nothing done to the sound."""

import ctypes

import numpy as np
import numpy.typing as npt

from film_studio.film.models import Age, Gender
from sagemaker_containers.voice.espeak_ng.library import Prosody, fresh_library, speak

YEARS: dict[Age, int] = {"child": 8, "teen": 15, "adult": 35, "senior": 70}
GENDERS: dict[Gender, int] = {"neutral": 0, "male": 1, "female": 2}
"""Ages in years and genders as `espeak_SetVoiceByProperties` has them."""

WORDS_PER_MINUTE, PITCH, RANGE = 175, 50, 50
"""Its own settings, where nobody sets any."""


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("reserved", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


def voice(language: str, age: Age, gender: Gender) -> str:
    """The voice that eSpeak NG takes for a person by itself: the language, and a variant of its own if any."""
    wanted = _Voice(languages=language.encode(), gender=GENDERS[gender], age=YEARS[age])
    with fresh_library() as (library, _):
        library.espeak_GetCurrentVoice.restype = ctypes.POINTER(_Voice)
        library.espeak_SetVoiceByProperties(ctypes.byref(wanted))
        identifier: bytes = library.espeak_GetCurrentVoice().contents.identifier
    _, plus, variant = identifier.decode().partition("+")
    return language + plus + variant


def spoken(voice: str, text: str) -> tuple[npt.NDArray[np.floating], int]:
    """A text said by one of eSpeak NG's voices at its own pace and pitch: the sound, full scale 1.0, and its rate."""
    utterance = speak(text, Prosody(voice, WORDS_PER_MINUTE, PITCH, RANGE))
    return utterance.samples / 32768, utterance.sample_rate
