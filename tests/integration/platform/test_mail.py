"""Mails are sent after the transaction that wanted them, and never without it."""

import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sesv2 import sesv2_backends

from film_studio import mail, outbox
from film_studio.database import transaction


@pytest.fixture
def sent(aws: str):
    """The mails that SES has taken."""
    from film_studio.aws import client

    client("sesv2").create_email_identity(EmailIdentity="studio@localhost")
    return lambda: [
        message
        for backend in sesv2_backends[DEFAULT_ACCOUNT_ID].values()
        for message in backend.core_backend.sent_messages
    ]


def test_a_mail_is_sent_once_its_transaction_has_committed(api, sent) -> None:
    with transaction() as connection:
        mail.send(connection, "asha@example.com", "Welcome", "Here is your link.")
        assert sent() == []
    assert outbox.relay() == 1
    [message] = sent()
    assert message.destinations["ToAddresses"] == ["asha@example.com"]
    assert (message.subject, message.body) == ("Welcome", "Here is your link.")


def test_a_mail_of_a_rolled_back_transaction_is_never_sent(api, sent) -> None:
    with pytest.raises(RuntimeError), transaction() as connection:
        mail.send(connection, "asha@example.com", "Welcome", "Here is your link.")
        raise RuntimeError
    assert outbox.relay() == 0
    assert sent() == []
