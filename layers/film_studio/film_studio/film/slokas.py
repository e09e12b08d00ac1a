"""Verses that a film's music chants, all in the public domain: the composer sings them, the catalogue names them."""

from dataclasses import dataclass

from film_studio.film.models import Mood


@dataclass(frozen=True)
class Sloka:
    """A Sanskrit verse. `padas` are its lines in IAST, each chanted in one breath; an acute accent is an udatta."""

    name: str
    source: str
    devanagari: str
    padas: tuple[str, ...]
    meaning: str
    moods: tuple[Mood, ...]
    """What it is chanted for, the fittest first."""

    @property
    def transliteration(self) -> str:
        """The whole verse in IAST."""
        return " / ".join(self.padas)


SLOKAS = (
    Sloka(
        "Gayatri mantra",
        "Rig Veda 3.62.10",
        "ॐ भूर्भुवः स्वः । तत्सवितुर्वरेण्यं । भर्गो देवस्य धीमहि । धियो यो नः प्रचोदयात् ॥",
        ("oṃ bhūr bhuvaḥ svaḥ", "tát savitúr váreṇyaṃ", "bhárgo devásya dhīmahi", "dhíyo yó naḥ pracodáyāt"),
        "Earth, sky and heaven. On the glorious light of divine Savitr we meditate: may it wake our thoughts.",
        ("devotional", "peaceful"),
    ),
    Sloka(
        "Asato ma sad gamaya",
        "Brihadaranyaka Upanishad 1.3.28",
        "असतो मा सद्गमय । तमसो मा ज्योतिर्गमय । मृत्योर्मामृतं गमय ॥",
        ("asato mā sad gamaya", "tamaso mā jyotir gamaya", "mṛtyor māmṛtaṃ gamaya"),
        "From what is not lead me to what is; from darkness lead me to light; from death lead me to what never dies.",
        ("sad", "mysterious", "devotional"),
    ),
    Sloka(
        "Saha navavatu",
        "Taittiriya Upanishad 2, invocation",
        "ॐ सह नाववतु । सह नौ भुनक्तु । सह वीर्यं करवावहै । तेजस्वि नावधीतमस्तु मा विद्विषावहै ॥",
        (
            "oṃ saha nāvavatu",
            "saha nau bhunaktu",
            "saha vīryaṃ karavāvahai",
            "tejasvi nāvadhītamastu",
            "mā vidviṣāvahai",
        ),
        "May we both be protected, may we both be nourished, may we work together with strength; "
        "may our learning shine, and may we not be at odds.",
        ("joyful", "peaceful", "heroic"),
    ),
    Sloka(
        "Purnam adah",
        "Isha Upanishad, invocation (Brihadaranyaka Upanishad 5.1.1)",
        "ॐ पूर्णमदः पूर्णमिदं । पूर्णात्पूर्णमुदच्यते । पूर्णस्य पूर्णमादाय । पूर्णमेवावशिष्यते ॥",
        ("oṃ pūrṇamadaḥ pūrṇamidaṃ", "pūrṇāt pūrṇamudacyate", "pūrṇasya pūrṇamādāya", "pūrṇamevāvaśiṣyate"),
        "That is full, this is full; fullness comes of fullness. Take fullness from fullness: fullness is left.",
        ("peaceful", "mysterious", "romantic"),
    ),
    Sloka(
        "Vakratunda mahakaya",
        "Traditional prayer to Ganesha",
        "वक्रतुण्ड महाकाय । सूर्यकोटि समप्रभ । निर्विघ्नं कुरु मे देव । सर्वकार्येषु सर्वदा ॥",
        ("vakratuṇḍa mahākāya", "sūryakoṭi samaprabha", "nirvighnaṃ kuru me deva", "sarvakāryeṣu sarvadā"),
        "Curved of trunk, mighty of body, bright as ten million suns: free my every work of hindrance, always.",
        ("playful", "joyful", "heroic"),
    ),
    Sloka(
        "Gurur Brahma",
        "Guru Gita (Skanda Purana)",
        "गुरुर्ब्रह्मा गुरुर्विष्णुः । गुरुर्देवो महेश्वरः । गुरुः साक्षात्परं ब्रह्म । तस्मै श्रीगुरवे नमः ॥",
        ("gurur brahmā gurur viṣṇur", "gurur devo maheśvaraḥ", "guruḥ sākṣāt paraṃ brahma", "tasmai śrīgurave namaḥ"),
        "The teacher is Brahma, the teacher is Vishnu, the teacher is the great Shiva; "
        "the teacher is the Absolute itself: to that teacher I bow.",
        ("devotional", "romantic"),
    ),
    Sloka(
        "Sarve bhavantu sukhinah",
        "Traditional prayer for peace",
        "सर्वे भवन्तु सुखिनः । सर्वे सन्तु निरामयाः । सर्वे भद्राणि पश्यन्तु । मा कश्चिद्दुःखभाग्भवेत् ॥",
        ("sarve bhavantu sukhinaḥ", "sarve santu nirāmayāḥ", "sarve bhadrāṇi paśyantu", "mā kaścid duḥkhabhāg bhavet"),
        "May all be happy, may all be free of illness, may all see what is good, may nobody come to sorrow.",
        ("romantic", "joyful", "peaceful"),
    ),
    Sloka(
        "Karmany evadhikaras te",
        "Bhagavad Gita 2.47",
        "कर्मण्येवाधिकारस्ते । मा फलेषु कदाचन । मा कर्मफलहेतुर्भूः । मा ते सङ्गोऽस्त्वकर्मणि ॥",
        ("karmaṇyevādhikāraste", "mā phaleṣu kadācana", "mā karmaphalahetur bhūr", "mā te saṅgo'stvakarmaṇi"),
        "The deed alone is yours to do, never its fruits. Do not act for the fruit's sake, nor cling to doing nothing.",
        ("heroic", "tense"),
    ),
    Sloka(
        "Mahamrityunjaya mantra",
        "Rig Veda 7.59.12",
        "त्र्यम्बकं यजामहे । सुगन्धिं पुष्टिवर्धनम् । उर्वारुकमिव बन्धनान् । मृत्योर्मुक्षीय मामृतात् ॥",
        ("tryambakaṃ yajāmahe", "sugandhiṃ puṣṭivardhanam", "urvārukamiva bandhanān", "mṛtyor mukṣīya māmṛtāt"),
        "We honour the three-eyed one, fragrant, who makes all thrive. As a gourd comes off its stem, "
        "may I be freed from death, not from what never dies.",
        ("tense", "sad", "devotional"),
    ),
)
