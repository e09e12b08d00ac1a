"""Short scripts to start from. Each is a whole small film; a creator changes what they like."""

from film_studio.catalogue.models import Template
from film_studio.film.models import FilmOptions, MusicChoice, SubtitleChoice, VoiceChoice

TEMPLATES = (
    Template(
        id="folk-tale",
        title="The Mango Tree's Promise",
        description="An Indian folk tale: one narrator, animals who speak, a lesson at the end.",
        language="en",
        script="""In a village by the river stood a mango tree older than anyone's grandmother. One summer the rains \
did not come, and the villagers sharpened an axe to sell its wood.

A small monkey climbed down and folded her hands. "Wait until morning," she begged. "The tree remembers rain."

That night the animals carried water from the river, one leaf at a time. At dawn a single white flower had opened.

The eldest woman put down the axe and laughed. "If a monkey can carry a river," she said, "we can carry a bucket."

By the full moon the branches were heavy with fruit, and nobody in the village was hungry again.""",
        options=FilmOptions(
            voice=VoiceChoice(age="senior", gender="female", tone="friendly"),
            music=MusicChoice(style="indian-classical"),
        ),
    ),
    Template(
        id="lesson",
        title="Why the Sky Is Blue",
        description="A short lesson for school: a question, an answer in three steps, a thing to try.",
        language="en",
        script="""Look up on a clear day and the sky is blue. Look again at sunset and it is orange. The sun did not \
change, so what did?

Sunlight looks white, but it is every colour mixed together. On its way to us it meets the air, and the tiny pieces of \
air bounce blue light around far more than red. So from every direction, a little blue reaches our eyes.

In the evening the light travels through much more air. Most of the blue is scattered away before it arrives, and what \
is left is gold and red.

Tonight, watch the sun go down, and you will see the air at work.""",
        options=FilmOptions(
            voice=VoiceChoice(age="adult", gender="male", tone="professional"),
            music=MusicChoice(style="ambient", volume=0.3),
        ),
    ),
    Template(
        id="product-story",
        title="A Cup Before Sunrise",
        description="A small business tells where its product comes from, and why.",
        language="en",
        script="""Every morning at five, before the buses run, Leela lights the stove in her tea shop. She has done it \
for twenty years.

The ginger comes from her brother's field. The milk arrives warm, on a bicycle. The leaves are picked on the hills you \
can see from her door.

"People ask for my secret," Leela says, wiping the counter. "I tell them there isn't one. I only wait until the tea is \
ready."

Now you can have that patience at home. Leela's Tea, in a tin that keeps the hills inside. Open it slowly.""",
        options=FilmOptions(
            voice=VoiceChoice(age="adult", gender="female", tone="friendly"),
            music=MusicChoice(style="contemporary"),
            subtitles=SubtitleChoice(languages=["en"], burn_in=True),
        ),
    ),
    Template(
        id="podcast",
        title="Two Minutes on Sleep",
        description="A conversation: a host, a guest, short turns.",
        language="en",
        script="""MAYA: Welcome back. Today I am asking a simple question with my guest, Doctor Omar. Why do we sleep?

OMAR: Because the brain has housework, Maya. At night it sorts the day, keeps what matters, and washes the floor.

MAYA: It washes the floor?

OMAR: Almost literally. Fluid flows between the cells and carries waste away. It hardly happens while we are awake.

MAYA: So when I stay up to study for an exam...

OMAR: You are filling a room and locking out the cleaner.

MAYA: What is one thing we can all do tonight?

OMAR: Put the phone in another room. It will survive without you.""",
        options=FilmOptions(
            mode="podcast",
            voice=VoiceChoice(age="adult", gender="female", tone="friendly"),
            music=MusicChoice(style="ambient", volume=0.2),
        ),
    ),
    Template(
        id="screenplay",
        title="The Last Lighthouse",
        description="Screenplay form: scene headings with place and time, characters with their lines.",
        language="en",
        script="""INT. LIGHTHOUSE - NIGHT

Rain beats on the glass. An old keeper named THOMAS trims a lamp while his granddaughter ANNA watches the dark sea.

ANNA
There is nobody out there, Grandfather. The ships all have machines now.

THOMAS
Then the lamp is for the one whose machine is broken.

EXT. SEA - NIGHT

A small fishing boat climbs a wave. Its captain wipes her eyes and sees, far away, a thin gold line.

CAPTAIN
There. Turn toward the light!

EXT. SEA SHORE - DAWN

The storm is over. The captain ties her boat to the pier and looks up. In the window, Anna waves.""",
        options=FilmOptions(
            voice=VoiceChoice(age="adult", gender="male", tone="dramatic"),
            music=MusicChoice(style="western-classical"),
        ),
    ),
    Template(
        id="verse",
        title="Evening Lamp",
        description="A slow poem for a quiet film with room for the music.",
        language="en",
        script="""The day folds up its yellow cloth. The river slows, the cattle come, and someone in the temple yard \
begins to beat a little drum.

A mother lights the evening lamp. The flame stands still, a folded hand. It asks for nothing, burns its oil, and gives \
its gold to all the land.

Far off, a traveller on the road looks back and sees that single spark. He does not know whose house it is. He only \
knows it is not dark.

So let me be, when I am old, not fire, not storm, not morning star: a lamp that someone else can see, and walk by, \
wondering how far.""",
        options=FilmOptions(
            voice=VoiceChoice(age="senior", gender="male", tone="dramatic"),
            music=MusicChoice(style="poems", volume=0.7),
        ),
    ),
)
