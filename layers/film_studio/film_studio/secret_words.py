"""Random words that open something for whoever has them: refresh tokens, links in mails, invitations, tickets.

The records hold their digests only, so who reads the records opens nothing. A word of 128 random bits or more cannot
be guessed from its SHA-256, so neither salt nor many rounds are needed.
"""

from hashlib import sha256


def digest(word: str) -> bytes:
    """What is kept of a word, and what it is found by."""
    return sha256(word.encode()).digest()
