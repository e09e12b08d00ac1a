"""Names that only speech gives to those known as what they are: “I am Hanuman”, “Close your eyes, Button”."""

from collections.abc import Iterator, Sequence

import regex

from film_studio.film.dialogue import Block, Utterance
from film_studio.film.lexicon import Lexicon
from film_studio.film.people import People
from film_studio.film.speakers import Speakers


def given(blocks: Sequence[Block], people: People, lexicon: Lexicon, language: str) -> dict[str, str]:
    """The names that are said of nameless people, by key: each says their own, or is called by it."""
    said = [utterance for block in blocks for utterance in block.utterances if utterance.quoted]
    told = " ".join(u.text for block in blocks for u in block.utterances if not u.quoted)
    called = {name for utterance in said for name in _called(utterance, lexicon) if regex.search(rf"\b{name}\b", told)}
    if not called and not any(regex.search(lexicon.presenting, utterance.text) for utterance in said):
        return {}
    speakers = Speakers(people, lexicon, language)
    found: dict[str, str] = {}
    before, last, other = "", "", ""
    for utterance, key, _ in (spoken for block in blocks for spoken in speakers.of(block)):
        if not utterance.quoted:
            before += f" {utterance.text}"
        elif key:
            last, other = (key, last) if key != last else (last, other)
            if presented := regex.search(lexicon.presenting, utterance.text):
                found |= _unless_named(people, key, presented["name"], lexicon)
            for name in _called(utterance, lexicon):
                # One of whom was told by that name before is somebody else.
                if name in called and other and not regex.search(rf"\b{name}\b", before):
                    found |= _unless_named(people, other, name, lexicon)
    return found


def _called(utterance: Utterance, lexicon: Lexicon) -> Iterator[str]:
    for call in regex.finditer(lexicon.calling, utterance.text):
        if not any(terms.get(call["name"]) for terms in (lexicon.people, lexicon.titles, lexicon.species)):
            yield call["name"]


def _unless_named(people: People, key: str, name: str, lexicon: Lexicon) -> dict[str, str]:
    known = people.known[key].aliases or lexicon.no_names.get(name)
    return {} if known else {key: name}
