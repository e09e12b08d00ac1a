"""English words and what they say. Entries are singular; a plural -s or -es is understood for things and places."""

from film_studio.film.lexicon import Lexicon, PersonNoun, Terms

_PLURAL = r"(?:es|s)?"

_PEOPLE = Terms(
    {
        PersonNoun("girl", "child", "female"): "girl, daughter, granddaughter, sister, princess, niece",
        PersonNoun("boy", "child", "male"): "boy, son, grandson, brother, prince, nephew, lad",
        PersonNoun("child", "child", None): "child, grandchild, orphan, baby, kid, toddler",
        PersonNoun("pupil", "child", None): "pupil",
        PersonNoun("student", "teen", None): "student, apprentice",
        PersonNoun("teenager", "teen", None): "teenager",
        PersonNoun("grandmother", "senior", "female"): (
            "grandmother, grandma, granny, gran, grandmama, dadi, nani, old woman, old lady, crone"
        ),
        PersonNoun("grandfather", "senior", "male"): "grandfather, grandpa, grandad, granddad, dada, nana, old man",
        PersonNoun("mother", "adult", "female"): "mother, mama, mum, mom, amma, wife, aunt, auntie, stepmother",
        PersonNoun("father", "adult", "male"): "father, papa, dad, daddy, baba, husband, uncle, stepfather",
        PersonNoun("woman", "adult", "female"): "woman, lady, widow, bride",
        PersonNoun("man", "adult", "male"): "man, gentleman, groom, fellow",
        PersonNoun("youth", "teen", None): "youth, youngster",
        PersonNoun("king", "adult", "male"): "king, raja, maharaja, emperor, sultan, nawab",
        PersonNoun("queen", "adult", "female"): "queen, rani, maharani, empress",
        PersonNoun("priest", "senior", "male"): "priest, pandit, monk, swami, guru, sage, hermit, rishi, fakir, abbot",
        PersonNoun("nun", "adult", "female"): "nun, abbess, priestess",
        PersonNoun("minister", "adult", "male"): "minister, vizier, courtier, advisor, adviser",
        PersonNoun("soldier", "adult", "male"): "soldier, warrior, guard, knight, general, captain",
        PersonNoun("potter", "adult", None): "potter",
        PersonNoun("farmer", "adult", None): "farmer, peasant, shepherd, gardener, goatherd",
        PersonNoun("boatman", "adult", "male"): "fisherman, boatman, ferryman",
        PersonNoun("sailor", "adult", None): "sailor",
        PersonNoun("merchant", "adult", None): "merchant, trader, shopkeeper, seller, baker, innkeeper, moneylender",
        PersonNoun("craftsman", "adult", None): (
            "weaver, carpenter, blacksmith, smith, tailor, cobbler, woodcutter, craftsman, miller, clockmaker, miner"
        ),
        PersonNoun("teacher", "adult", None): "teacher, professor, schoolmaster, scholar, librarian",
        PersonNoun("doctor", "adult", None): "doctor, healer, physician, nurse",
        PersonNoun("scientist", "adult", None): "scientist, engineer, astronaut, pilot, inventor",
        PersonNoun("clerk", "adult", None): "clerk, manager, boss, secretary, lawyer, officer, postman, conductor",
        PersonNoun("traveller", "adult", None): "traveller, traveler, stranger, pilgrim, wanderer, beggar, passenger",
        PersonNoun("musician", "adult", None): "musician, singer, poet, dancer, painter, artist, storyteller, drummer",
        PersonNoun("servant", "adult", None): "servant, maid, cook, messenger",
        PersonNoun("keeper", "senior", None): "keeper, lighthouse keeper, watchman, caretaker, stationmaster",
        PersonNoun("witch", "senior", "female"): "witch, fairy, sorceress",
        PersonNoun("wizard", "senior", "male"): "wizard, magician, sorcerer",
        PersonNoun("thief", "adult", "male"): "thief, robber, bandit, pirate",
    }
)

LEXICON = Lexicon(
    settings=Terms(
        {
            "village": "village, hamlet, hut, cottage, courtyard, well, lane, banyan, threshold",
            "temple": "temple, shrine, ashram, altar, church, chapel, cathedral, mosque, monastery",
            "palace": "palace, court, throne room",
            "bazaar": "bazaar, market, marketplace, fair, shop, stall, market square",
            "river": (
                "river, riverbank, far bank, other bank, stream, lake, pond, waterfall, ghat, bridge, brook, canal"
            ),
            "forest": "forest, wood, grove, glade, clearing",
            "jungle": "jungle, rainforest",
            "mountain": "mountain, hill, hillside, cliff, valley, peak, cave, hilltop, summit",
            "desert": "desert, dune, oasis",
            "sea-shore": (
                "sea, shore, seashore, beach, coast, ocean, harbour, harbor, pier, lighthouse, island, bay, sand"
            ),
            "ship": "ship, boat, deck, ferry, raft",
            "farm": "farm, field, barn, meadow, pasture, orchard, paddy",
            "garden": "garden, park, lawn",
            "city-street": (
                "city, street, town, road, alley, station, railway station, platform, bus stop, train, bus, tram, "
                "crossroads, square"
            ),
            "classroom": "school, classroom, schoolroom, university",
            "home": "house, home, room, bedroom, living room, attic, doorway, bed, veranda, apartment, flat, lamp room",
            "kitchen": "kitchen, hearth, oven, stove",
            "library": "library, archive, bookshop",
            "hospital": "hospital, clinic, ward",
            "office": "office, factory floor, meeting room, laboratory",
            "workshop": "workshop, forge, smithy, studio, garage, mill",
            "castle": "castle, tower, fortress, dungeon, rampart",
            "tavern": "tavern, inn, restaurant, cafe, tea shop, teashop, bakery, waiting room",
            "space": "space, spaceship, spacecraft, planet, moon base, orbit, rocket, starship",
        },
        _PLURAL,
    ),
    times=Terms(
        {
            "dawn": "dawn, sunrise, daybreak, first light, before sunrise, cockcrow, at first light",
            "day": (
                "morning, noon, midday, afternoon, daylight, daytime, next day, following day, by day, sunny day, "
                "at lunch"
            ),
            "dusk": "dusk, evening, sunset, twilight, sundown, nightfall, at the end of the day",
            "night": "night, midnight, tonight, moonlight, moonlit, moon, starlight, past midnight, full moon",
        },
        _PLURAL,
    ),
    weathers=Terms(
        {
            "rain": "rain, raining, rained, rainy, drizzle, monsoon, downpour, shower",
            "storm": "storm, thunder, lightning, tempest, gale, hurricane, stormy, thunderstorm",
            "snow": "snow, snowing, snowed, snowy, blizzard, frost, ice, snowflake",
            "mist": "mist, fog, misty, foggy, haze",
            "cloudy": "cloud, cloudy, overcast, grey sky, gray sky",
            "clear": (
                "sunny, clear sky, sunshine, blue sky, the sun shone, sunlight, starry, stars came out, bright moon"
            ),
        },
        _PLURAL,
    ),
    moods=Terms(
        {
            "peaceful": (
                "peace*, quiet*, calm*, gentle, gently, soft, softly, still, rest*, slow*, silence, silent, kind"
            ),
            "joyful": (
                "joy*, happy, happi*, laugh*, celebrat*, festival, danc*, feast, cheer*, smil*, delight*, wedding, "
                "sang, sing*, shining, bright"
            ),
            "sad": (
                "sad*, wept, weep*, cry, cried, crying, tear, tears, lonely, alone, grief, griev*, lost, sorrow*, died"
            ),
            "tense": (
                "afraid, fear*, danger*, dark, darkness, chase*, fled, scream*, storm, "
                "thunder, trap*, attack*, fight*, "
                "hunger, hungry, angry, enemy, threat*, burst, crash*"
            ),
            "mysterious": (
                "myster*, strange*, secret*, whisper*, shadow*, hidden, magic*, ghost*, wonder*, curious, riddle"
            ),
            "romantic": "love, loved, lover*, beloved, kiss*, heart, hearts, bride, wedding, romance",
            "heroic": "brave*, courage*, hero*, battle*, warrior*, sword, victory, triumph*, noble, bold*",
            "devotional": (
                "pray*, temple, god, gods, goddess, divine, holy, sacred, bless*, worship*, faith, hymn*, chant*"
            ),
            "playful": "play*, funny, jok*, trick*, giggl*, mischie*, silly, clever, tease*, chuckl*, grin*",
        }
    ),
    emotions=Terms(
        {
            "joy": (
                "joy*, happy, happi*, laugh*, smil*, delight*, cheer*, glad*, wonderful, celebrat*, hurray, hooray, "
                "grin*, chuckl*, giggl*, danced, dancing"
            ),
            "sadness": (
                "sad*, wept, weep*, cried, crying, tear, tears, sorrow*, lonely, griev*, "
                "grief, sob*, sigh*, heartbroken, "
                "miserable, mourn*"
            ),
            "anger": "angr*, anger, furious*, rage*, shout*, scold*, roar*, snarl*, stamped, hate*, growl*, snapped",
            "fear": "afraid, fear*, scared, terrif*, trembl*, frighten*, shiver*, horror, panic*, dread*, scream*",
            "surprise": "surpris*, astonish*, amaz*, gasp*, suddenly, startled, stunned, incredible, wide-eyed",
            "disgust": "disgust*, filthy, revolting, horrid, yuck, rotten, stinking",
            "love": (
                "love, loved, loves, loving, lovingly, beloved, dear, darling, tender*, kiss*, embrac*, hugged, hug"
            ),
        }
    ),
    said=Terms(
        {
            "neutral": (
                "say, says, said, ask, asks, asked, reply, replies, replied, answer, answers, answered, tell, tells, "
                "told, explain, explains, explained, add, adds, added, begin, begins, began, continue, continued, "
                "continues, announced, announces, murmured, murmurs, whispered, whispers, muttered, mutters, observed, "
                "agreed, agrees, wondered, wonders, thought, thinks, repeated, suggested, remarked, croaked, croaks, "
                "hooted, chirped, promised, promises, called, calls, went on, admitted, admits, nodded, returned"
            ),
            "joy": (
                "laughed, laughs, smiled, smiles, cheered, sang, sings, chuckled, grinned, exclaimed happily, giggled, "
                "beamed, chuckles"
            ),
            "sadness": "sobbed, sobs, sighed, sighs, wept, weeps, moaned, wailed, whimpered",
            "anger": (
                "shouted, shouts, yelled, yells, roared, roars, snapped, snaps, "
                "growled, growls, barked, hissed, snarled"
            ),
            "fear": (
                "begged, begs, pleaded, pleads, screamed, screams, stammered, stammers, squeaked, trembled, shrieked"
            ),
            "surprise": "cried, cries, exclaimed, exclaims, gasped, gasps, cried out",
        }
    ),
    people=_PEOPLE,
    species=Terms(
        {
            "fox": "fox, vixen",
            "crow": "crow, raven",
            "lion": "lion, lioness",
            "elephant": "elephant",
            "monkey": "monkey, ape",
            "tiger": "tiger, tigress",
            "deer": "deer, stag, doe, fawn",
            "rabbit": "rabbit, hare, bunny",
            "mouse": "mouse, rat, squirrel",
            "bird": (
                "bird, sparrow, parrot, owl, eagle, pigeon, dove, peacock, hen, duck, goose, robin, nightingale, gull"
            ),
            "cow": "cow, bull, ox, buffalo, calf, donkey, horse, goat, sheep, lamb",
            "dog": "dog, puppy, wolf, jackal, hound",
            "cat": "cat, kitten",
            "tortoise": "tortoise, turtle",
            "snake": "snake, cobra, serpent",
            "fish": "fish, dolphin, whale",
        }
    ),
    props=Terms(
        {
            "diya": "diya, clay lamp, oil lamp",
            **{
                name: name
                for name in [
                    "lantern",
                    "candle",
                    "torch",
                    "letter",
                    "envelope",
                    "book",
                    "scroll",
                    "map",
                    "pot",
                    "jar",
                    "pitcher",
                    "vase",
                    "bowl",
                    "cup",
                    "tea",
                    "sword",
                    "knife",
                    "spear",
                    "phone",
                    "computer",
                    "laptop",
                    "flower",
                    "rose",
                    "lotus",
                    "garland",
                    "basket",
                    "fruit",
                    "mango",
                    "apple",
                    "grapes",
                    "food",
                    "bread",
                    "cheese",
                    "coin",
                    "gold",
                    "treasure",
                    "money",
                    "ring",
                    "jewel",
                    "necklace",
                    "mirror",
                    "bell",
                    "drum",
                    "tabla",
                    "flute",
                    "guitar",
                    "sitar",
                    "veena",
                    "key",
                    "box",
                    "chest",
                    "crown",
                    "umbrella",
                    "kite",
                    "ball",
                    "toy",
                    "stone",
                    "rock",
                    "fire",
                    "rope",
                    "clock",
                    "watch",
                    "cart",
                    "bicycle",
                    "boat",
                    "chair",
                    "throne",
                    "table",
                    "ladder",
                    "wheel",
                    "telescope",
                ]
            },
            "lamp": "lamp",
            "tree": "tree, banyan tree, oak, neem",
            "clay": "clay",
            "coin": "coin, rupee, penny",
            "pot": "pot, bucket",
        },
        _PLURAL,
    ),
    pronouns=Terms(
        {"female": "she, her, hers, herself", "male": "he, him, his, himself", "neutral": "it, its, itself"}
    ),
    ages=Terms(
        {
            "senior": "old, aged, elderly, ancient, white-haired, grey-haired, gray-haired, eldest, wrinkled, retired",
            "child": "little, small, young, tiny, youngest, baby",
            "teen": "teenage, teenaged",
        }
    ),
    names=Terms(
        {
            "female": (
                "Meera, Mira, Leela, Lila, Sita, Radha, Maya, Anna, Mary, Asha, Priya, Anjali, Lakshmi, Gauri, Kavita, "
                "Emma, Sarah, Lucy, Alice, Kate, Jane, Ruth, Rose, Grace, Ellen, Clara, Ada, "
                "Nora, Ines, Sofia, Zoe, Tara, "
                "Devi, Durga, Parvati, Nina, Elsa, Hannah, Laura, Helen, Elizabeth, Margaret, "
                "Marta, Fatima, Aisha, Zara, "
                "Isha, Diya, Kamala, Savitri, Gita, Geeta, Neha, Pooja, Ananya, Rani, Eleanor, Iris, Hazel, Ivy"
            ),
            "male": (
                "Raghu, Ram, Rama, Krishna, Arjun, Ravi, Mohan, Gopal, Vikram, Omar, Thomas, "
                "John, Tom, Jack, Peter, Ben, "
                "Sam, David, Daniel, Henry, George, Leo, Max, Paul, Karim, Ali, Ahmed, Kabir, "
                "Dev, Hari, Shyam, Birbal, "
                "Akbar, Rohan, Rahul, Amit, Anand, Manu, Bhola, Chandu, Nikhil, Samir, Jonas, "
                "Oscar, Felix, William, James, "
                "Robert, Noah, Finn, Hugo, Theo, Arthur, Edward, Jacob, Bheem, Shankar, Suresh, Ramu, Shiva, Ashok"
            ),
        }
    ),
    cultures=Terms(
        {
            "indian": (
                "diya, sari, saree, kurta, dhoti, turban, rupee*, monsoon, banyan, neem, mango*, peepal, tulsi, lotus, "
                "temple*, raja, rani, maharaj*, guru, pandit, ashram, ganga, ganges, yamuna, himalaya*, india*, delhi, "
                "mumbai, jaipur, varanasi, kerala, bengal, rajasthan, diwali, holi, ramayana, "
                "mahabharata, krishna, rama, "
                "sita, hanuman, ganesha, shiva, durga, lakshmi, mehndi, henna, roti, chapati, "
                "dal, chai, dadi, nani, amma, "
                "baba, sitar, tabla, veena, namaste, mantra*, puja, aarti, garland*, bazaar*, "
                "paddy, jasmine, marigold*, "
                "peacock*, rishi, swami, veranda, rickshaw*, meera, leela, raghu, birbal, akbar, tansen, ghee, jaggery"
            ),
            "western": (
                "castle*, knight*, cathedral*, church*, christmas, easter, london, paris, new york, america*, england, "
                "scotland, tavern*, inn, lighthouse*, bakery, oak, maple, snowman, fireplace, "
                "violin, piano, cowboy*, duke, "
                "duchess, baron, harbour*, harbor*, village green, cheese, pastry, pier, "
                "thanksgiving, halloween, dragon*, "
                "thomas, anna, henry, oliver, ireland, norway, alps, tailcoat*, gown*, bell tower, wool, waffle*"
            ),
        }
    ),
    periods=Terms(
        {
            "future": (
                "robot*, spaceship*, starship*, spacecraft, hologram*, android*, "
                "moon base, mars colony, galaxy, cyborg*"
            ),
            "modern": (
                "phone*, computer*, laptop*, internet, office*, bus, buses, car, cars, train*, "
                "airplane*, school*, exam*, "
                "television, email*, factory, factories, machines, electric*, hospital*, radio, camera*, photograph*, "
                "bicycle*, engineer*, scientist*, website*, app, podcast, university, station"
            ),
            "historical": (
                "once upon a time, long ago, king*, queen*, kingdom*, palace*, raja, emperor, "
                "castle*, knight*, sword*, "
                "ancient times, chariot*, potter, woodcutter, merchant*, sultan, oil lamp*, "
                "clay lamp*, hundred years ago, "
                "court, throne"
            ),
        }
    ),
    negation_before=Terms(
        {
            True: (
                "no, not, never, without, neither, nor, nobody, nothing, cannot, can't, don't, didn't, doesn't, "
                "isn't, wasn't, won't, wouldn't, couldn't, hardly, stopped"
            )
        }
    ),
    place_before=(
        r"\b(?:in|at|to|into|by|near|on|onto|across|through|inside|under|along|behind|beside|reached|entered|toward|towards|"
        r"outside|around|over|beyond|down|up|visited|crossed|within|where|off|of|above|past|int|ext)"
    ),
)
