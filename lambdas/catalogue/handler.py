"""What a creator can choose from."""

from film_studio import http
from film_studio.catalogue import service
from film_studio.catalogue.models import Languages, MusicStyles, Templates, Voices

app = http.resolver()

CACHED = "public, max-age=300"


@app.get("/catalogue/voices", summary="Voices", tags=["catalogue"], cache_control=CACHED)
def voices() -> Voices:
    """Every voice of age, gender and tone, and the accents of each language."""
    return service.voices()


@app.get("/catalogue/music", summary="Styles of music", tags=["catalogue"], cache_control=CACHED)
def music() -> MusicStyles:
    """Every style of music."""
    return service.music()


@app.get("/catalogue/languages", summary="Languages", tags=["catalogue"], cache_control=CACHED)
def languages() -> Languages:
    """Every language of subtitles; those that are `speakable` are languages of scripts and voices too."""
    return service.languages()


@app.get("/catalogue/templates", summary="Script templates", tags=["catalogue"], cache_control=CACHED)
def templates() -> Templates:
    """Scripts to start from, with options that suit them."""
    return service.templates()


handler = http.lambda_handler(app)
