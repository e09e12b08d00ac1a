"""The CDK application: one environment of the studio, `cdk synth -c environment=development`."""

import os

import aws_cdk as cdk

from cdk.application import build
from cdk.environments import environment

app = cdk.App()
build(app, environment(os.environ.get("ENV") or app.node.try_get_context("environment") or "development"))
app.synth()
