"""Who says each quotation: by verbs of saying, by who acts beside it, and by turns."""

import itertools

import regex

from film_studio.film import words
from film_studio.film.dialogue import Block, Utterance
from film_studio.film.lexicon import Found, Lexicon
from film_studio.film.models import Emotion
from film_studio.film.people import People

_FULL_STOP = regex.compile(r"[.।。॥][\"'”’»」』›]*$")
_LEADS_IN = regex.compile(r"[,:—–،，：]\s*$|\p{L}\s*$")

Spoken = tuple[Utterance, str | None, Emotion | None]
"""An utterance, the key of who says it (None for the narrator), and the feeling that the words around it give it."""


class Speakers:
    """Goes through a script's blocks in order and finds who speaks."""

    def __init__(self, people: People, lexicon: Lexicon, language: str) -> None:
        self._people, self._lexicon, self._language = people, lexicon, language
        self._told: list[str] = []
        """The narration so far, sentence by sentence."""
        self._turns: list[str] = []
        """Who has spoken so far, without repetition."""
        self._last_quoted = False
        self._asked = ""
        """Who has spoken in the paragraph before, where the present one begins with an answer."""

    def of(self, block: Block) -> list[Spoken]:
        """Who says each utterance of the next block."""
        spoken: list[Spoken] = []
        passage: list[Utterance] = []
        self._asked = self._turns[-1] if self._last_quoted and self._turns else ""
        self._last_quoted = any(utterance.quoted for utterance in block.utterances[-2:])
        for utterance in block.utterances:
            if utterance.label:
                spoken.append((utterance, utterance.label.lower(), self._manner(utterance.manner)))
            elif not utterance.quoted:
                self._asked = self._asked if passage else ""
                self._told += words.split_sentences(utterance.text, self._language)
                spoken.append((utterance, None, None))
            elif passage and spoken[-1][0].quoted and spoken[-1][0].after == utterance.after:
                # Another sentence of the same quotation.
                spoken.append((utterance, spoken[-1][1], spoken[-1][2]))
            else:
                speaker, emotion = self._speaker(utterance, block, passage, spoken)
                spoken.append((utterance, speaker or None, emotion))
                passage.append(utterance)
                if speaker and self._turns[-1:] != [speaker]:
                    self._turns.append(speaker)
        return spoken

    def _manner(self, text: str) -> Emotion | None:
        emotion = self._lexicon.said.first(text)
        if emotion in (None, "neutral"):
            emotion = self._lexicon.emotions.first(text)
        return emotion

    def _speaker(
        self, utterance: Utterance, block: Block, passage: list[Utterance], spoken: list[Spoken]
    ) -> tuple[str | None, Emotion | None]:
        """Key and feeling; the key is "" for one whom nobody plays, None where nothing tells."""
        after = words.split_sentences(utterance.after, self._language)[:1]
        before = words.split_sentences(utterance.before, self._language)[-1:]
        leads_in = bool(before) and _LEADS_IN.search(before[0]) is not None
        over = _FULL_STOP.search(utterance.closing) is not None and not self._lexicon.said_after_stop
        tag = after[0] if after and not over else ""
        if leads_in and (who := self._saying(before[0], inverted=False)) is not None:
            return who
        if tag and regex.search(self._lexicon.voice, tag) and (unseen := self._revealed(utterance.after)):
            return unseen, None
        if tag and (who := self._saying(tag, inverted=True)) is not None:
            key, feeling = who
            acted = self._people.subject(before[0], len(before[0]), self._told) if before and feeling is None else None
            return key, feeling or (self._manner(before[0]) if acted == key else None)
        if tag[:1].islower() and (key := self._people.subject(tag, 0, self._told, after_first=True)) is not None:
            return key, self._manner(tag)  # “Eight,” corrected Thomas: a verb that the lexicon has not
        last = next((each for each in reversed(spoken) if each[0].quoted), None)
        if utterance.continued and self._turns:
            return self._turns[-1], None
        if before and not leads_in and (who := self._saying(before[0], inverted=True)) is not None:
            return who
        if before and (key := self._people.subject(before[0], len(before[0]), self._told)):
            return key, self._manner(before[0])
        if last is not None and last[1] is not None:
            return last[1], None
        if after and not before and (key := self._beat(after[0])):
            return key, self._manner(after[0])
        return self._next_turn(utterance, spoken), None

    def _saying(self, clause: str, inverted: bool) -> tuple[str | None, Emotion | None] | None:
        for said in self._lexicon.said.find(clause):
            rest = clause[said.end :]
            close, *further = regex.split(self._lexicon.clause, rest, flags=regex.IGNORECASE)
            # In “he roared, and Mira went” nobody follows the verb.
            follows = inverted and bool(close.strip()) and not self._people.mentions(clause[: said.start])
            told = self._told[:-1] if self._told[-1:] == [clause] else self._told
            key = self._people.subject(clause, said.start, told, after_first=follows)
            if key is not None:
                key = self._other(clause) if key == self._asked and inverted else key
                if said.meaning == "neutral":
                    return key, self._manner(rest) or self._manner(self._between(clause, said.start))
                # roared the innkeeper merrily; shouted the cook, and danced
                own = itertools.takewhile(lambda part: not self._people.mentions(part), further)
                return key, self._manner(close) or self._manner(" ".join(own)) or said.meaning
            if self._something_says(clause, said, inverted):
                return "", said.meaning
        return None

    def _revealed(self, told: str) -> str | None:
        """Whose a voice is: of one who is brought in right after. “Halt,” said a voice. A soldier stepped out."""
        for sentence in words.split_sentences(told, self._language)[1:2]:
            for mention in self._people.mentions(sentence):
                if regex.search(rf"(?:{self._lexicon.indefinite})$", sentence[: mention.start], regex.IGNORECASE):
                    return mention.key
        return None

    def _something_says(self, clause: str, said: Found[Emotion], inverted: bool) -> bool:
        """Whether something speaks that is nobody: whispered the wind. The mirror said:"""
        thing = self._lexicon.something
        after = inverted and regex.match(rf"\s+(?:{thing})\W*$", clause[said.end :], regex.IGNORECASE)
        return bool(after or regex.fullmatch(rf"(?:{thing})\s+", clause[: said.start], regex.IGNORECASE))

    def _other(self, clause: str) -> str:
        """Who answers the one that a pronoun would mean: “What is it like?” asked his son. “Like snow,” he said."""
        pronoun = next(self._lexicon.pronouns.find(clause), None)
        if pronoun is None or self._people.mentions(clause) or pronoun.meaning not in ("female", "male"):
            return self._asked
        return self._people.meant(pronoun.meaning, self._told, but=self._asked) or self._asked

    def _between(self, clause: str, verb: int) -> str:
        """What stands between who speaks and the verb, where the verb comes last: राजा हँसकर बोले."""
        last = max((mention.end for mention in self._people.mentions(clause[:verb])), default=verb)
        between = clause[last:verb]
        return "" if regex.search(self._lexicon.clause, between, regex.IGNORECASE) else between

    def _beat(self, sentence: str) -> str | None:
        """Who acts in the sentence after a quotation: it is they who spoke."""
        parts = regex.split(self._lexicon.clause, sentence, flags=regex.IGNORECASE)
        return self._people.subject(parts[0], len(parts[0]), self._told)

    def _next_turn(self, utterance: Utterance, spoken: list[Spoken]) -> str | None:
        """Nobody is named: they take turns. One who is spoken to does not speak."""
        called = {m.key for m in self._people.mentions(utterance.text)}
        if spoken and not spoken[-1][0].quoted and not self._turns:
            return self._people.meant("neutral", self._told)
        for key in reversed(self._turns[:-1]):
            if key != self._turns[-1] and key not in called:
                return key
        other = [
            m.key
            for sentence in reversed(self._told[-6:])
            for m in self._people.mentions(sentence)
            if m.key not in self._turns[-1:] and m.key not in called
        ]
        return other[0] if other else (self._turns[-1] if self._turns else None)
