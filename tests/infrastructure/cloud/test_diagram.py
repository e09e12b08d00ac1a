"""The architecture diagram says what is deployed, no more and no less, and can be read."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from cdk import diagram
from cdk.synthesis import Templates

of_production = pytest.mark.parametrize("templates", [diagram.ENVIRONMENT], indirect=True)

SVG = "{http://www.w3.org/2000/svg}"


def changed(templates: Templates, change: Callable[[dict[str, Any]], None]) -> Templates:
    """The same templates but for a change of their stacks."""
    stacks = copy.deepcopy(templates.stacks)
    change(stacks)
    return replace(templates, stacks=stacks)


@of_production
def test_it_is_drawn_from_what_is_deployed_now(templates: Templates) -> None:
    assert diagram.draw(templates) == diagram.FILE.read_text("utf-8"), "run `make diagram`"


@of_production
def test_what_has_no_place_on_it_ends_the_drawing(templates: Templates) -> None:
    def add(stacks: dict[str, Any]) -> None:
        stacks["data"]["Resources"]["Table"] = {"Type": "AWS::DynamoDB::Table", "Properties": {}}

    with pytest.raises(LookupError, match="no place for AWS::DynamoDB::Table"):
        diagram.draw(changed(templates, add))


@of_production
def test_what_is_not_deployed_is_not_drawn(templates: Templates) -> None:
    def remove(stacks: dict[str, Any]) -> None:
        resources = stacks["background"]["Resources"]
        del resources[next(k for k, resource in resources.items() if resource["Type"] == "AWS::SES::EmailIdentity")]

    with pytest.raises(LookupError, match="not deployed: AWS::SES::EmailIdentity"):
        diagram.draw(changed(templates, remove))


@of_production
def test_an_arrow_needs_somebody_who_may(templates: Templates) -> None:
    def forbid(stacks: dict[str, Any]) -> None:
        for resource in stacks["rendering"]["Resources"].values():
            if resource["Type"] == "AWS::IAM::Policy":
                document = resource["Properties"]["PolicyDocument"]
                document["Statement"] = [
                    s for s in document["Statement"] if s["Action"] != "sagemaker:InvokeEndpointAsync"
                ]

    with pytest.raises(LookupError, match="invoke asynchronously"):
        diagram.draw(changed(templates, forbid))


@of_production
def test_a_function_more_changes_it(templates: Templates) -> None:
    def add(stacks: dict[str, Any]) -> None:
        resources = stacks["api"]["Resources"]
        [key] = [
            k for k, resource in resources.items() if str(resource["Properties"].get("FunctionName")).endswith("-auth")
        ]
        another = copy.deepcopy(resources[key])
        another["Properties"]["FunctionName"] = templates.environment.function_name("another")
        resources["Another"] = another

    with pytest.raises(LookupError, match="no place for the functions another"):
        diagram.draw(changed(templates, add))


def test_everybody_can_read_it() -> None:
    root = ElementTree.fromstring(diagram.FILE.read_text("utf-8"))  # noqa: S314 - our own file
    assert root.get("role") == "img"
    named = {element.get("id") for element in root}
    assert set((root.get("aria-labelledby") or "").split()) <= named
    assert len(root.findtext(f"{SVG}desc") or "") > 200
    texts = [text for element in root.iter(f"{SVG}text") if (text := "".join(element.itertext()))]
    assert set(diagram.COLOURS) <= set(texts)  # the legend
    assert {arrow.label for arrow in diagram.ARROWS if arrow.label} <= set(texts)
    sizes = [float(element.get("font-size") or 0) for element in root.iter(f"{SVG}text")]
    assert min(sizes) >= 12


def test_its_colours_have_contrast() -> None:
    assert diagram.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert diagram.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    for colour in diagram.COLOURS.values():
        assert diagram.contrast(diagram.on(colour), colour) >= 4.5
    for ground in (diagram.PAPER, diagram.GROUND):
        assert diagram.contrast(diagram.INK, ground) >= 7
        assert diagram.contrast(diagram.LINE, ground) >= 4.5
