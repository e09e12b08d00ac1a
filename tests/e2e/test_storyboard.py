"""One scene made anew through the running studio, with nothing else rendered again."""

import json
from pathlib import Path

import av
import httpx
import numpy as np

from .conftest import Client, RunningStudio


def artifacts(studio: RunningStudio, kind: str) -> set[Path]:
    """The documents of what models have made of a kind."""
    found = studio.data_dir.rglob(f"{kind}/*.json")
    return {path for path in found if ".metadata" not in path.parts and not path.name.endswith(".request.json")}


def clips(documents: set[Path]) -> dict[tuple[int, int], int]:
    """Frames of the clips that documents describe, by scene and shot. Each was made once."""
    found = [json.loads(path.read_text()) for path in documents]
    frames = {(clip["scene"], clip["shot"]): clip["frames"] for clip in found}
    assert len(frames) == len(found)
    return frames


def frame(film: Path, seconds: float) -> np.ndarray:
    """A frame of a film as RGB."""
    with av.open(str(film)) as container:
        container.seek(int(seconds * av.time_base))
        for found in container.decode(container.streams.video[0]):
            if found.time is not None and found.time >= seconds:
                pixels: np.ndarray = found.to_ndarray(format="rgb24")
                return pixels.astype(int)
    raise AssertionError(f"{film} has no frame at {seconds} s")


def test_one_scene_is_made_anew_and_the_others_stay(shared_studio: RunningStudio, tmp_path: Path) -> None:
    user = Client(shared_studio)
    first = user.ask("the_lighthouse_fox", quality="preview")
    assert user.wait(first)["status"] == "completed"
    project = f"/projects/{user.call('GET', f'/jobs/{first}').json()['project_id']}"
    before = user.download(first, tmp_path / "before")
    made = {kind: artifacts(shared_studio, kind) for kind in ("voice", "picture", "lip_sync", "music")}
    board = user.call("GET", f"{project}/storyboard").json()
    number = len(board["scenes"]) // 2
    patch = {"scenes": {str(number): {"setting": "desert", "time_of_day": "night", "weather": "clear"}}}
    assert user.call("PATCH", f"{project}/storyboard", json=patch).status_code == 200

    asked = user.call("POST", f"{project}/scenes/{number}/regenerate")
    assert asked.status_code == 202, asked.text
    assert user.wait(asked.json()["id"])["status"] == "completed"

    new = {kind: artifacts(shared_studio, kind) - known for kind, known in made.items()}
    assert (len(new["voice"]), len(new["music"])) == (0, 0)
    assert len(new["picture"]) == 1
    of_film, anew = clips(made["lip_sync"]), clips(new["lip_sync"])
    of_scene = {shot: frames for shot, frames in of_film.items() if shot[0] == number}
    fades_over_from_it = {shot: of_film[shot] for shot in anew.keys() & {(number + 1, 1), (-1, 1)}}
    assert anew == of_scene | fades_over_from_it
    assert sum(anew.values()) < sum(of_film.values()) / 2

    now = user.call("GET", f"{project}/storyboard").json()
    assert not now["film"]["stale"]
    film = user.download(asked.json()["id"], tmp_path / "after")
    for scene in now["scenes"]:
        shown = scene["filmed"]
        middle = (shown["start_seconds"] + shown["end_seconds"]) / 2
        difference = np.abs(frame(film, middle) - frame(before, middle)).mean()
        assert difference > 10 if scene["number"] == number else difference == 0
        assert httpx.get(shown["picture_url"]).raise_for_status().content[:2] == b"\xff\xd8"
        assert httpx.get(shown["shots"][0]["clip_url"]).raise_for_status().content[4:8] == b"ftyp"
    assert user.credits() == 1
