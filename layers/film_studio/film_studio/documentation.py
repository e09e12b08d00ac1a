"""The API's own description: the OpenAPI document made by `python -m cdk.openapi`, and a page that shows it."""

from importlib.resources import files

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AI Film Studio API</title>
<style>{css}</style>
<style>body {{ margin: 0 }}</style>
</head>
<body>
<div id="api"></div>
<script>{js}</script>
<script>
SwaggerUIBundle({{
  url: "openapi.json", dom_id: "#api", deepLinking: true, validatorUrl: null,
  persistAuthorization: true, defaultModelsExpandDepth: 0
}});
</script>
</body>
</html>
"""


def openapi() -> str:
    """The OpenAPI 3.1 document of the whole API (JSON)."""
    return files("film_studio").joinpath("openapi.json").read_text("utf-8")


def page() -> str:
    """A page that shows the document and tries it out. It carries Swagger UI along, so it needs no other site."""
    swagger = files("aws_lambda_powertools.event_handler.openapi.swagger_ui")
    return PAGE.format(
        css=swagger.joinpath("swagger-ui.min.css").read_text("utf-8"),
        js=swagger.joinpath("swagger-ui-bundle.min.js").read_text("utf-8"),
    )
