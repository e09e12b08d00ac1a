"""Mouths follow phonemes: every sound has a shape, closed lips close, open vowels open, and all at the right time."""

from unicodedata import category, normalize

import pytest

from film_studio.film.models import Phoneme
from sagemaker_containers.lip_sync.puppet.visemes import LEAD_SECONDS, REST, SHAPES, VISEME, MouthTrack, visemes
from sagemaker_containers.serving import manifest
from sagemaker_containers.voice.espeak_ng.library import Prosody, speak

TEXTS = {
    "ar": "نص حكيم له سر قاطع وذو شأن عظيم مكتوب على ثوب أخضر ومغلف بجلد أزرق، ضوء طريق صباح حب غرب خروف عين ذهب",
    "as": "এজন বুঢ়া মানুহে নদীৰ পাৰত এটা সৰু পঁজাত বাস কৰিছিল, ঘৰ গছ ঝৰণা ঠাণ্ডা ঢোল ৱ",
    "bg": "Ах, чудна българска земьо, полюшвай цъфтящи жита; жълто, щука, джоб",
    "bn": "আমি ঘরে ভাত খাই, ছোট্ট ঝর্ণা ঠাণ্ডা ঢাক থালা ধান ফুল বড় আষাঢ় জ্ঞান চাঁদ ঙ ঞ ণ",
    "ca": "Jove xef, porti whisky amb quinze glaçons d'hidrogen, coi! Lluny, any, pluja, caixa, metge",
    "cmn": "从前有一个小村庄，女儿吃饭，日本热，知识去雪，春天早上四只熊在河边唱歌，资料词语",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy; řeka, tři, chléb, dcera, džem",
    "da": "Quizdeltagerne spiste jordbær med fløde, mens cirkusklovnen "
    "Walther spillede på xylofon; gade, rødgrød, huset, mor",
    "de": "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich; schöne Bücher, Pfeffer, Zunge, Dschungel",
    "el": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία; γάλα, χέρι, θάλασσα, δώρο, τζάκι, τσάι, άγγελος, ήλιος",
    "en-us": "The quick brown fox jumps over the lazy dog; thirty thin things "
    "measure church, judge, singing bird, boy, cow, air",
    "es": "El veloz murciélago hindú comía feliz cardillo y kiwi; la "
    "cigüeña tocaba el saxofón; perro, niño, llave, jamón",
    "et": "Põdur Zagrebi tšellomängija-följetonist Ciqo külmetas kehvas garaažis; õun, öö, üks",
    "fa": "در روستای کوچکی پیرمردی با دخترش زندگی می‌کرد؛ چراغ، ژاله، قلب، غذا، خانه، پدر، گل",
    "fi": "Törkylempijävongahdus; hän söi yön pimeässä kylän omenoita, kengät, banaani, fakta, šakki",
    "fr": "Portez ce vieux whisky au juge blond qui fume; un bon vin blanc, "
    "peu de feu, la rue, l'œuvre, montagne, jardin, loin, huit",
    "gu": "એક નાના ગામમાં ઘરડો માણસ રહેતો હતો, ઝાડ છત્રી ઠંડી ઢોલ થાળી ધન ફૂલ ભણવું જ્ઞાન ળ ણ",
    "hi": "क ख ग घ च छ ज झ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श स ह ड़ ढ़ ज्ञान आँख फ़िल्म क़लम ख़बर ग़म ज़मीन ऋषि",
    "hr": "Gojazni đačić s biciklom drži hmelj i finu vatu u džepu nošnje; čovjek, ljubav, šuma",
    "hu": "Árvíztűrő tükörfúrógép; nagyon gyors, tyúk, zsák, dzsungel, csak, szép, ház",
    "hy": "Մի փոքրիկ գյուղում ապրում էր ծեր մարդ, ջուր, ճանապարհ, ձուկ, ցորեն, թագավոր, խնձոր, ղեկ, շուն, ժամ",
    "id": "Di sebuah desa kecil hiduplah seorang kakek; nyanyi, bunga, syukur, khusus, jeruk, cinta, enak, pulau",
    "it": "Quel vituperabile xenofobo zelante assaggia il whisky ed esclama "
    "alleluja; figlio, gnomo, scena, cielo, zio, gioco",
    "ja": "むかしむかし つき ふじさん ちいさい しゃしん きょう ぎゅうにゅう "
    "りょこう ひゃく てんき ざっし つづく ファイル",
    "ka": "პატარა სოფელში ცხოვრობდა მოხუცი კაცი, წყალი, ჭიქა, ძაღლი, ჟოლო, ყვავი, ღამე, ხე, ჯადო, თევზი, ფული, ქალი",
    "kn": "ಒಂದು ಚಿಕ್ಕ ಹಳ್ಳಿಯಲ್ಲಿ ಮುದುಕ ಇದ್ದನು, ಘಂಟೆ ಛತ್ರಿ ಝರಿ ಠಾಣೆ ಢೋಲು ಥಳಕು ಧನ ಫಲ ಭಾಷೆ ಜ್ಞಾನ ಣ ಷ",
    "ko": "옛날 옛적에 작은 마을에 할아버지가 살았습니다, 꽃 뿌리 딸 씨앗 짜다 의자 왜 외투 위 학교 값 읽다",
    "lt": "Įlinkdama fechtuotojo špaga sublykčiojusi pragręžė apvalų arbūzą; žmogus, džiaugsmas, lietus, ąžuolas, ūkis",
    "lv": "Glāžšķūņa rūķīši dzērumā čiepj Baha koncertflīģeļu vākus; mežs, džungļi, šodien",
    "ml": "മലയാളം കേരളം വാഴ പഴം ഞാൻ ഘടികാരം ഛായ ഝടുതി ഠാണാവ് ഢക്ക ധനം ഫലം ഭാഷ റോസ് ണ ങ്ങ ഷ",
    "mr": "एका लहान गावात म्हातारा राहत होता, झाड चांगला छत्री ठसा ढग थंड धन फूल भाषा ज्ञान बाळ णमो",
    "ms": "Di sebuah kampung kecil tinggal seorang lelaki tua; nyanyi, "
    "bunga, syarikat, khabar, jalan, cuti, zaman, faham",
    "nb": "Vår sære Zulu fra badeøya spilte jo whist og quickstep i min taxi; kjøre, skjorte, barn, fjord, hus",
    "ne": "एउटा सानो गाउँमा बूढो मान्छे बस्थ्यो, झरना छाता ठूलो ढोका थाल धान फूल भाषा ज्ञान णमो",
    "nl": "Pa's wijze lynx bezag vroom het fikse aquaduct; schip, deur, huis, koe, goed, zee, ijs, rug, meeuw",
    "or": "ଗୋଟିଏ ଛୋଟ ଗାଁରେ ବୁଢ଼ା ଲୋକ ରହୁଥିଲା, ଘର ଝିଅ ଠାକୁର ଢୋଲ ଥାଳି ଧନ ଫୁଲ ଭାଷା ଜ୍ଞାନ ଣ ଳ ଡ଼",
    "pa": "ਇੱਕ ਛੋਟੇ ਪਿੰਡ ਵਿੱਚ ਬੁੱਢਾ ਆਦਮੀ ਰਹਿੰਦਾ ਸੀ, ਘਰ ਝੀਲ ਠੰਢ ਢੋਲ ਥਾਲੀ ਧਨ ਫੁੱਲ ਭਾਸ਼ਾ ਗਿਆਨ ਣ ੜ ਖ਼ ਜ਼",
    "pl": "Pchnąć w tę łódź jeża lub ośm skrzyń fig; dźwięk, dżem, ciało, gęś, chleb, trzy",
    "pt-br": "Luís argüia à Júlia que brações, fé, chá, óxido, pôr, zângão "
    "eram palavras do português; filho, manhã, rio, dia, tia",
    "pt": "À noite, vovô Kowalsky vê o ímã cair no pé do pinguim queixoso; filho, manhã, rua, carro",
    "ro": "Muzicologă în bej vând whisky și tequila, preț fix; înger, geam, ciocan, chin, ghem, țară",
    "ru": "Съешь же ещё этих мягких французских булок, да выпей чаю; жил был щука чайка эхо юноша мышь рыба",
    "si": "කුඩා ගමක වයසක මිනිසෙක් විසුවේය, ඝන ඡත්‍ර ඨාන ධනය ඵල භාෂාව ඤාණ ඳ ඬ ඹ ෂ ළ ණ",
    "sk": "Kŕdeľ šťastných ďatľov učí pri ústí Váhu mĺkveho koňa obhrýzať kôru; džem, dzekať, chlieb, ľad",
    "sl": "V kožuščku hudobnega fanta stopiclja mizar in kliče; življenje, džungla, ljubezen, konj",
    "sr": "Љубазни фењерџија чађавог лица хоће да ми покаже штос; џеп, ђак, њива, жена",
    "sv": "Flygande bäckasiner söka hwila på mjuka tuvor; sjuk, kjol, barn, kors, gärna, hus, yxa, öra",
    "sw": "Katika kijiji kidogo aliishi mzee mmoja; ng'ombe, nyumba, "
    "thelathini, dhahabu, ghali, chai, shule, jua, mbuzi",
    "ta": "வாழ்க தமிழ் அம்மா ஞானம் பழம் ற ன ள அங்கே இஞ்சி பட்டு தண்ணீர் தம்பி நாற்காலி ஜன்னல் ஷ ஸ ஹ",
    "te": "తెలుగు భాష ఝ ఢ ళ ష ఘంట ఛత్రం ఠాణా థ ధనం ఫలం ఖడ్గం జ్ఞానం అణువు మొక్క చెట్టు",
    "tr": "Pijamalı hasta yağız şoföre çabucak güvendi; ılık, öğretmen, üzüm, dağ, cam",
    "uk": "Чуєш їх, доцю, га? Кумедна ж ти, прощайся без ґольфів; щастя, дзвін, джерело, риба",
    "ur": "ایک چھوٹے گاؤں میں بوڑھا آدمی رہتا تھا، گھر ڑ ٹھنڈ ڈھول تھالی دھن پھول بھائی ژالہ خوشی غم قلم",
    "vi": "Con cáo nâu nhanh nhẹn nhảy qua con chó lười; nghĩa, khuya, thuyền, giữa, trăng, phở, đường, xinh, quý, ươn",
}
"""Something to say by eSpeak's voice, with the sounds that its language is known for."""

LANGUAGES = manifest.read("voice").capabilities["languages"]
VOICES = sorted(
    {"ja", *(voice for language in LANGUAGES.values() for voice in (language["voice"], *language["accents"].values()))}
)


@pytest.mark.parametrize("voice", VOICES)
def test_every_sound_that_espeak_makes_has_a_shape(voice: str) -> None:
    text = TEXTS.get(voice) or TEXTS.get(voice.split("-")[0]) or TEXTS["en-us"]
    spoken = speak(f"{text} 1 2 3 4 5 6 7 8 9 10 100 1000", Prosody(voice, 300, 50, 50))
    sounds = {symbol.strip("ˈˌ-|_") for symbol, _ in spoken.sounds} - {""}
    assert len(sounds) > 20
    unknown = {
        (symbol, letter)
        for symbol in sounds
        if not symbol.startswith("(")  # a change of language, which is no sound
        for letter in normalize("NFD", symbol)
        # Length, tone and diacritics do not show; the dot is of Chinese retroflexes.
        if letter not in VISEME and letter != "." and category(letter) not in ("Lm", "Mn", "Sk", "Nd")
    }
    assert not unknown


@pytest.mark.parametrize(
    ("voice", "text", "sound", "shape"),
    [
        ("hi", "टमाटर डमरू", "ʈ", "tip"),
        ("ta", "பழம் தமிழ்", "ɻ", "r"),
        ("ml", "മലയാളം വാള്‍", "ɭ", "lateral"),
        ("te", "కళ పెళ్ళి", "ɭ", "lateral"),
        ("fr", "un bon vin blanc", "ɔ̃", "open-round"),
        ("fr", "la rue du mur", "y", "front-round"),
        ("de", "schöne Grüße", "øː", "front-round"),
        ("ar", "قلب حب", "ħ", "breath"),
        ("ru", "щука щека", "ɕ", "hush"),
        ("cmn", "知识", "s.", "hush"),
        ("ja", "ふじさん", "ɸ", "pucker"),
        ("es", "niño año", "ɲ", "tip"),
    ],
)
def test_sounds_that_a_language_is_known_for(voice: str, text: str, sound: str, shape: str) -> None:
    symbols = {symbol.strip("ˈˌ-|_") for symbol, _ in speak(text, Prosody(voice, 170, 50, 50)).sounds}
    found = [symbol for symbol in symbols if symbol.startswith(sound)]
    assert found, symbols
    assert visemes(found[0])[0] == shape


def test_a_change_of_language_is_no_sound() -> None:
    assert visemes("(en)") == []
    assert track(("(en)", 0.2)).at(0.6) == REST


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


def test_lips_are_rounded_before_a_rounded_vowel_and_the_jaw_is_slow() -> None:
    """Look-ahead: rounding comes through the consonants before; the chin lags behind the lips."""
    before_u, before_i = (track(("t", 0.06), ("s", 0.06), (vowel, 0.2)).at(0.5) for vowel in ("uː", "iː"))
    assert before_u.spread < before_i.spread - 0.5
    mouth = track(("ɑː", 0.2), ("s", 0.1), ("ɑː", 0.2)).at(0.75 - LEAD_SECONDS)
    assert mouth.open < 0.35 < 0.4 < mouth.jaw + 0.2, "the jaw stays down while the tongue hisses"
    assert track(("ɑː", 0.25)).at(0.58).jaw > 0.8 > 0.3 > track(("iː", 0.25)).at(0.58).jaw
