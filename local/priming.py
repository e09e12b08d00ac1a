"""What the fork server has imported and done, so that no worker has to: the priming of Lambda's SnapStart.

Third-party modules and the project's pure ones. What other modules do when imported depends on a worker's variables.
"""
# ruff: noqa: F401 - what is imported here is there to be inherited

import http.client
import os
import tomllib

import av
import aws_lambda_powertools.event_handler.middlewares.openapi_validation
import aws_lambda_powertools.event_handler.openapi.models
import aws_lambda_powertools.logging
import boto3
import botocore.session
import cv2
import email_validator
import joserfc.jwt
import numpy
import psycopg.types.json
import pydantic.deprecated.config
import regex
import s3transfer.manager
import skia
import starlette.applications
import uvicorn

from film_studio.film import analysis, compose, lettering, mix, self_check, subtitles, thumbnail, timeline
from film_studio.film.models import FilmOptions, FilmRequest
from local import container_worker, lambda_worker

_SERVICES = ("s3", "sqs", "stepfunctions", "lambda", "sagemaker-runtime", "secretsmanager")
_SCRIPT = '"Come in," said Asha to the old man, and she lit a lamp. He smiled. The rain fell on the village.'

# Loads the model that tells languages apart, and compiles the patterns of English: half a second for each of them.
analysis.analyse(FilmRequest(title="Rain", script=_SCRIPT, options=FilmOptions()))

# Reads the descriptions of the services, which takes the first client of a process an eighth of a second. The session
# is every worker's: it knows no account of the user's own.
boto3.setup_default_session(
    botocore_session=botocore.session.Session(
        {
            "profile": (None, None, None, None),
            "config_file": (None, None, os.devnull, None),
            "credentials_file": (None, None, os.devnull, None),
        }
    )
)
_descriptions = boto3.DEFAULT_SESSION._session.get_component("data_loader")
for service in _SERVICES:
    _descriptions.load_service_model(service, "service-2")
    _descriptions.load_service_model(service, "endpoint-rule-set-1")
for name in ("endpoints", "partitions", "sdk-default-configuration", "_retry"):
    _descriptions.load_data(name)
