"""Images and voices on the command line."""

import json
from pathlib import Path

import pytest

from film_studio.film.models import BackgroundChoice, PortraitChoice
from local.__main__ import _parser
from local.film import FilmCommand, Refusal, _spoken, _voices
from sagemaker_containers.serving import manifest

SCRIPT = Path(__file__).parents[3] / "examples" / "scripts" / "the_clay_lamp.txt"


def command(*images: str) -> FilmCommand:
    arguments = [part for image in images for part in ("--image", image)]
    options = vars(_parser().parse_args(["film", "--script", str(SCRIPT), *arguments]))
    del options["command"]
    return FilmCommand(**options)


def test_images_become_choices_named_by_their_content(tmp_path: Path) -> None:
    one, other = tmp_path / "a=b.jpg", tmp_path / "c.png"
    one.write_bytes(b"one")
    other.write_bytes(b"other")
    made = command(f"background={one}", f"background:2,3={other}", f"portrait:Old Raghu={one}")
    everywhere, somewhere, face = made._request().options.images
    assert isinstance(everywhere, BackgroundChoice)
    assert isinstance(somewhere, BackgroundChoice)
    assert isinstance(face, PortraitChoice)
    assert (everywhere.scenes, somewhere.scenes, face.character) == ([], [2, 3], "Old Raghu")
    assert everywhere.asset == face.asset != somewhere.asset
    assert made._files == {everywhere.asset: one, somewhere.asset: other}
    one.write_bytes(b"changed")
    assert command(f"background={one}")._request().options.images[0].asset != everywhere.asset


@pytest.mark.parametrize("option", ["hills.jpg", "wallpaper=a.jpg", "portrait=a.jpg", "background:two=a.jpg"])
def test_what_is_not_understood_is_said(option: str) -> None:
    with pytest.raises(Refusal, match="write background=FILE"):
        command(option)._request()


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(Refusal, match=r"cannot read nowhere\.jpg"):
        command("background=nowhere.jpg")._request()


def test_a_translation_that_is_no_text_is_named(tmp_path: Path) -> None:
    made = command()
    made.script, made.subtitles = tmp_path / "tale.txt", "hi"
    made.script.write_text("A tale.")
    (tmp_path / "tale.hi.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refusal, match=r"SUBTITLES: .*tale\.hi\.txt is not a text file"):
        made._request()


def test_the_voices_of_a_language_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = json.loads((manifest.CONTAINERS / "voice" / "flite" / "manifest.json").read_text())
    for name in written["outside"]["files"]:
        (tmp_path / name).touch()
    monkeypatch.setenv("FLITE_LIBRARIES", str(tmp_path))
    monkeypatch.setenv("VOICE_ENGINE", "flite,espeak_ng")
    assert _voices("en") == ["flite", "espeak_ng"]
    assert _voices("hi") == ["espeak_ng"]
    assert _spoken()["hi"] == {} and _spoken()["en"]["scottish"] == ["female", "male", "neutral"]
    monkeypatch.setenv("VOICE_ENGINE", "flite")
    assert _spoken() == {"en": {"american": ["female", "male", "neutral"], "scottish": ["male"]}}
    assert _voices("hi") == []
    monkeypatch.setenv("VOICE_ENGINE", "parrot")
    with pytest.raises(Refusal, match="parrot"):
        _spoken()


def test_a_film_that_nobody_can_speak_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = json.loads((manifest.CONTAINERS / "voice" / "flite" / "manifest.json").read_text())
    for name in written["outside"]["files"]:
        (tmp_path / name).touch()
    monkeypatch.setenv("FLITE_LIBRARIES", str(tmp_path))
    monkeypatch.setenv("VOICE_ENGINE", "flite")
    asked = command()
    asked.script = SCRIPT.with_name("kauaa_aur_ghada.txt")
    asked.data_dir = tmp_path / "data"
    assert asked.run() == 1
    assert "script: The voices in force here do not speak Hindi; write the script in English" in capsys.readouterr().err
    assert not asked.data_dir.exists()
