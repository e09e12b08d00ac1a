"""What the fork server has imported and done, so that no worker has to: the priming of Lambda's SnapStart.

Third-party modules and the project's pure ones. What other modules do when imported depends on a worker's variables.
"""
# ruff: noqa: F401 - what is imported here is there to be inherited

import http.client
import tomllib

import av
import aws_lambda_powertools.event_handler.middlewares.openapi_validation
import aws_lambda_powertools.event_handler.openapi.models
import aws_lambda_powertools.logging
import boto3
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

_SCRIPT = '"Come in," said Asha to the old man, and she lit a lamp. He smiled. The rain fell on the village.'

# Loads the model that tells languages apart, and compiles the patterns of English: half a second for each of them.
analysis.analyse(FilmRequest(title="Rain", script=_SCRIPT, options=FilmOptions()))
