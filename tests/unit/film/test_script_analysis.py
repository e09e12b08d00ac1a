"""Scripts become plans: formats, speakers, places, hours; every word is spoken exactly once."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film_studio.film import dialogue, lexicon, script_file, words
from film_studio.film.analysis import analyse
from film_studio.film.language import LANGUAGES
from film_studio.film.models import NARRATOR, FilmOptions, FilmPlan, FilmRequest
from film_studio.film.people import People
from film_studio.film.validation import Refused, validate

SCRIPTS = Path(__file__).parents[3] / "examples" / "scripts"


def request(script: str, title: str = "A Tale", **options) -> FilmRequest:
    return FilmRequest(title=title, script=script, options=FilmOptions.model_validate(options))


def example(name: str, **options) -> FilmRequest:
    title, script = script_file.read((SCRIPTS / f"{name}.txt").read_text(encoding="utf-8"))
    return request(script, title, **options)


def spoken(plan: FilmPlan, name: str) -> list[str]:
    ids = {character.name: character.id for character in plan.characters} | {NARRATOR: NARRATOR}
    return [line.text for scene in plan.scenes for line in scene.lines if line.speaker == ids[name]]


EXAMPLES = {
    "the_clay_lamp": {},
    "the_lighthouse_fox": {},
    "why_the_sky_is_blue": {"mode": "podcast"},
    "kauaa_aur_ghada": {},
    "the_last_train": {},
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_accepted_and_planned_the_same_twice(name: str) -> None:
    accepted = validate(example(name, **EXAMPLES[name]))
    plan = analyse(example(name, **EXAMPLES[name]))
    assert plan == analyse(example(name, **EXAMPLES[name]))
    assert 2 <= len(plan.scenes) <= 10
    assert accepted.language == plan.language
    ids = [line.id for scene in plan.scenes for line in scene.lines]
    assert len(ids) == len(set(ids))


def test_a_film_ends_with_those_whom_it_is_about() -> None:
    plan = analyse(example("the_lighthouse_fox"))
    names = {character.id: character.name for character in plan.characters}
    assert {names[one] for one in plan.scenes[-1].characters} == {"Thomas", "Fox"}


def test_who_is_called_and_was_there_before_is_still_there() -> None:
    plan = analyse(example("the_clay_lamp"))
    names = {character.id: character.name for character in plan.characters}
    assert [names[one] for one in plan.scenes[3].characters] == ["Boatman", "Meera"]  # “Child,” said the boatman
    assert list(plan.scenes[3].holdings.values()) == ["lamp"]


def test_quotations_are_said_by_those_who_are_named_around_them() -> None:
    plan = analyse(example("the_clay_lamp"))
    assert '"Turn back,"' in spoken(plan, "Crow")
    assert '"The dark is bigger than you."' in spoken(plan, "Crow")
    assert '"It is bigger than me,"' in spoken(plan, "Meera")  # “she said”, after Meera was named
    assert '"but it is not bigger than this."' in spoken(plan, "Meera")
    assert '"A small light is enough,"' in spoken(plan, "Grandmother")
    assert "croaked the crow." in spoken(plan, NARRATOR)


def test_a_sentence_that_is_over_is_not_said_by_who_laughs_next() -> None:
    plan = analyse(example("the_lighthouse_fox"))
    assert '"I have walked all day, and my feet are made of ice."' in spoken(plan, "Fox")
    assert '"There is soup."' in spoken(plan, "Thomas")


@pytest.mark.parametrize(
    ("paragraph", "language", "lines"),
    [
        ("„Komm mit“, sagte Emil. „Es ist spät.“", "de", ["„Komm mit“,", "sagte Emil.", "„Es ist spät.“"]),
        ("«تعال معي»، قال كريم.", "ar", ["«تعال معي»،", "قال كريم."]),
        ("—Ven —dijo María—. Ya es tarde.", "es", ["—Ven", "—dijo María—.", "Ya es tarde."]),
        ("„Kto tam?” — zawołał Jan.", "pl", ["„Kto tam?”", "— zawołał Jan."]),
        ("«Я тут, — сказала Маша. — Иди!»", "ru", ["«Я тут,", "— сказала Маша. —", "Иди!»"]),
    ],
)
def test_no_line_begins_with_the_stop_that_ends_the_one_before(paragraph: str, language: str, lines: list[str]) -> None:
    [block] = dialogue.blocks(paragraph, language)
    assert [utterance.text for utterance in block.utterances] == lines
    assert [utterance.quoted for utterance in block.utterances] == [index % 2 == 0 for index in range(len(lines))]


@pytest.mark.parametrize(
    ("paragraph", "language", "said"),
    [
        ("La anciana entró. —¡Qué frío! —exclamó la anciana. Pablo le dio pan.", "es", ["—¡Qué frío!"]),
        ("Лиса вошла. — Кто ты? — спросила лиса. — Я голодна.", "ru", ["— Кто ты?", "— Я голодна."]),
        ("Er ging heim. — Am Abend, so sagte man, kam der Wolf.", "de", []),
    ],
)
def test_speech_after_a_dash_is_found_amid_a_paragraph(paragraph: str, language: str, said: list[str]) -> None:
    [block] = dialogue.blocks(paragraph, language)
    assert [utterance.text for utterance in block.utterances if utterance.quoted] == said


@pytest.mark.parametrize(
    ("sentence", "language", "name"),
    [
        ("Старик жил с Колей.", "ru", "Коля"),
        ("Dała chleb Frankowi.", "pl", "Franek"),
        ("அவள் முருகனை அழைத்தாள்.", "ta", "முருகன்"),
        ("അവൾ കൃഷ്ണനെ കണ്ടു.", "ml", "കൃഷ്ണൻ"),
        ("ابتسم لكريم.", "ar", "كريم"),
        ("다음 날 길동이가 왔습니다.", "ko", "길동"),
    ],
)
def test_a_name_is_known_in_every_case(sentence: str, language: str, name: str) -> None:
    people = People(lexicon.of(language), [], [sentence])
    assert name.lower() in [mention.key for mention in people.mentions(sentence)]
    assert people.known[name.lower()].name == name


@pytest.mark.parametrize(
    ("language", "sentences", "name"),
    [
        ("en", ["An old king lived with a girl.", "Her name was Zelda."], "Zelda"),
        ("de", ["In einem Dorf lebte ein Mädchen.", "Es hieß Ronda."], "Ronda"),
        ("es", ["En un pueblo vivía una niña.", "Se llamaba Zita."], "Zita"),
        ("ru", ["В деревне жила девочка.", "Её звали Злата."], "Злата"),
        ("ar", ["عاشت فتاة في قرية.", "كان اسمها زمردة."], "زمردة"),
        ("hi", ["एक गाँव में एक लड़की रहती थी।", "उसका नाम झिलमिल था।"], "झिलमिल"),
        ("ta", ["ஒரு கிராமத்தில் ஒரு சிறுமி வாழ்ந்தாள்.", "அவள் பெயர் வான்மதி."], "வான்மதி"),
        ("bn", ["এক গ্রামে এক মেয়ে থাকত।", "তার নাম ছিল ঝিনুক।"], "ঝিনুক"),
        ("gu", ["એક ગામમાં એક છોકરી રહેતી હતી.", "તેનું નામ ઝરણા હતું."], "ઝરણા"),
        ("tr", ["Bir köyde bir kız yaşardı.", "Adı Zerda idi."], "Zerda"),
        ("id", ["Di sebuah desa hidup seorang gadis.", "Namanya Zelda."], "Zelda"),
        ("zh-Hans", ["村庄里有一个女孩。", "她叫紫霞。"], "紫霞"),
        ("ko", ["마을에 소녀가 살았습니다.", "소녀의 이름은 달래였습니다."], "달래"),
    ],
)
def test_who_is_named_in_the_next_sentence_is_one_person(language: str, sentences: list[str], name: str) -> None:
    people = People(lexicon.of(language), [], sentences)
    person = people.known[name.lower()]
    assert person.noun is not None and (person.noun.role, person.likely_gender) == ("girl", "female")
    assert "girl" not in {other.noun.role for other in people.known.values() if other.noun and other is not person}


UNCASED = ["ar", "bn", "gu", "hi", "kn", "ko", "ml", "mr", "pa", "ta", "te"]


@pytest.mark.parametrize("language", UNCASED)
def test_where_no_capital_tells_names_apart_no_name_is_another_word(language: str) -> None:
    known = lexicon.of(language)
    words_of = (known.people, known.species, known.groups, known.ages, known.times, known.weathers, known.emotions)
    data = tomllib.loads((Path(lexicon.__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    names = [name.strip() for listed in data["names"].values() for name in listed.split(",")]
    assert len(names) >= 100
    assert [name for name in names if any(terms.get(name) is not None for terms in words_of)] == []


@pytest.mark.parametrize(
    ("language", "kind", "sentence", "meaning"),
    [
        ("pt", "weathers", "Começou a chover.", "rain"),
        ("es", "weathers", "Empezó a nevar.", "snow"),
        ("fr", "weathers", "Il pleut.", "rain"),
        ("it", "weathers", "Cominciò a piovere.", "rain"),
        ("de", "weathers", "Es schneit.", "snow"),
        ("id", "weathers", "Salju turun.", "snow"),
        ("ko", "weathers", "소나기가 쏟아졌습니다.", "rain"),
        ("zh-Hans", "weathers", "外面下起了雪。", "snow"),
        ("ta", "emotions", "எனக்கு பயமாக இருக்கிறது.", "fear"),
        ("ta", "emotions", "கோபால் வந்தான்.", None),
        ("es", "emotions", "Todos rieron juntos.", "joy"),
        ("de", "emotions", "Er weinte vor Freude.", "joy"),
        ("ru", "emotions", "Дети смеялись.", "joy"),
        ("ru", "emotions", "Она испугалась.", "fear"),
        ("ar", "emotions", "بكت من الفرح.", "joy"),
        ("kn", "emotions", "ಅವಳು ನಗುತ್ತಾ ಬಂದಳು.", "joy"),
        ("id", "emotions", "Ia ketakutan.", "fear"),
        ("fr", "weathers", "La lampe éclairait la chambre.", None),
    ],
)
def test_weather_and_feelings_are_understood(language: str, kind: str, sentence: str, meaning: str | None) -> None:
    assert getattr(lexicon.of(language), kind).first(sentence) == meaning


@pytest.mark.parametrize(
    ("language", "word", "age", "gender"),
    [
        ("zh-Hans", "孙女", "child", "female"),
        ("ar", "ابنه", "child", "male"),
        ("ru", "сестру", "child", "female"),
        ("ko", "손자가", "child", "male"),
        ("ta", "பேத்தி", "child", "female"),
        ("te", "మనవడు", "child", "male"),
        ("kn", "ಮೊಮ್ಮಗಳು", "child", "female"),
        ("mr", "नातू", "child", "male"),
        ("bn", "নাতনি", "child", "female"),
        ("tr", "babası", "adult", "male"),
        ("id", "istrinya", "adult", "female"),
        ("de", "Bäckerin", "adult", "female"),
        ("fr", "neveu", "child", "male"),
        ("pt", "marido", "adult", "male"),
    ],
)
def test_kin_and_callings_are_people(language: str, word: str, age: str, gender: str) -> None:
    noun = lexicon.of(language).people.get(word)
    assert noun is not None and (noun.age, noun.gender) == (age, gender)


def test_scenes_are_cut_where_place_and_time_change() -> None:
    plan = analyse(example("the_clay_lamp"))
    assert [(scene.setting, scene.time_of_day) for scene in plan.scenes] == [
        ("village", "dusk"),
        ("village", "night"),
        ("river", "night"),
        ("river", "night"),
        ("temple", "dawn"),
    ]
    assert plan.scenes[1].weather == "storm"
    assert (plan.culture, plan.period) == ("indian", "historical")


def test_characters_are_told_apart_and_stay_themselves() -> None:
    people = {character.name: character for character in analyse(example("the_clay_lamp")).characters}
    assert (people["Crow"].species, people["Grandmother"].age, people["Grandmother"].gender) == (
        "crow",
        "senior",
        "female",
    )
    assert (people["Meera"].age, people["Boatman"].gender) == ("child", "male")
    assert len({character.look.garment_colour for character in people.values()}) == len(people)
    plan = analyse(example("the_clay_lamp", voice={"age": "senior", "gender": "female"}))
    voices = [plan.narrator, *(character.voice for character in plan.characters)]
    assert len({(v.age, v.gender, v.variant) for v in voices}) == len(voices)  # nobody sounds like the narrator


def test_a_hindi_story_has_its_speakers() -> None:
    plan = analyse(example("kauaa_aur_ghada"))
    assert [scene.setting for scene in plan.scenes] == ["forest", "garden", "garden", "garden"]
    assert plan.language == "hi"
    assert {character.name: character.species for character in plan.characters} == {"कौआ": "crow", "कछुआ": "tortoise"}
    assert "“घड़ा उलट दो,”" in spoken(plan, "कछुआ")
    assert "“नहीं,”" in spoken(plan, "कौआ")


def test_a_screenplay_says_place_hour_and_speaker() -> None:
    plan = analyse(example("the_last_train"))
    assert plan.scenes[0].heading == "INT. RAILWAY STATION - NIGHT"
    assert [scene.setting for scene in plan.scenes] == ["railway-station"] * 2 + ["city-street", "railway-station"]
    assert {scene.time_of_day for scene in plan.scenes} == {"night"}
    assert "Has the last train gone?" in spoken(plan, "Anna")
    assert not any("INT." in line.text for scene in plan.scenes for line in scene.lines)


def test_a_name_above_its_line_speaks_it() -> None:
    script = (
        "INT. LIBRARY - DAY\n\nMAYA\nIs anybody here?\n\nMR. FINCH (whispering)\nOnly books, and they listen.\n\n" * 6
    )
    plan = analyse(request(script))
    assert spoken(plan, "Maya").count("Is anybody here?") == 6
    assert all(scene.setting == "library" for scene in plan.scenes)


def test_headings_alone_lead_through_a_screenplay() -> None:
    """Gulls above boats make no ship of the shore, and who turns to the sea on the market does not go there."""
    shore = "EXT. SEA SHORE - DAY\n\nThe waves break on the rocks. Gulls cry above the boats. Mother MARTA mends a net."
    market = "EXT. MARKET - DAY\n\nThe crowd shouts. TOMAS runs to the church. The bell rings, and all turn to the sea."
    talk = "MARTA: The wind is turning, and your father is far out. Ring the bell for him, will you?"
    plan = analyse(request(f"{shore}\n\n{talk}\n\n{market}\n\nTOMAS\nListen, all of you! He is still out there."))
    assert [(scene.heading, scene.setting) for scene in plan.scenes] == [
        ("EXT. SEA SHORE - DAY", "sea-shore"),
        ("EXT. MARKET - DAY", "bazaar"),
    ]


def test_a_podcast_is_two_people_in_a_studio() -> None:
    plan = analyse(example("why_the_sky_is_blue", mode="podcast"))
    assert {character.name for character in plan.characters} == {"Maya", "Leo"}
    assert {scene.setting for scene in plan.scenes} == {"studio"}
    assert spoken(plan, NARRATOR) == []


VACCINES = """Priya: Welcome back to our hour. Today we ask a simple question: how does a vaccine work?

Daniel: And I am the one who asks. So, Priya, is a vaccine a medicine?

Priya: Not quite. A medicine fights an illness you have. A vaccine teaches your body to fight it before it comes.

Daniel: Teaches? How do you teach a body?

Priya: You show it a picture of the enemy. The vaccine holds a harmless piece of the germ, and the body learns to —

Daniel: Wait, wait! You put the germ into me?

Priya: No, only a piece of it. Think of a wanted poster. The poster cannot rob your house."""


def test_no_scene_ends_on_a_question_or_an_interruption() -> None:
    """A change of scene takes a pause of a second and a half: the other one would answer late, or not interrupt."""
    for script in (VACCINES, VACCINES[VACCINES.index("Priya: Not quite") :]):
        first, _ = analyse(request(script, mode="podcast")).scenes
        assert first.lines[-1].text[-1] not in "?—", first.lines[-1].text


def test_who_interrupts_goes_on_at_once() -> None:
    """“Wait, wait!” was the end of a scene, and “You put the germ into me?” came two seconds later."""
    plan = analyse(request(VACCINES[VACCINES.index("Priya: Not quite") :], mode="podcast"))
    together = ["Wait, wait!", "You put the germ into me?"]
    assert any([line.text for line in scene.lines][at : at + 2] == together for scene in plan.scenes for at in range(9))


def test_hosts_who_mention_a_fight_sit_in_no_gloom_but_those_who_tell_of_ghosts_do() -> None:
    assert {scene.mood for scene in analyse(request(VACCINES, mode="podcast")).scenes} == {"peaceful"}
    ghosts = VACCINES.replace("a harmless piece", "a mysterious ghost").replace("It knows", "A ghost knows")
    ghosts = ghosts.replace("the real thief", "the strange ghost").replace("the enemy", "a mysterious ghost")
    assert "mysterious" in {scene.mood for scene in analyse(request(ghosts, mode="podcast")).scenes}


FILLER = "The road was long and the day was warm and nobody spoke for a while. " * 5


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("one two  three", 3),
        ("It's Mira's well-known lamp.", 5),
        ("मीरा ने दीया जलाया।", 4),
        ("", 0),
        ("… — !", 0),
    ],
)
def test_words_are_counted_by_unicode_boundaries(text: str, count: int) -> None:
    assert words.count_words(text) == count


def test_chinese_is_counted_by_a_segmenter() -> None:
    assert 5 <= words.count_words("泥灯在黑暗中发光，孩子们笑了。") <= 12


# Bad input -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "options", "field", "code"),
    [
        ("", {}, "script", "script_empty"),
        ("word " * 49, {}, "script", "script_too_short"),
        ("word " * 501, {}, "script", "script_too_long"),
        ("a\x00b " * 60, {}, "script", "script_not_text"),
        (FILLER, {"duration_seconds": 300}, "options.duration_seconds", "duration_cannot_fill"),
        (FILLER * 6, {"duration_seconds": 60}, "options.duration_seconds", "duration_cannot_fit"),
        (FILLER, {"voice": {"accent": "martian"}}, "options.voice.accent", "unknown_accent"),
        (FILLER, {"subtitles": {"languages": ["xx"]}}, "options.subtitles.languages", "unsupported_language"),
        (FILLER, {"subtitles": {"languages": ["hi"]}}, "options.subtitles.languages", "translation_missing"),
        (
            "\n\n".join(f"{name}: {FILLER}" for name in ("ANNA", "BEN", "CLARA")),
            {"mode": "podcast"},
            "script",
            "podcast_speakers",
        ),
        ("Þetta er saga um lítinn ref sem bjó við hafið. " * 10, {}, "script", "unsupported_language"),
        ("土のランプが灯った。子どもたちは笑った。" * 10, {}, "script", "unsupported_language"),
    ],
)
def test_bad_input_is_named_with_its_remedy(script: str, options: dict, field: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        validate(request(script, **options))
    assert (refused.value.faults[0].field, refused.value.faults[0].code) == (field, code)


def test_a_language_without_a_voice_in_force_is_refused_with_the_way_out() -> None:
    with pytest.raises(Refused) as refused:
        validate(request(FILLER), spoken={"hi": {}, "ta": {}})
    (fault,) = refused.value.faults
    assert (fault.field, fault.code) == ("script", "unsupported_language")
    assert "in Hindi, Tamil" in fault.message and "VOICE_ENGINE" in fault.message
    assert validate(request(FILLER), spoken={"en": {}}).language == "en"


def test_an_accent_must_have_a_voice_for_everybody_who_speaks() -> None:
    spoken = {"en": {"american": ["female", "male", "neutral"], "scottish": ["male"]}}
    script = FILLER + "\n\n“I am here,” said Mira."
    validate(request(FILLER, voice={"accent": "scottish", "gender": "male"}), spoken)
    validate(request(script, voice={"accent": "american", "gender": "male"}), spoken)
    for voice, names in (
        ({"accent": "scottish", "gender": "male"}, "for Mira;"),
        ({"accent": "scottish", "gender": "female"}, "for the narrator, Mira;"),
        ({"accent": "caribbean"}, "for the narrator, Mira;"),
    ):
        with pytest.raises(Refused) as refused:
            validate(request(script, voice=voice), spoken)
        (fault,) = refused.value.faults
        assert (fault.field, fault.code) == ("options.voice.accent", "unspoken_accent")
        assert names in fault.message and "choose american" in fault.message


def test_the_nearest_duration_that_fits_is_named_and_fits() -> None:
    with pytest.raises(Refused) as refused:
        validate(request(FILLER * 6, duration_seconds=60))
    nearest = refused.value.faults[0].nearest
    assert nearest is not None and str(nearest) in refused.value.faults[0].message
    assert validate(request(FILLER * 6, duration_seconds=nearest)).duration_seconds == nearest


def test_all_faults_come_at_once() -> None:
    with pytest.raises(Refused) as refused:
        validate(request(FILLER, voice={"accent": "martian"}, subtitles={"languages": ["xx", "hi"]}))
    assert len(refused.value.faults) == 3


def test_a_translation_must_have_the_scripts_paragraphs() -> None:
    with pytest.raises(Refused) as refused:
        validate(request(FILLER, subtitles={"languages": ["hi"], "translations": {"hi": "एक।\n\nदो।"}}))
    assert refused.value.faults[0].code == "translation_paragraphs"


@pytest.mark.parametrize("count", [50, 500])
def test_the_shortest_and_the_longest_script_are_accepted(count: int) -> None:
    script = " ".join(["The lamp burned all night by the river."] * 63).split()[:count]
    accepted = validate(request(" ".join(script)))
    assert accepted.word_count == count
    assert accepted.duration_range.shortest == 60 if count == 50 else accepted.duration_range.longest == 300


# Properties ----------------------------------------------------------------------------------------------------------

_TEXTS = st.lists(
    st.sampled_from(
        [
            "The",
            "A",
            "crow,",
            "said",
            "Meera.",
            "“Come",
            "here,”",
            '"No!"',
            "asked",
            "…",
            "the",
            "old",
            "king",
            "river",
            "at",
            "night",
            "Mr.",
            "Rao",
            "I’m",
            "—",
            "snow.",
            "She",
            "in",
            "a",
            "village",
            "ran.",
            "\n\nमीरा",
            "ने",
            "कहा,",
            "“चलो।”",
            "वह",
            "गाँव",
            "में",
            "गई।",
            "NAME:",
            "INT.",
            "FOREST",
            "-",
            "DAY\n",
            "‘hush’",
            "he",
            "whispered;",
            "(softly)",
            "?!",
            "«oui»",
        ]
    ),
    min_size=1,
    max_size=160,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_every_word_is_said_in_exactly_one_line(script: str) -> None:
    said = [u.text for block in dialogue.blocks(script, "en") for u in block.utterances]
    if dialogue.format_of(script) == "prose":
        assert words.split_words(" ".join(said), "en") == words.split_words(script, "en")


@settings(max_examples=60, deadline=None)
@given(_TEXTS)
def test_what_is_accepted_can_be_planned(script: str) -> None:
    asked = request(f"{FILLER}\n\n{script}")
    try:
        accepted = validate(asked)
    except Refused:
        return
    plan = analyse(asked)
    said = " ".join(line.text for scene in plan.scenes for line in scene.lines)
    if dialogue.format_of(asked.script) == "prose":
        assert words.split_words(said, plan.language) == words.split_words(asked.script, plan.language)
    assert accepted.duration_range.shortest <= accepted.duration_seconds <= accepted.duration_range.longest


def test_every_speakable_language_is_one_that_the_voice_engine_speaks() -> None:
    from sagemaker_containers.serving import manifest

    spoken_by_engine = manifest.read("voice").capabilities["languages"]
    for language in LANGUAGES.values():
        if language.speakable:
            assert set(language.accents) <= set(spoken_by_engine[language.code].get("accents", {})), language.code


def test_inside_a_great_building_is_told_from_outside() -> None:
    plan = analyse(
        request(
            "At dawn Meera walked to the old temple on the hill. She stood for a long time before its gates and looked "
            "at the towers, while the birds began to sing in the trees.\n\n"
            "Then she stepped inside the temple. She knelt before the altar, and the lamps burned low in the dark. "
            "She stayed there until her heart was calm again and the bell had rung.\n\n"
            "Outside the temple an old man sold flowers. He smiled at her, gave her a lotus and asked for no coin at "
            "all, and she thanked him and was glad."
        )
    )
    assert [(scene.setting, scene.inside) for scene in plan.scenes] == [
        ("temple", False),
        ("temple", True),
        ("temple", False),
    ]


@pytest.mark.parametrize(
    ("sentence", "setting"),
    [
        ("INT. TEMPLE - NIGHT\n\nThe priest lights a lamp.", "temple"),
        ("The king sat on his throne in the palace and was silent.", "palace"),
        ("The knights feasted in the great hall of the castle.", "castle"),
        ("राजा महल में अपने सिंहासन पर बैठा था।", "palace"),
        ("மன்னர் அரண்மனையில் சிம்மாசனத்தில் அமர்ந்தார்.", "palace"),
        ("Der König saß im Palast auf dem Thron.", "palace"),
        ("Les fidèles prient dans l'église devant l'autel.", "temple"),
    ],
)
def test_what_is_only_found_inside_says_so(sentence: str, setting: str) -> None:
    scene = analyse(request(sentence)).scenes[0]
    assert (scene.setting, scene.inside) == (setting, True)


def test_who_shouts_is_angry_unless_the_words_say_otherwise() -> None:
    script = (
        '"Get off my field!" shouted the farmer. "All of you!" The boy ran away over the hill to his mother. '
        '"Hurray, the race is mine!" he shouted. "The whole long race!" She came out. '
        '"Come in!" roared his mother merrily.'
    )
    felt = [
        (line.text, line.emotion)
        for scene in analyse(request(script)).scenes
        for line in scene.lines
        if line.speaker != NARRATOR
    ]
    assert [emotion for _, emotion in felt] == ["anger", "anger", "joy", "joy", "joy"], felt


def test_a_title_tells_who_is_meant_by_the_noun_and_makes_nobody_a_knight_alone() -> None:
    tale = "A knight rode through the forest. He drew his sword. Sir Rowan was not afraid. The knight laughed."
    [rowan] = analyse(request(tale * 3)).characters
    assert (rowan.name, rowan.role, rowan.look.garment) == ("Rowan", "soldier", "armour")
    lesson = 'In the school Sir Thomas smiled. "Sit down," said Sir Thomas. The children sat down at their desks. '
    assert [one.role for one in analyse(request(lesson * 3)).characters if one.name == "Thomas"] == [None]


def test_the_monkey_and_the_crocodile_are_just_that() -> None:
    script = (
        "A monkey lived in a tree by the river. One day a crocodile swam up. “Come and ride on my back,” said the "
        "crocodile. “Gladly,” said the monkey. A dragon watched them from the far bank and laughed."
    )
    plan = analyse(FilmRequest(title="The Heart", script=script * 2, options=FilmOptions()))
    assert {"monkey", "crocodile", "dragon"} <= {character.species for character in plan.characters}


def test_the_wind_is_heard_and_not_seen_and_a_mountain_road_is_in_the_mountains() -> None:
    plan = analyse(
        FilmRequest(
            title="The Coat",
            script="The wind met a traveller, a young man named Omar, on the mountain road. “I am stronger than you,” "
            "said the wind. “Then take my coat,” said Omar. The sun said, “Let me try.” It shone warmly on the road. "
            "“How hot it is!” cried Omar, and he took off his coat. “You see,” whispered the sun.",
            options=FilmOptions(),
        )
    )
    assert [scene.setting for scene in plan.scenes] == ["mountain"]
    on_stage = {name for scene in plan.scenes for name in scene.characters}
    assert [character.name for character in plan.characters if character.id in on_stage] == ["Omar"]
    assert spoken(plan, "Wind") == ["“I am stronger than you,”"]
    assert spoken(plan, "Omar") == ["“Then take my coat,”", "“How hot it is!”"]
