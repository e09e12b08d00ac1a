"""The tests hold what handlers ask of AWS against the function table."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from film_studio.aws import client
from tests import permissions


def test_what_the_table_does_not_allow_fails(aws: str) -> None:
    refused = pytest.raises(AssertionError, match="does not allow catalogue to call s3:ListBucket, sqs:ListQueues")
    with refused, permissions.of("catalogue"):
        client("s3").list_objects_v2(Bucket="media")
        client("sqs").list_queues()


def test_threads_of_a_handler_are_its_own(aws: str) -> None:
    refused = pytest.raises(AssertionError, match="does not allow catalogue to call s3:ListBucket")
    with refused, permissions.of("catalogue"), ThreadPoolExecutor(1) as threads:
        threads.submit(client("s3").list_objects_v2, Bucket="media").result()


def test_what_is_signed_for_a_browser_counts(aws: str) -> None:
    refused = pytest.raises(AssertionError, match="does not allow catalogue to call s3:GetObject, s3:PutObject")
    with refused, permissions.of("catalogue"):
        client("s3").generate_presigned_url("get_object", Params={"Bucket": "media", "Key": "x"})
        client("s3").generate_presigned_post("media", "x")


def test_what_the_table_allows_passes(aws: str) -> None:
    with permissions.of("storyboard"):
        client("s3").generate_presigned_url("get_object", Params={"Bucket": "media", "Key": "x"})
    client("sqs").list_queues()  # and tests may do what they want
