"""Schemas of merge patches (RFC 7396), made from the schema of what they patch.

A model's field that takes such a patch says so with `json_schema_extra={"x-merge-patch-of": "FilmOptions"}`.
"""

from typing import Any

MARK = "x-merge-patch-of"
REF = "#/components/schemas/"


def resolve(schemas: dict[str, Any]) -> None:
    """Let every marked field refer to the patch of the model that it names, and add those patches to `schemas`."""
    for model in list(schemas.values()):
        for field in model.get("properties", {}).values():
            if MARK not in field:
                continue
            reference = _patch({"$ref": REF + field.pop(MARK)}, schemas)
            options = [option for option in field.pop("anyOf", []) if option == {"type": "null"}]
            for word in ("type", "additionalProperties"):
                field.pop(word, None)
            field |= {"anyOf": [reference, *options]} if options else reference


def _patch(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Where `schema` is of an object, the schema of its patch: nothing is required, and null takes a field back."""
    if "patternProperties" in schema:
        values = {key: {"anyOf": [value, {"type": "null"}]} for key, value in schema["patternProperties"].items()}
        return {**schema, "patternProperties": values}
    if "$ref" not in schema:
        return schema
    name = schema["$ref"].removeprefix(REF)
    model = schemas[name]
    if "properties" not in model:
        return {"$ref": schema["$ref"]}
    patched = f"{name}Patch"
    if patched not in schemas:
        schemas[patched] = {}
        properties = {
            field: {
                "anyOf": [_patch({k: v for k, v in rules.items() if k != "default"}, schemas), {"type": "null"}],
                "title": rules.get("title", field),
            }
            for field, rules in model["properties"].items()
        }
        schemas[patched] |= {
            "type": "object",
            "title": patched,
            "description": f"A merge patch of `{name}`: what is left out stays, null goes back to the default.",
            "properties": properties,
            "additionalProperties": False,
        }
    return {"$ref": REF + patched}
