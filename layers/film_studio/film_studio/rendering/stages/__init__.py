"""The render stages that this system's own code makes; the models' stages are `rendering.invocations`.

Each reads its inputs from S3, writes what it makes under the hash of those inputs, and gives the URIs of it. One module
a stage, so that a function imports only what its own stage needs.
"""

VERSION = "2"
"""Part of every stage's key: raise it when a stage makes something else of the same inputs."""


class FilmFault(Exception):
    """What was made is not the film that was promised; the message says how. Trying again would make the same."""
