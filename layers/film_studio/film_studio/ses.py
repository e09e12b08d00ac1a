"""SES: what sends the mails."""

from collections.abc import Mapping

from film_studio.aws import client
from film_studio.settings import settings


def deliver(message: Mapping[str, str]) -> None:
    """Hand a mail to SES. Raises `botocore.exceptions.ClientError` where it is not taken."""
    client("sesv2").send_email(
        FromEmailAddress=settings().mail_sender,
        Destination={"ToAddresses": [message["to"]]},
        Content={
            "Simple": {
                "Subject": {"Data": message["subject"], "Charset": "UTF-8"},
                "Body": {"Text": {"Data": message["text"], "Charset": "UTF-8"}},
            }
        },
    )
