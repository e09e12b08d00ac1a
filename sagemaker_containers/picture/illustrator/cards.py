"""Title and end cards: lettering over the film's own scenery."""

from functools import partial

import skia

from film_studio.film import lettering
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


def letter_card(stage: Stage) -> None:
    """Lay the title, or the film's farewell, over what is drawn; a veil of dusk keeps it readable."""
    request = stage.request
    with stage.layer("veil", 0.0) as pen:
        centre = stage.height * 0.46
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, centre), stage.width * 0.75, [argb("#0d0a22", 0.72), argb("#0d0a22", 0.46),
                argb("#0d0a22", 0.62)],
            [0.0, 0.62, 1.0],
        )  # fmt: skip
        pen.canvas.drawPaint(skia.Paint(Shader=shader))
    text = request.title if request.card == "title" else THE_END.get(request.language, request.title)
    size = (13.0 if len(text) < 26 else 10.0) * min(1.0, stage.width / 120)
    width = stage.width * 0.8
    with stage.layer("lettering", 1.0, plain=True) as pen:
        pen.canvas.resetMatrix()
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
        face, shade = letter(colour="#fff3d6"), letter(colour="#1a1030")
        left = (stage.width - width) / 2 * stage.unit
        top = centre * stage.unit - face.Height / 2
        for drop in (0.02, 0.05):
            shade.paint(pen.canvas, left, top + size * stage.unit * drop)
        face.paint(pen.canvas, left, top)
        pen.canvas.scale(stage.unit, stage.unit)
        pen.canvas.translate(stage.width / 2, 0)
        half = face.Height / 2 / stage.unit
        for y in (centre - half - 5, centre + half + 5):
            _flourish(pen, y, min(34.0, width * 0.34))


def _flourish(pen: Pen, y: float, reach: float) -> None:
    gold = pen.toned(str)
    for side in (-1, 1):
        gold.line([(side * 3.4, y), (side * reach * 0.6, y - 0.9), (side * reach, y)], "#e9c46a", 0.4)
        gold.circle(side * reach, y, 0.6, "#e9c46a")
    gold.poly([(0, y - 1.9), (1.9, y), (0, y + 1.9), (-1.9, y)], ("#fff0bf", "#d9a441"))
