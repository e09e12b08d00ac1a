"""Temples and churches. Each stands on (x, y), y being the ground; sizes in units."""

import math

import skia

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, arch, smooth
from sagemaker_containers.picture.illustrator.buildings import pillar
from sagemaker_containers.picture.illustrator.stage import Stage


def shikhara(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, stone: str = "#d9a066") -> None:
    """A temple of the north: curved spire with ribs, disc, pot and flag, over a pillared porch."""
    base = height * 0.3
    tower = skia.Path()
    half = width * 0.34
    tower.moveTo(x - half, y - base)
    tower.cubicTo(x - half, y - height * 0.62, x - half * 0.75, y - height * 0.82, x - half * 0.26, y - height * 0.92)
    tower.lineTo(x + half * 0.26, y - height * 0.92)
    tower.cubicTo(x + half * 0.75, y - height * 0.82, x + half, y - height * 0.62, x + half, y - base)
    tower.close()
    pen.shape(tower, (lighter(stone, 0.28), darker(stone, 0.12)))
    with pen.clipped(tower):
        for k in (-0.62, -0.3, 0.0, 0.3, 0.62):
            pen.line(
                [(x + half * k, y - base), (x + half * k * 0.95, y - height * 0.65), (x + half * k * 0.3, y - height)],
                darker(stone, 0.35), width * 0.012, 0.5,
            )  # fmt: skip
        rows = 11
        for k in range(rows):
            ry = y - base - (height * 0.62) * k / rows
            pen.line([(x - half, ry), (x, ry + height * 0.012), (x + half, ry)], darker(stone, 0.3), width * 0.01, 0.45)
        pen.rect(x + half * 0.35, y - height, half, height, darker(stone, 0.4), alpha=0.22)
    pen.ellipse(x, y - height * 0.93, half * 0.36, height * 0.022, (lighter(stone, 0.3), darker(stone, 0.2)))
    pen.ellipse(x, y - height * 0.965, half * 0.15, height * 0.026, ("#ffe08a", "#c98f2b"))
    pen.line([(x, y - height * 0.98), (x, y - height * 1.1)], "#8a5a2b", width * 0.014)
    flag = smooth([(x, y - height * 1.1), (x + width * 0.1, y - height * 1.09), (x + width * 0.2, y - height * 1.05),
                   (x + width * 0.1, y - height * 1.045), (x, y - height * 1.03)])  # fmt: skip
    pen.shape(flag, ("#ff8f2e", "#e85d1f"))
    pen.rect(x - width * 0.5, y - base, width, base, (lighter(stone, 0.16), darker(stone, 0.14)))
    pen.rect(
        x - width * 0.56, y - base - height * 0.03, width * 1.12, height * 0.045, (lighter(stone, 0.35), stone), 0.5
    )
    door = arch(x, y, width * 0.24, base * 0.82)
    (pen.toned(str) if stage.dark else pen).shape(
        door, ("#7d3f1c", "#f2a541") if stage.dark else ("#3d2218", "#6b3f28")
    )
    pen.stroke(door, "#f0c35a", width * 0.014)
    if stage.dark:
        pen.glow(x, y - base * 0.35, width * 0.4, "#ffab45", 0.6)
    for px in (-0.4, -0.22, 0.22, 0.4):
        pillar(pen, x + width * px, y, width * 0.07, base * 0.94, stone)
    for k in range(3):
        pen.rect(x - width * (0.58 + 0.05 * k), y - height * 0.02 + k * height * 0.02, width * (1.16 + 0.1 * k),
                 height * 0.022, (lighter(stone, 0.3 - k * 0.06), darker(stone, 0.18)), 0.3)  # fmt: skip


def gopuram(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A gate tower of the south: painted tiers that narrow to a barrel roof with pots."""
    tiers = 6
    colours = ("#e5b45f", "#4f9a94", "#d9705b", "#e9c46a", "#5b7fb0", "#d98a4f")
    base = height * 0.26
    stone = "#c9a27a"
    pen.rect(x - width / 2, y - base, width, base, (lighter(stone, 0.15), darker(stone, 0.12)))
    tier = (height - base) * 0.86 / tiers
    for k in range(tiers):
        half = width * (0.47 - 0.045 * k)
        ty = y - base - tier * k
        shade = colours[k % len(colours)]
        pen.poly([(x - half, ty), (x - half + width * 0.02, ty - tier * 0.84),
            (x + half - width * 0.02, ty - tier * 0.84),
                  (x + half, ty)], (lighter(shade, 0.25), darker(shade, 0.05)))  # fmt: skip
        pen.rect(x - half - width * 0.015, ty - tier, half * 2 + width * 0.03, tier * 0.2, lighter(shade, 0.45), 0.3)
        niches = 7 - k if k < 4 else 3
        for j in range(niches):
            px = x + half * 1.7 * ((j + 0.5) / niches - 0.5)
            pen.shape(
                arch(px, ty - tier * 0.06, half * 1.1 / niches, tier * 0.62), (darker(shade, 0.45), darker(shade, 0.3))
            )
            pen.circle(px, ty - tier * 0.34, half * 0.22 / niches, lighter(shade, 0.5))
    top = y - base - tier * tiers
    half = width * 0.2
    pen.blob([(x - half, top), (x - half * 0.9, top - height * 0.07), (x, top - height * 0.1),
              (x + half * 0.9, top - height * 0.07), (x + half, top)], ("#f0cf8a", "#c98a4f"))  # fmt: skip
    for share in (-0.7, -0.35, 0.0, 0.35, 0.7):
        pen.line(
            [(x + half * share, top - height * 0.07), (x + half * share, top - height * 0.14)], "#e8b94a", width * 0.016
        )
        pen.circle(x + half * share, top - height * 0.115, width * 0.014, "#ffe08a")
    gate = arch(x, y, width * 0.26, base * 0.88, pointed=0.2)
    (pen.toned(str) if stage.dark else pen).shape(
        gate, ("#8d4d22", "#f2a541") if stage.dark else ("#3d2218", "#70452c")
    )
    pen.stroke(gate, "#f0c35a", width * 0.012)
    if stage.dark:
        pen.glow(x, y - base * 0.4, width * 0.35, "#ffab45", 0.6)


def church(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, stone: str = "#cfc4b4") -> None:
    """A stone church with a steeple and a rose window."""
    nave = height * 0.42
    pen.rect(x - width * 0.5, y - nave, width, nave, (lighter(stone, 0.12), darker(stone, 0.12)))
    slate = "#5f6b7c"
    pen.poly([(x - width * 0.55, y - nave), (x - width * 0.42, y - nave * 1.5), (x + width * 0.42, y - nave * 1.5),
              (x + width * 0.55, y - nave)], ("#eef4fa" if stage.snowy else lighter(slate), slate))  # fmt: skip
    tower = width * 0.34
    pen.rect(x - tower / 2, y - height * 0.66, tower, height * 0.66, (lighter(stone, 0.2), stone))
    pen.poly([(x - tower * 0.6, y - height * 0.65), (x, y - height), (x + tower * 0.6, y - height * 0.65)],
             ("#eef4fa" if stage.snowy else lighter(slate, 0.2), darker(slate, 0.15)))  # fmt: skip
    pen.line([(x, y - height), (x, y - height * 1.07)], "#e0bd62", width * 0.02)
    pen.line([(x - width * 0.04, y - height * 1.045), (x + width * 0.04, y - height * 1.045)], "#e0bd62", width * 0.02)
    door = arch(x, y, tower * 0.56, height * 0.2, pointed=0.9)
    pen.shape(door, ("#5a3a28", "#3e271a"))
    rose = "#ffd98a" if stage.dark else "#7fa6c9"
    pen.circle(x, y - height * 0.36, tower * 0.24, (rose, mix(rose, "#c9607a", 0.4)))
    for k in range(6):
        angle = math.pi * k / 6
        dx, dy = tower * 0.23 * math.cos(angle), tower * 0.23 * math.sin(angle)
        pen.line([(x - dx, y - height * 0.36 - dy), (x + dx, y - height * 0.36 + dy)], darker(stone, 0.3), width * 0.01)
    for px in (-0.4, -0.28, 0.28, 0.4):
        glass = arch(x + width * px, y - nave * 0.24, width * 0.07, nave * 0.5, pointed=0.9)
        (pen.toned(str) if stage.dark else pen).shape(
            glass, ("#ffe3a0", "#f0a95a") if stage.dark else ("#54728c", "#7fa6c9")
        )
