"""E-mail: written into the outbox with the transaction that has something to say, sent by `ses` after it."""

from film_studio import outbox
from film_studio.database import Transaction


def send(connection: Transaction, to: str, subject: str, text: str) -> None:
    """Leave a plain-text mail that is sent, at least once, when the transaction has committed."""
    outbox.add(connection, "mail", {"to": to, "subject": subject, "text": text})
