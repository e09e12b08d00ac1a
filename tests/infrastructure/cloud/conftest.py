"""The templates of every environment, synthesised once, offline and without Docker."""

from collections.abc import Iterator

import pytest

from cdk.environments import ENVIRONMENTS, environment
from cdk.synthesis import Templates, synthesise


@pytest.fixture(scope="session", params=list(ENVIRONMENTS))
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """Each environment in turn."""
    yield synthesise(environment(request.param), tmp_path_factory.mktemp("cdk") / request.param)
