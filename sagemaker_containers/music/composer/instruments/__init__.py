"""Sounds that the General MIDI font lacks or has badly, made from physics: one file per family of instruments.

A player gives a whole part as one mono track: what it plays, the MIDI pitch of Sa (the tonic), how many samples.
"""

from collections.abc import Callable

from sagemaker_containers.music.composer.composition import Part
from sagemaker_containers.music.composer.instruments import bansuri, chant, percussion, strings, tabla
from sagemaker_containers.music.composer.instruments.sound import SAMPLE_RATE, Samples

__all__ = ["PLAYERS", "SAMPLE_RATE", "Player", "Samples"]

Player = Callable[[Part, int, int], Samples]

PLAYERS: dict[str, Player] = {
    "sitar": strings.sitar,
    "chikari": strings.chikari,
    "veena": strings.veena,
    "tanpura": strings.tanpura,
    "guitar": strings.guitar,
    "bansuri": bansuri.bansuri,
    "tabla": tabla.tabla,
    "chant": chant.chant,
    "high chant": chant.chant,
    "bell": percussion.bell,
    "drums": percussion.drums,
}
