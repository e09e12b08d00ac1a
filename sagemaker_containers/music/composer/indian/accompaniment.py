"""What sounds under a lead: the tanpura, and the tabla's theka."""

from sagemaker_containers.music.composer.arranger import Arranger
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.indian.ragas import Raga
from sagemaker_containers.music.composer.indian.talas import Tala

_TANPURA_CYCLE_SECONDS = 4.2
_STRINGS = ((0.24, 0), (0.46, 0), (0.68, -12))


def tanpura(arranger: Arranger, passage: Passage, raga: Raga) -> None:
    """Pa, sa, sa, Sa (Ma where the raga has no Pa), for ever, at the player's own pace."""
    tonic, at = arranger.composition.tonic, passage.start
    strings = ((0.0, raga.drone - 12), *_STRINGS)
    while at < passage.end:
        for beat, interval in strings:
            moment = at + beat * _TANPURA_CYCLE_SECONDS
            if moment < passage.end:
                arranger.note("tanpura", moment, 6.0, tonic + interval, 0.5 if interval == -12 else 0.56)
        at += _TANPURA_CYCLE_SECONDS


def theka(arranger: Arranger, tala: Tala, sam: float, matra: float, strength: float, until: float) -> None:
    """One cycle from `sam` (seconds), `matra` seconds to the matra, up to a moment."""
    for place, bol, accent in tala.strokes():
        at = sam + place * matra
        if at < until - 0.01:
            arranger.stroke("tabla", at, bol, strength * accent)
