"""The layers, once in each stack: an exported layer version could not be replaced while another stack uses it."""

from aws_cdk import AssetHashType
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from cdk import layers


class Layers(Construct):
    """The package `film_studio`, and layers of third-party packages, made when they are asked for.

    With the context `layers=locks` the layers hold their lock files instead of what these name: the templates are the
    same, and nothing is installed to synthesise them.
    """

    def __init__(self, scope: Construct, id: str = "Layers") -> None:
        super().__init__(scope, id)
        self._locks_only = self.node.try_get_context("layers") == "locks"
        self.code = lambda_.LayerVersion(
            self,
            "FilmStudio",
            description="The package film_studio.",
            code=lambda_.Code.from_asset(
                str(layers.build_source()), asset_hash=layers.source_digest(), asset_hash_type=AssetHashType.CUSTOM
            ),
            compatible_runtimes=[lambda_.Runtime.PYTHON_3_13],
            compatible_architectures=[lambda_.Architecture.ARM_64],
        )

    def packages(self, name: str) -> lambda_.LayerVersion:
        """The layer of this name."""
        made = self.node.try_find_child(name.capitalize())
        if made is not None:
            return made
        folder = layers.FOLDER if self._locks_only else layers.build(name)
        return lambda_.LayerVersion(
            self,
            name.capitalize(),
            description=f"Third-party packages: {', '.join(layers.LAYERS[name])}.",
            code=lambda_.Code.from_asset(
                str(folder), asset_hash=layers.digest(name), asset_hash_type=AssetHashType.CUSTOM
            ),
            compatible_runtimes=[lambda_.Runtime.PYTHON_3_13],
            compatible_architectures=[lambda_.Architecture.ARM_64],
        )
