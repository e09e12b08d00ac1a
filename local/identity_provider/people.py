"""Who signs in: anybody, by the address that they type. The same address is the same person, with the same id."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody at a provider, and whether the provider has verified their address."""

    email: str
    name: str
    verified: bool = True

    @property
    def number(self) -> int:
        """Their lasting id, as large as GitHub's."""
        return int(hashlib.sha256(self.email.lower().encode()).hexdigest()[:7], 16) + 1

    @property
    def subject(self) -> str:
        """Their lasting id, as long as Google's."""
        return f"1{int(hashlib.sha256(self.email.lower().encode()).hexdigest()[:16], 16):020}"

    @property
    def login(self) -> str:
        """A name as GitHub's are."""
        return "".join(letter if letter.isalnum() else "-" for letter in self.email.partition("@")[0]).strip("-") or "x"
