"""What crosses the borders between render stages.

Every stage of a render reads and writes these documents as JSON. Times are seconds (`float`) inside one sound file and
frames (`int`) on the film's own clock; sizes are pixels; sound levels are LUFS or decibels, as each field says. All
documents are frozen: a stage that wants to change one makes a new one.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StringConstraints

from film_studio.integers import ONLY_NUMBERS, Integer

FPS = 24
"""Frames per second of every film."""

INTRO_FRAMES = 3 * FPS
"""The title card that opens a film."""

OUTRO_FRAMES = 2 * FPS
"""The end card that closes a film."""

NARRATOR = "narrator"
"""The speaker of lines that no character says."""

MIN_WORDS, MAX_WORDS = 50, 500
MOST_TAKES = 10_000
"""Of a scene; then the first comes again."""

MIN_DURATION_SECONDS, MAX_DURATION_SECONDS = 60, 300

Age = Literal["child", "teen", "adult", "senior"]
Gender = Literal["male", "female", "neutral"]
Tone = Literal["professional", "friendly", "dramatic"]
Culture = Literal["indian", "western", "mixed"]
Emotion = Literal["neutral", "joy", "sadness", "anger", "fear", "surprise", "disgust", "love"]
Mood = Literal["peaceful", "joyful", "sad", "tense", "mysterious", "romantic", "heroic", "devotional", "playful"]
TimeOfDay = Literal["dawn", "day", "dusk", "night"]
Weather = Literal["clear", "cloudy", "rain", "snow", "mist", "storm"]
Period = Literal["historical", "modern", "future"]
Mode = Literal["narration", "podcast"]
FrameShape = Literal["16:9", "9:16", "1:1"]
Quality = Literal["full", "preview"]
MusicStyle = Literal["indian-classical", "western-classical", "contemporary", "slokas", "poems", "ambient"]
Setting = Literal[
    "village",
    "temple",
    "palace",
    "bazaar",
    "river",
    "forest",
    "jungle",
    "mountain",
    "desert",
    "sea-shore",
    "ship",
    "farm",
    "garden",
    "city-street",
    "railway-station",
    "classroom",
    "home",
    "kitchen",
    "library",
    "hospital",
    "office",
    "workshop",
    "castle",
    "tavern",
    "space",
    "studio",
]
"""Where a scene plays; `studio` is the podcast's own room."""

Species = Literal[
    "fox",
    "crow",
    "lion",
    "elephant",
    "monkey",
    "tiger",
    "deer",
    "rabbit",
    "mouse",
    "bird",
    "cow",
    "dog",
    "cat",
    "tortoise",
    "snake",
    "fish",
    "owl",
    "horse",
    "frog",
    "bear",
    "wolf",
    "peacock",
    "goat",
    "camel",
    "crocodile",
    "dragon",
    "robot",
]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")]
"""ISO 639 code, with a script where one language is written in several (`zh-Hans`)."""

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]

FRAME_SIZES: dict[tuple[FrameShape, Quality], tuple[int, int]] = {
    ("16:9", "full"): (1920, 1080),
    ("9:16", "full"): (1080, 1920),
    ("1:1", "full"): (1080, 1080),
    ("16:9", "preview"): (854, 480),
    ("9:16", "preview"): (480, 854),
    ("1:1", "preview"): (480, 480),
}
"""Width and height in px by shape and quality."""


class Document(BaseModel):
    """Base of everything here: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# What a creator asks for -----------------------------------------------------------------------------------------


class VoiceChoice(Document):
    """The voice of the narrator (or of a podcast's host), as the creator chooses it."""

    age: Age = "adult"
    gender: Gender = "female"
    tone: Tone = "friendly"
    accent: str | None = Field(default=None, description="An accent of the film's language, see the catalogue.")


class MusicChoice(Document):
    """The score that the creator asks for; without a style the mood and culture of the script choose it."""

    style: MusicStyle | None = None
    volume: StrictFloat = Field(default=0.5, ge=0, le=1, description="0 is silence, 0.5 the usual level under speech.")


class SubtitleStyle(Document):
    """How burned-in subtitles look. `size` is relative to the usual text height."""

    size: StrictFloat = Field(default=1.0, ge=0.5, le=2)
    colour: Colour = "#ffffff"
    background: StrictFloat = Field(default=0.55, ge=0, le=1, description="Opacity of the dark plate behind the text.")
    position: Literal["auto", "bottom", "top"] = Field(
        default="auto", description="`auto` is the bottom, except where that would hide a face."
    )
    highlight: Literal["none", "word"] = Field(
        default="none", description="`word` colours each word while it is said, as in karaoke."
    )


class SubtitleChoice(Document):
    """Which subtitles to make. An empty list of languages means the script's own language."""

    languages: list[LanguageCode] = Field(default_factory=list, max_length=30)
    burn_in: StrictBool = True
    style: SubtitleStyle = SubtitleStyle()
    translations: dict[LanguageCode, str] = Field(
        default_factory=dict,
        description="The creator's own translations of the script, paragraph by paragraph, by language.",
        json_schema_extra={"additionalProperties": False},
    )


class BackgroundChoice(Document):
    """One of the project's own images as the place where scenes play."""

    use: Literal["background"]
    asset: UUID
    scenes: list[Integer] = Field(
        default_factory=list, max_length=100, description="Numbers of scenes, from 1; empty for every scene."
    )


class PortraitChoice(Document):
    """One of the project's own images as the face of a person in the film."""

    use: Literal["portrait"]
    asset: UUID
    character: str = Field(min_length=1, max_length=100, description="The person's name, as the script has it.")


DurationSeconds = Annotated[int, Field(ge=MIN_DURATION_SECONDS, le=MAX_DURATION_SECONDS), ONLY_NUMBERS]
ImageChoice = Annotated[BackgroundChoice | PortraitChoice, Field(discriminator="use")]


class FilmOptions(Document):
    """All that a creator chooses beside the script. Every field has a sensible default."""

    mode: Mode = "narration"
    duration_seconds: DurationSeconds | None = Field(
        default=None, description="Without it the film is as long as the script naturally takes."
    )
    frame: FrameShape = "16:9"
    quality: Quality = "full"
    voice: VoiceChoice = VoiceChoice()
    music: MusicChoice = MusicChoice()
    subtitles: SubtitleChoice = SubtitleChoice()
    images: list[ImageChoice] = Field(
        default_factory=list,
        max_length=40,
        description="What to use the project's images for. Of two choices for one scene or person the later counts.",
    )


class FilmRequest(Document):
    """The frozen input of one run: what was asked when the job was accepted."""

    title: str
    script: str
    options: FilmOptions
    edits: "FilmEdits" = Field(default_factory=lambda: FilmEdits(), description="What the storyboard says otherwise.")


class Face(Document):
    """Where a face is in an image: a square as detectors give it, in px from the top left.

    The eyes lie at two fifths of its height, the mouth at four, the chin a little below it.
    """

    x: int
    y: int
    size: int


class UserImage(Document):
    """An image of the creator's own, verified and upright. `uri` holds the hash of its content."""

    uri: str
    width: int
    height: int
    face: Face | None = Field(default=None, description="The one that is largest; None where none was found.")


# Script analysis ---------------------------------------------------------------------------------------------------


class VoiceSample(Document):
    """A recording of a speaker who agreed to be spoken for. `uri` holds the hash of its content."""

    uri: str = Field(examples=["s3://studio-media/users/7d1f5c0e/uploads/audio/0f3a.wav"])
    consent: str = Field(
        min_length=1, description="The id of the recorded consent.", examples=["5a3c9b1e-2f4d-4c6a-9b8e-1d2f3a4b5c6d"]
    )


class VoiceSpec(Document):
    """One speaker's voice. `variant` tells speakers of the same description apart (0, 1, 2, …)."""

    age: Age
    gender: Gender
    tone: Tone
    accent: str | None = None
    variant: int = Field(default=0, ge=0)
    sample: VoiceSample | None = Field(default=None, description="Whose own voice it is, instead of one described.")


HairStyle = Literal[
    "bald", "cropped", "short", "parted", "curly", "bob", "long", "braid", "pigtails", "ponytail", "bun", "top-knot"
]
Garment = Literal[
    "sari",
    "lehenga",
    "salwar",
    "kurta",
    "sherwani",
    "dhoti",
    "lungi",
    "monks-robe",
    "robe",
    "cloak",
    "tunic",
    "gown",
    "dress",
    "suit",
    "shirt",
    "t-shirt",
    "school-uniform",
    "sailor",
    "armour",
    "spacesuit",
    "apron",
    "lab-coat",
]
Headwear = Literal[
    "none",
    "turban",
    "crown",
    "tiara",
    "veil",
    "hat",
    "straw-hat",
    "cap",
    "sailor-cap",
    "peaked-cap",
    "nurse-cap",
    "helmet",
    "space-helmet",
    "pirate-hat",
    "wizard-hat",
    "toque",
    "hood",
    "woollen-cap",
]
FacialHair = Literal["none", "moustache", "beard", "long-beard"]
Build = Literal["slim", "average", "broad"]
Ornament = Literal["bindi", "tilak", "earrings", "bangles", "necklace", "garland", "stethoscope", "satchel"]


class Look(Document):
    """How a character looks, in every scene the same. Of an animal, it says only what the animal wears."""

    skin: Colour
    hair: Colour
    hair_style: HairStyle
    garment: Garment
    garment_colour: Colour
    trim_colour: Colour
    headwear: Headwear = "none"
    facial_hair: FacialHair = "none"
    glasses: bool = False
    build: Build = "average"
    head: Literal["oval", "round", "square", "heart"] = "oval"
    nose: Literal["small", "straight", "broad", "hooked"] = "straight"
    eyes: Colour = Field(default="#4a2f1e", description="Of the iris.")
    brows: Literal["fine", "straight", "bushy"] = "straight"
    ornaments: tuple[Ornament, ...] = ()


class Character(Document):
    """Somebody the script names or shows. `id` is stable within one film (`c1`, `c2`, …)."""

    id: str
    name: str
    species: Species | None = Field(default=None, description="None for a person.")
    age: Age
    gender: Gender
    role: str | None = None
    description: str = ""
    look: Look
    voice: VoiceSpec
    portrait: UserImage | None = Field(default=None, description="Whose face a person has, instead of a drawn one.")


EmphasisLevel = Literal["strong", "moderate", "reduced"]
"""As in SSML 1.1."""


class Emphasis(Document):
    """Characters `start` ≤ i < `end` of a line that are said with more or less weight than usual: whole words."""

    start: int
    end: int
    level: EmphasisLevel


class Line(Document):
    """One stretch of speech by one speaker, never split across scenes. `id` is unique in the film (`s2l5`).

    `paragraph` and `sentence` say where in the script the text came from: both count from 0, sentences within their
    paragraph, and a line covers `sentences` of them. Translations are matched by these.
    """

    id: str
    speaker: str
    text: str
    emotion: Emotion = "neutral"
    emphases: list[Emphasis] = Field(default_factory=list, description="In order, none over another.")
    paragraph: int
    sentence: int
    sentences: int = 1


class Scene(Document):
    """One place and time. `number` counts from 1. `characters` are the ids of those on stage, speakers included."""

    number: int
    heading: str
    setting: Setting
    inside: bool = Field(default=False, description="Within the walls of a setting that is seen from outside else.")
    time_of_day: TimeOfDay
    weather: Weather
    mood: Mood
    culture: Culture
    characters: list[str]
    props: list[str]
    lines: list[Line]
    comings: dict[str, str] = Field(default_factory=dict, description="Who comes in, by the line that says so.")
    goings: dict[str, str] = Field(default_factory=dict, description="Who goes, by the line that says so.")
    holdings: dict[str, str] = Field(default_factory=dict, description="Who holds which thing in the hand.")
    background: UserImage | None = Field(default=None, description="Where it plays, instead of a drawn place.")
    take: int = Field(default=0, description="Another take is drawn and staged by other chance.")


class FilmPlan(Document):
    """The result of script analysis."""

    title: str
    language: LanguageCode
    culture: Culture
    cultural_references: list[str]
    period: Period
    mode: Mode
    tags: list[str]
    narrator: VoiceSpec
    characters: list[Character]
    scenes: list[Scene]


class Pace(Document):
    """What keeps the other scenes of a film as they are while one is made anew: how fast all are spoken, and where each
    ends."""

    rate: float = Field(description="1.0 is natural.")
    max_seconds: dict[int, float] = Field(description="What the lines of a scene may take, by its number.")
    ends: dict[int, int] = Field(description="The frame before which a scene ends, by its number.")


# What the storyboard says otherwise ----------------------------------------------------------------------------------


class SceneChoices(Document):
    """What may be said of a scene instead of the script; null leaves it to the script."""

    setting: Setting | None = None
    inside: bool | None = None
    time_of_day: TimeOfDay | None = None
    weather: Weather | None = None
    mood: Mood | None = None
    take: int | None = Field(default=None, ge=0, lt=MOST_TAKES, description="Another take is drawn by other chance.")


class LookChoices(Document):
    """What may be said of a look; null leaves it to the script."""

    skin: Colour | None = None
    hair: Colour | None = None
    hair_style: HairStyle | None = None
    garment: Garment | None = None
    garment_colour: Colour | None = None
    trim_colour: Colour | None = None
    headwear: Headwear | None = None
    facial_hair: FacialHair | None = None
    glasses: bool | None = None
    build: Build | None = None
    head: Literal["oval", "round", "square", "heart"] | None = None
    nose: Literal["small", "straight", "broad", "hooked"] | None = None
    eyes: Colour | None = None
    brows: Literal["fine", "straight", "bushy"] | None = None
    ornaments: tuple[Ornament, ...] | None = Field(default=None, max_length=8)


class VoiceChoices(Document):
    """What may be said of a character's voice; null leaves it to the script."""

    age: Age | None = None
    gender: Gender | None = None
    tone: Tone | None = None
    accent: str | None = Field(default=None, max_length=40)


class CharacterChoices(Document):
    """What may be said of a character. The voice follows age and gender, except where it is chosen itself."""

    age: Age | None = None
    gender: Gender | None = None
    look: LookChoices | None = None
    voice: VoiceChoices | None = None


class SceneEdit(SceneChoices):
    """Choices for one scene. It is known by what is said in it, so that the script may change around it."""

    scene: int
    lines: tuple[str, ...]


class LineEdit(Document):
    """How a line is said. It is known by its text, the nearest to its id where several have that."""

    line: str
    text: str
    emotion: Emotion


class CharacterEdit(CharacterChoices):
    """Choices for one character, who is known by name."""

    name: str


class FilmEdits(Document):
    """What the storyboard says otherwise than the script; what the script has no more counts for nothing."""

    scenes: tuple[SceneEdit, ...] = ()
    lines: tuple[LineEdit, ...] = ()
    characters: tuple[CharacterEdit, ...] = ()


# Voices ------------------------------------------------------------------------------------------------------------


class Phoneme(Document):
    """A speech sound (IPA) with its times in seconds from the start of its line's sound."""

    symbol: str
    start: float
    end: float


class Word(Document):
    """A written word with its times in seconds from the start of its line's sound, and its place in the line's text."""

    text: str
    start: float
    end: float
    offset: int = Field(description="Index of the word's first character in the line's text.")
    stressed: bool = Field(default=False, description="Whether it is said with more weight than the words around it.")


class SpokenLine(Document):
    """Where a line lies in the sound file of its scene (`start`, `duration` in seconds) and what is said when."""

    line: str
    start: float
    duration: float
    words: list[Word]
    phonemes: list[Phoneme]


class Speech(Document):
    """All the speech of one scene: mono 16-bit WAV without pauses between lines, and its times."""

    scene: int
    sample_rate: int
    audio: str
    lines: list[SpokenLine]


class LineToSpeak(Document):
    """One line as the voice engine gets it."""

    id: str
    text: str
    emotion: Emotion
    emphases: list[Emphasis] = Field(default_factory=list, description="In order, none over another.")
    voice: VoiceSpec


class SpeechRequest(Document):
    """Ask the voice stage for one scene. `rate` 1.0 is natural; the lines together may take `max_seconds` at most."""

    scene: int
    language: LanguageCode
    lines: list[LineToSpeak]
    rate: float
    max_seconds: float


# Timeline ----------------------------------------------------------------------------------------------------------


class TimedWord(Document):
    """A word on the film's clock (frames)."""

    text: str
    start_frame: int
    end_frame: int


class Cue(Document):
    """One subtitle: at most two rows of text, shown over frames `start_frame` ≤ f < `end_frame`."""

    start_frame: int
    end_frame: int
    rows: list[str]
    speaker: str | None = Field(default=None, description="Name to label the cue with, where it helps.")
    words: list[TimedWord] = Field(default_factory=list, description="Empty for a translated cue.")


class TimedLine(Document):
    """A line on the film's clock."""

    line: str
    speaker: str
    start_frame: int
    end_frame: int


class TimedScene(Document):
    """A stretch of film at one place. `number` 0 is the intro, −1 the outro, others are scenes."""

    number: int
    title: str
    start_frame: int
    end_frame: int
    lines: list[TimedLine]


ShotSize = Literal["wide", "detail", "two-shot", "medium", "close"]
"""How near the camera is; a `detail` is of a place where nobody stands, of its light where it has one."""
CameraMove = Literal["still", "push-in", "pull-out", "pan-left", "pan-right"]
Transition = Literal["cut", "dissolve", "iris"]
"""How a shot follows the one before. All but a cut take place in the shot's own first frames."""


class Shot(Document):
    """What of a scene is seen without a cut: drawn and encoded as one clip."""

    scene: int
    number: int = Field(description="From 1 in its scene.")
    start_frame: int
    end_frame: int
    size: ShotSize
    subjects: list[str] = Field(description="The characters that the camera looks at; none for all there is.")
    move: CameraMove
    transition: Transition = "cut"


class Timeline(Document):
    """The whole film to the frame: scenes, and their shots, in order without gap from frame 0 to `total_frames`."""

    width: int
    height: int
    total_frames: int
    scenes: list[TimedScene]
    shots: list[Shot]
    language: LanguageCode
    cues: list[Cue] = Field(description="In the film's own language; also those that are burned in.")


# Pictures and clips ------------------------------------------------------------------------------------------------


class PictureRequest(Document):
    """Ask the picture stage for one scene, or for the title or end card (`card`; then `scene` sets the mood)."""

    card: Literal["title", "end"] | None
    title: str
    language: LanguageCode
    scene: Scene
    characters: list[Character]
    period: Period
    width: int
    height: int
    seed: int


class Layer(Document):
    """One PNG of a scene, back to front.

    `depth` says how a camera's move shifts it: 0 stands still, as the horizon does; 0.6 is the ground that actors stand
    on, and moves as they do; from 1 on it lies in front of them and moves more.
    """

    image: str
    x: int
    y: int
    depth: float


class Placement(Document):
    """Where a character stands: the middle of the feet and the full height in px, which way it faces, and from which
    side light falls on it (`key`: −1 left, 1 right, 0 from the front)."""

    character: str
    x: float
    y: float
    height: float
    facing: Literal["left", "right"]
    key: float = 0.0


class Light(Document):
    """The light that falls on characters: a colour multiplied over them, the shadow's opacity and how long it falls
    (0 for none, 1 for the length of a low sun), and the rim that the key light leaves: its colour and strength."""

    tint: Colour
    tint_strength: float
    shadow: float
    fall: float = 0.0
    rim: Colour = "#ffffff"
    rim_strength: float = 0.0


class Glow(Document):
    """A flame or lamp whose light flickers: its middle and reach in px, and how bright it is (0 to 1)."""

    x: float
    y: float
    radius: float
    colour: Colour
    strength: float


class PaintedFigure(Document):
    """Somebody who is part of a painted picture, where a puppet would stand else: how it stands there, and its face,
    whose mouth is to move; None where there is none to see, or an animal's."""

    standing: Placement
    face: Face | None


Particles = Literal["none", "dust", "fireflies", "birds", "petals", "leaves", "stars", "embers", "bubbles"]
"""What drifts through a scene and keeps it alive."""


class ScenePicture(Document):
    """A scene without its motion: layers back to front, then who stands where; actors before layers of depth ≥ 1.

    Actors are yet to be drawn; those who are `painted` are there already, on the layer of depth 0.6.
    """

    width: int
    height: int
    layers: list[Layer]
    actors: list[Placement]
    painted: list[PaintedFigure] = Field(default_factory=list)
    light: Light
    weather: Weather
    glows: list[Glow] = Field(default_factory=list)
    particles: Particles = "none"


class ClipRequest(Document):
    """Ask the lip-sync stage to animate, subtitle and encode one shot. Frames are the film's own (see `Timeline`)."""

    picture: str
    speech: str | None
    scene: TimedScene
    shot: Shot
    mood: Mood
    emotions: dict[str, Emotion] = Field(description="Emotion by line id.")
    arrivals: dict[str, int] = Field(
        default_factory=dict, description="Who comes into the scene, and by which frame it stands in its place."
    )
    departures: dict[str, int] = Field(default_factory=dict, description="Who leaves the scene, and from which frame.")
    held: dict[str, str] = Field(default_factory=dict, description="Who holds which thing in the hand.")
    culture: Culture = Field(default="mixed", description="That things are of, as of the picture.")
    period: Period = "modern"
    on_cue: list[str] = Field(default_factory=list, description="Who of the arrivals comes no sooner than it must.")
    characters: list[Character]
    cues: list[Cue] = Field(description="Those to burn in; empty for none.")
    subtitle_style: SubtitleStyle
    language: LanguageCode
    width: int
    height: int
    seed: int
    before: "ClipRequest | None" = Field(
        default=None, description="The shot before, where this one does not begin with a cut: its last frame goes over."
    )


class Clip(Document):
    """One encoded shot: video only, MP4, closed GOPs, the same parameters for every clip of a film."""

    scene: int
    shot: int
    video: str
    frames: int


# Music -------------------------------------------------------------------------------------------------------------


class ScoreSection(Document):
    """What the music should say over a stretch of the film (seconds on the film's clock). `intensity` is 0 to 1."""

    start: float
    end: float
    mood: Mood
    intensity: float
    part: Literal["title", "scene", "end"] = Field(default="scene", description="A card, or what lies between.")


class ScoreRequest(Document):
    """Ask the music stage for the score of the whole film."""

    style: MusicStyle
    culture: Culture
    time_of_day: TimeOfDay
    seconds: float
    sections: list[ScoreSection]
    speaking: list[tuple[float, float]] = Field(
        default_factory=list,
        description="When somebody speaks, in order: there the music leaves the lead to the voice.",
    )
    seed: int


class Score(Document):
    """The music: stereo 16-bit WAV at 48 kHz, exactly as long as the film, before ducking and mixing."""

    audio: str
    sample_rate: int
    seconds: float


# The finished film -------------------------------------------------------------------------------------------------


class SubtitleTrack(Document):
    """Subtitles in one language as files."""

    language: LanguageCode
    srt: str
    vtt: str


class Soundtrack(Document):
    """The finished sound: AAC, stereo, 48 kHz, in an MP4 file, exactly as long as the film."""

    audio: str


class FilmedShot(Document):
    """One shot of a finished film: its clip, without sound, and its frames of the film."""

    video: str
    size: ShotSize
    start_frame: int
    end_frame: int


class FilmedScene(Document):
    """One scene of a finished film, with a frame of it as a JPEG."""

    number: int
    picture: str
    start_frame: int
    end_frame: int
    shots: list[FilmedShot]


class Film(Document):
    """The finished film and what goes with it."""

    video: str
    thumbnail: str
    duration_seconds: float
    width: int
    height: int
    subtitles: list[SubtitleTrack]
    scenes: list[FilmedScene] = Field(default_factory=list, description="Without its cards. Older films lack them.")


class CheckReport(Document):
    """What the self-check measured. A film is only delivered when `faults` is empty."""

    duration_seconds: float
    video_codec: str
    audio_codec: str
    integrated_lufs: float
    true_peak_dbtp: float
    longest_silence_seconds: float
    longest_freeze_seconds: float
    faults: list[str]
