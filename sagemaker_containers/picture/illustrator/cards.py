"""Title and end cards: lettering in a frame of the film's culture and mood, over the film's own scenery."""

import math
from functools import partial

import skia

from film_studio.film import lettering
from film_studio.film.models import Mood
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, argb
from sagemaker_containers.picture.illustrator.stage import Stage

THE_END = {
    "en": "The End", "hi": "समाप्त", "ta": "முற்றும்", "te": "సమాప్తం", "ml": "ശുഭം", "kn": "ಮುಕ್ತಾಯ",
        "mr": "समाप्त", "ne": "समाप्त",
    "bn": "সমাপ্ত", "gu": "સમાપ્ત", "pa": "ਸਮਾਪਤ", "ur": "ختم شد", "es": "Fin", "fr": "Fin", "de": "Ende",
        "it": "Fine", "pt": "Fim",
    "nl": "Einde", "pl": "Koniec", "ru": "Конец", "uk": "Кінець", "tr": "Son", "ar": "النهاية", "fa": "پایان",
        "he": "הסוף",
    "zh-Hans": "剧终", "zh-Hant": "劇終", "zh": "剧终", "ja": "おわり", "ko": "끝", "vi": "Hết", "id": "Tamat",
        "th": "จบ",
    "el": "Τέλος", "cs": "Konec", "sv": "Slut", "da": "Slut", "fi": "Loppu", "no": "Slutt", "nb": "Slutt",
        "hu": "Vége", "ro": "Sfârșit",
}  # fmt: skip


METALS: dict[Mood, str] = {
    "peaceful": "#e9c46a", "joyful": "#ffc23f", "sad": "#b9cbe4", "tense": "#d98a5a", "mysterious": "#b9a4ec",
    "romantic": "#f2a9a4", "heroic": "#ffd04a", "devotional": "#ff9f43", "playful": "#ffd166",
}  # fmt: skip
"""What the frame is made of."""


def letter_card(stage: Stage) -> None:
    """Lay the title, or the film's farewell, over what is drawn; a veil of dusk keeps it readable."""
    request = stage.request
    title = request.card == "title"
    metal = METALS[request.scene.mood]
    centre = stage.height * (0.5 if title else 0.48)
    with stage.layer("veil", 0.0, plain=True) as pen:
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, centre), math.hypot(stage.width, stage.height) * 0.5,
            [argb("#0d0a22", 0.66), argb("#0d0a22", 0.5), argb("#0d0a22", 0.86)], [0.0, 0.55, 1.0],
        )  # fmt: skip
        pen.canvas.drawPaint(skia.Paint(Shader=shader))
        pen.glow(0, centre, min(stage.width, stage.height) * 0.52, metal, 0.16)
    text = request.title if title else THE_END.get(request.language, request.title)
    size = (14.0 if len(text) < 26 else 11.0) * min(1.0, stage.width / 120)
    width = stage.width - 2 * _margin(stage) - 18
    with stage.layer("lettering", 1.0, plain=True) as pen:
        _frame(stage, pen.toned(str), metal)
        letter = partial(
            lettering.paragraph,
            text,
            language=request.language,
            size=size * stage.unit,
            width=width * stage.unit,
            bold=True,
            serif=True,
            max_rows=4,
        )
        face, shade = letter(colour=lighter(metal, 0.72)), letter(colour="#140c26")
        half = face.Height / 2 / stage.unit
        for y in (centre - half - 7, centre + half + 7):
            _flourish(stage, pen.toned(str), y, min(36.0, width * 0.36), metal)
        pen.canvas.resetMatrix()
        left = (stage.width - width) / 2 * stage.unit
        top = centre * stage.unit - face.Height / 2
        for drop in (0.02, 0.05):
            shade.paint(pen.canvas, left, top + size * stage.unit * drop)
        face.paint(pen.canvas, left, top)


def _margin(stage: Stage) -> float:
    return 0.045 * min(stage.width, stage.height)


def _frame(stage: Stage, pen: Pen, metal: str) -> None:
    """A border with ornaments in its corners: lotus and paisley, or tendrils."""
    margin = _margin(stage)
    corner = 0.16 * min(stage.width, stage.height)
    for inset, thick, shade in ((0.0, 0.9, metal), (1.8, 0.3, lighter(metal, 0.4))):
        path = _border(stage, margin + inset, corner * 0.36)
        pen.stroke(path, darker(metal, 0.7), thick + 0.7, 0.5)
        pen.stroke(path, shade, thick)
    for flip in (False, True):
        for low in (False, True):
            x = (stage.right - margin) if flip else (stage.left + margin)
            y = stage.height - margin if low else margin
            with pen.moved(x, y, flip=flip):
                pen.canvas.scale(1, -1 if low else 1)
                (_paisley if stage.indian else _tendrils)(pen, corner, metal)
    if stage.indian:
        for y, turn in ((margin, 0.0), (stage.height - margin, 180.0)):
            with pen.moved(0, y, rotate=turn):
                _half_mandala(pen, corner * 0.72, metal)
    else:
        for y in (margin, stage.height - margin):
            pen.poly([(-4, y), (0, y - 1.6), (4, y), (0, y + 1.6)], (lighter(metal, 0.5), darker(metal, 0.2)))


def _border(stage: Stage, inset: float, notch: float) -> skia.Path:
    """A rectangle whose corners are scooped out."""
    left, right, top, bottom = stage.left + inset, stage.right - inset, inset, stage.height - inset
    path = skia.Path()
    path.moveTo(left + notch, top)
    path.lineTo(right - notch, top)
    path.quadTo(right - notch, top + notch, right, top + notch)
    path.lineTo(right, bottom - notch)
    path.quadTo(right - notch, bottom - notch, right - notch, bottom)
    path.lineTo(left + notch, bottom)
    path.quadTo(left + notch, bottom - notch, left, bottom - notch)
    path.lineTo(left, top + notch)
    path.quadTo(left + notch, top + notch, left + notch, top)
    path.close()
    return path


def _paisley(pen: Pen, size: float, metal: str) -> None:
    for share, fill in ((1.0, metal), (0.74, "#8a2440"), (0.52, metal), (0.3, "#2f7f7a")):
        with pen.moved(size * 0.5, size * 0.5, scale=size * share * 0.028, rotate=-45):
            pen.blob([(0, -13), (6, -8), (9, 0), (5, 9), (-4, 9), (-8, 2), (-5, -4), (0, -5), (3, -9)], fill, 0.96)
    for k in range(9):
        reach = size * (0.66 + 0.09 * k)
        for x, y in ((reach, size * 0.2), (size * 0.2, reach)):
            pen.circle(x, y, size * (0.026 if k % 2 else 0.04), lighter(metal, 0.35))


def _half_mandala(pen: Pen, size: float, metal: str) -> None:
    for reach, count, fill in ((1.0, 9, metal), (0.74, 7, "#b5365a"), (0.5, 5, lighter(metal, 0.4))):
        for k in range(count):
            with pen.moved(0, 0, rotate=-90 + 180 * (k + 0.5) / count):
                long = size * reach
                pen.blob([(0, 0), (-long * 0.16, long * 0.6), (0, long), (long * 0.16, long * 0.6)], fill, 0.94)
    pen.circle(0, 0, size * 0.24, (lighter(metal, 0.6), metal))


def _tendrils(pen: Pen, size: float, metal: str) -> None:
    for mirrored in (False, True):
        pen.canvas.save()
        if mirrored:
            pen.canvas.concat(skia.Matrix.MakeAll(0, 1, 0, 1, 0, 0, 0, 0, 1))
        curve = [(0.24, 0.24), (0.62, 0.3), (1.0, 0.14), (1.34, 0.22), (1.4, 0.4), (1.24, 0.42), (1.22, 0.32)]
        stem = [(size * x, size * y) for x, y in curve]
        pen.line(stem, darker(metal, 0.6), size * 0.08, 0.5)
        pen.line(stem, metal, size * 0.045)
        for x, y, turn in ((0.62, 0.3, 60), (0.92, 0.18, 30), (0.5, 0.26, 100)):
            with pen.moved(size * x, size * y, rotate=turn - 90):
                pen.blob([(0, 0), (size * 0.12, -size * 0.07), (size * 0.28, 0), (size * 0.12, size * 0.07)],
                         (lighter(metal, 0.4), metal))  # fmt: skip
        pen.canvas.restore()
    for k in range(5):
        with pen.moved(size * 0.24, size * 0.24, rotate=k * 72):
            pen.ellipse(0, -size * 0.1, size * 0.06, size * 0.1, (lighter(metal, 0.6), metal))
    pen.circle(size * 0.24, size * 0.24, size * 0.05, darker(metal, 0.3))


def _flourish(stage: Stage, pen: Pen, y: float, reach: float, metal: str) -> None:
    for side in (-1, 1):
        pen.line([(side * 5, y), (side * reach * 0.6, y - 0.9), (side * reach, y)], metal, 0.5)
        pen.circle(side * reach, y, 0.8, metal)
    if stage.indian:
        for angle in (-70, 70, -36, 36, 0):
            with pen.moved(0, y + 1.4, rotate=angle):
                pen.blob([(0, 0), (-0.9, -2), (0, -4), (0.9, -2)], (lighter(metal, 0.6), metal))
    else:
        pen.poly([(0, y - 2.2), (2.2, y), (0, y + 2.2), (-2.2, y)], (lighter(metal, 0.6), metal))
