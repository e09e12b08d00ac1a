"""E-mail: written into the outbox with the transaction that has something to say, sent by `ses` after it."""

from datetime import datetime

from film_studio import outbox
from film_studio.database import Transaction


def send(connection: Transaction, to: str, subject: str, text: str, until: datetime | None = None) -> None:
    """Leave a plain-text mail that is sent, at least once, when the transaction has committed.

    `until`: when its link ends; after that it is not sent any more.
    """
    outbox.add(connection, "mail", {"to": to, "subject": subject, "text": text}, until)
