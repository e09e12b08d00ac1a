"""The languages of films: what they are called, who can speak them, how fast, and which one a text is in."""

from collections import Counter
from functools import cache
from typing import Any, Literal, NamedTuple

import regex


class Language(NamedTuple):
    """A language of scripts and subtitles.

    `letters_per_second` is how fast the yardstick voice (eSpeak NG, adult, friendly, rate 1.0) speaks it, pauses at
    punctuation not counted; letters are those of the alphabet, without vowel signs. A language that is not `speakable`
    can only be subtitled.
    """

    code: str
    name: str
    native_name: str
    letters_per_second: float
    accents: tuple[str, ...] = ()
    direction: Literal["ltr", "rtl"] = "ltr"
    speakable: bool = True


_ENGLISH_ACCENTS = ("american", "british", "received-pronunciation", "scottish", "caribbean", "new-york")

LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("en", "English", "English", 10.6, _ENGLISH_ACCENTS),
        Language("hi", "Hindi", "हिन्दी", 4.8),
        Language("ta", "Tamil", "தமிழ்", 6.1),
        Language("te", "Telugu", "తెలుగు", 4.5),
        Language("ml", "Malayalam", "മലയാളം", 6.1),
        Language("es", "Spanish", "Español", 10.7, ("spain", "latin-american")),
        Language("fr", "French", "Français", 12.9, ("france", "belgian", "swiss")),
        Language("de", "German", "Deutsch", 10.7),
        Language("zh-Hans", "Chinese (Simplified)", "简体中文", 2.8),
        Language("bn", "Bengali", "বাংলা", 5.0),
        Language("gu", "Gujarati", "ગુજરાતી", 4.4),
        Language("pa", "Punjabi", "ਪੰਜਾਬੀ", 4.8),
        Language("kn", "Kannada", "ಕನ್ನಡ", 5.2),
        Language("mr", "Marathi", "मराठी", 4.8),
        Language("pt", "Portuguese", "Português", 9.7, ("brazilian", "portugal")),
        Language("it", "Italian", "Italiano", 10.6),
        Language("ru", "Russian", "Русский", 12.8),
        Language("ar", "Arabic", "العربية", 6.1, direction="rtl"),
        # eSpeak NG reads kana but skips kanji, and hardly a script is without them.
        Language("ja", "Japanese", "日本語", 6.0, speakable=False),
        Language("ko", "Korean", "한국어", 3.7),
        Language("id", "Indonesian", "Bahasa Indonesia", 9.3),
        Language("tr", "Turkish", "Türkçe", 8.5),
        Language("nl", "Dutch", "Nederlands", 10.5),
        Language("pl", "Polish", "Polski", 9.4),
    )
}
"""Every language by its code."""


class UnknownLanguage(ValueError):
    """A text is in no language of `LANGUAGES`."""


_SCRIPTS = ("Latin", "Devanagari", "Arabic", "Cyrillic", "Bengali", "Gujarati", "Gurmukhi", "Kannada", "Tamil",
            "Telugu", "Malayalam", "Hangul", "Han", "Hiragana", "Katakana")  # fmt: skip
_SCRIPT = regex.compile("|".join(rf"(?P<{name}>\p{{Script={name}}})" for name in _SCRIPTS) + r"|(?P<Other>\p{L})")

_OF_SCRIPT = {"Gujarati": "gu", "Gurmukhi": "pa", "Kannada": "kn", "Tamil": "ta", "Telugu": "te", "Malayalam": "ml",
              "Hangul": "ko"}  # fmt: skip

_NEIGHBOURS = {
    "Latin": (
        "en",
        "es",
        "fr",
        "de",
        "pt",
        "it",
        "id",
        "tr",
        "nl",
        "pl",
        "sv",
        "da",
        "fi",
        "cs",
        "hu",
        "ro",
        "vi",
        "is",
        "no",
        "nb",
        "et",
        "lv",
        "lt",
        "sk",
        "sl",
        "hr",
        "ca",
        "sw",
        "cy",
    ),
    "Devanagari": ("hi", "mr", "ne"),
    "Arabic": ("ar", "fa", "ur"),
    "Cyrillic": ("ru", "uk", "bg", "sr"),
    "Bengali": ("bn", "as"),
}
"""Languages that share a script. Those that are not in `LANGUAGES` keep a text from being taken for its neighbour."""

_ENOUGH_KANA = 0.05


def detect(text: str) -> str:
    """The code of the language a text is in, judged by its script and then by its letters.

    Raises `UnknownLanguage` for a text without letters and for one in another language.
    """
    letters = Counter(match.lastgroup for match in _SCRIPT.finditer(text))
    if not letters:
        raise UnknownLanguage("There are no letters in this text.")
    kana = letters.pop("Hiragana", 0) + letters.pop("Katakana", 0)
    letters["Han"] += kana
    script = letters.most_common(1)[0][0]
    if script == "Han":
        return "ja" if kana >= _ENOUGH_KANA * letters["Han"] else "zh-Hans"
    if script in _OF_SCRIPT:
        return _OF_SCRIPT[script]
    if script not in _NEIGHBOURS:
        raise UnknownLanguage("This text is written in a script that no language here uses.")
    code = next(str(code) for code, _ in _identifier().rank(text) if code in _NEIGHBOURS[script])
    if code not in LANGUAGES:
        raise UnknownLanguage(f"This text seems to be in a language that is not offered ({code}).")
    return code


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # its model takes a third of a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE)
