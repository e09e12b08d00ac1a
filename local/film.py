"""Makes one film through the studio's own HTTP API, as any client would, and shows how it gets on."""

import hashlib
import json
import re
import secrets
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import httpx
from pydantic import ValidationError

from film_studio.film import script_file
from film_studio.film.models import FilmOptions, FilmRequest
from film_studio.film.validation import Refused, validate
from local.studio import AlreadyRunning, Studio
from local.verification import verify_email
from sagemaker_containers.serving import manifest

POLL_SECONDS = 0.3
STAGES = {
    "in_review": "Waiting until somebody has looked at it (GET /admin/reviews)",
    "queued": "Waiting for a free slot",
    "retrying": "Something went wrong; trying again soon",
    "script": "Script",
    "voice": "Voices",
    "timeline": "Timeline",
    "picture": "Pictures",
    "lip_sync": "Animation",
    "music": "Music",
    "mix": "Sound mix",
    "subtitles": "Subtitles",
    "compose": "Composition",
    "check": "Self-check",
}

_IMAGE = re.compile(r"(?:background(?::(?P<scenes>[0-9,]+))?|portrait:(?P<name>[^=]+))=(?P<file>.+)")
_CONTENT_TYPES = {".png": "image/png", ".webp": "image/webp"}


class Refusal(Exception):
    """The studio said no; the message says why, field by field."""


@dataclass
class FilmCommand:
    """`python -m local film`: the options as the command line gives them."""

    script: Path
    out: Path | None
    duration: int | None
    frame: str
    quality: str
    voice: str
    music: str | None
    subtitles: str | None
    highlight: str
    mode: str
    image: list[str]
    port: int
    data_dir: Path
    _files: dict[UUID, Path] = field(default_factory=dict, init=False)

    def run(self) -> int:
        """Make the film, or go on with it where an earlier run was interrupted. Gives the exit status."""
        started = time.monotonic()
        try:
            request = self._request()
            print(f"Voices: {', '.join(_voices(validate(request, _spoken()).language))}", file=sys.stderr)
            with ExitStack() as stack:
                try:
                    url = stack.enter_context(Studio(self.data_dir, self.port)).url
                except AlreadyRunning as running:
                    url = running.url
                result = _Client(url, self.data_dir, request, self._files).film(self._out())
        except Refused as refused:
            for fault in refused.faults:
                print(f"{fault.field}: {fault.message}", file=sys.stderr)
                if fault.code == "translation_missing":
                    print(f"Put it beside the script: {self._translation('CODE')}, as in .hi.txt", file=sys.stderr)
            return 1
        except Refusal as refusal:
            print(refusal, file=sys.stderr)
            return 1
        seconds = time.monotonic() - started
        print(f"\n{self._out()}\n{result['film']['duration_seconds']:.1f} s of film, made in {seconds:.1f} s")
        return 0

    def _out(self) -> Path:
        return self.out or Path("films") / f"{self.script.stem}.mp4"

    def _request(self) -> FilmRequest:
        """The command line as a request. Raises `Refusal` naming the option that is wrong."""
        title, script = _read(self.script, "SCRIPT")
        languages = [code for code in (self.subtitles or "").split(",") if code]
        translations = {}
        for code in languages:
            path = self._translation(code)
            if path.exists():
                translations[code] = _read(path, "SUBTITLES")[1]
        images = [self._choice(option) for option in self.image]
        voice = dict(zip(("age", "gender", "tone", "accent"), self.voice.split("-", 3), strict=False))
        try:
            options = FilmOptions.model_validate(
                {
                    "mode": self.mode,
                    "duration_seconds": self.duration,
                    "frame": self.frame,
                    "quality": self.quality,
                    "voice": voice,
                    "music": {"style": self.music},
                    "subtitles": {
                        "languages": languages,
                        "translations": translations,
                        "style": {"highlight": self.highlight},
                    },
                    "images": images,
                }
            )
        except ValidationError as error:
            lines = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
            raise Refusal("\n".join(lines)) from error
        return FilmRequest(title=title or self.script.stem.replace("_", " ").title(), script=script, options=options)

    def _translation(self, language: str) -> Path:
        """Where the creator's own translation of the script lies, if there is one."""
        return self.script.with_suffix(f".{language}.txt")

    def _choice(self, option: str) -> dict[str, Any]:
        """An `--image` as a choice of the film's options. Raises `Refusal` where it cannot be read.

        Until its file is uploaded the image goes by a name that its content gives: another file is another film.
        """
        found = _IMAGE.fullmatch(option)
        if found is None:
            raise Refusal(f"--image {option}: write background=FILE, background:2,3=FILE or portrait:NAME=FILE")
        path = Path(found["file"])
        try:
            asset = uuid5(NAMESPACE_OID, hashlib.sha256(path.read_bytes()).hexdigest())
        except OSError as error:
            raise Refusal(f"--image {option}: cannot read {path}: {error.strerror}") from error
        self._files[asset] = path
        if found["name"]:
            return {"use": "portrait", "asset": asset, "character": found["name"]}
        numbers = [int(number) for number in (found["scenes"] or "").split(",") if number]
        return {"use": "background", "asset": asset, "scenes": numbers}


def _read(path: Path, option: str) -> tuple[str, str]:
    """Title and text of a script file. Raises `Refusal` naming the option where it cannot be read."""
    try:
        return script_file.read(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal(f"{option}: cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{option}: {path} is not a text file (UTF-8): {error.reason}") from error


def _spoken() -> dict[str, dict[str, list[str]]]:
    """What the voice engines in force speak. Raises `Refusal` where one is named that there is not."""
    try:
        return manifest.spoken()
    except LookupError as error:
        raise Refusal(str(error)) from error


def _voices(language: str) -> list[str]:
    """The voice engines in force that have a language, the first choice first."""
    return [engine.name for engine in manifest.engines("voice") if language in engine.capabilities["languages"]]


class _Client:
    """One film's conversation with the API. What it needs to go on after a crash is kept in the data directory."""

    def __init__(self, url: str, data_dir: Path, request: FilmRequest, files: dict[UUID, Path]) -> None:
        self._request = request
        self._files = files
        fingerprint = hashlib.sha256(request.model_dump_json().encode()).hexdigest()[:16]
        self._notes = data_dir / "films" / f"{fingerprint}.json"
        self._url = url
        self._http = httpx.Client(base_url=url, timeout=60)

    def film(self, out: Path) -> dict[str, Any]:
        """The finished film, downloaded to `out` with its subtitles and thumbnail beside it. Gives the job's result."""
        notes = json.loads(self._notes.read_text()) if self._notes.exists() else self._begin()
        self._login(notes)
        if "job" not in notes:
            options = self._request.options.model_dump(mode="json")
            images = options.pop("images")
            content = {"title": self._request.title, "script": self._request.script, "options": options}
            notes["project"] = notes.get("project") or self._call("POST", "/projects", json=content)["id"]
            self._keep(notes)
            self._upload(notes)
            chosen = [{**choice, "asset": notes["assets"][choice["asset"]]} for choice in images]
            notes["job"] = self._call(
                "POST",
                f"/projects/{notes['project']}/generate",
                json={"options": {"images": chosen}},
                headers={"Idempotency-Key": notes["project"]},
            )["id"]
            self._keep(notes)
        status = self._watch(notes)
        if status["status"] != "completed":
            self._notes.unlink()
            raise Refusal(f"The film {status['status']}: {status.get('error_message') or 'no reason was given'}")
        result: dict[str, Any] = self._call("GET", f"/jobs/{notes['job']}/result")
        self._download(self._call("GET", f"/jobs/{notes['job']}/download"), out)
        self._notes.unlink()
        return result

    def _upload(self, notes: dict[str, Any]) -> None:
        """Make assets of the files that are none yet, and note their ids by the names that the request has for them."""
        assets = notes.setdefault("assets", {})
        for name, path in self._files.items():
            if str(name) in assets:
                continue
            content = path.read_bytes()
            kind = _CONTENT_TYPES.get(path.suffix.lower(), "image/jpeg")
            body = {"filename": path.name, "content_type": kind, "size_bytes": len(content)}
            try:
                asset = self._call("POST", f"/projects/{notes['project']}/assets", json=body)
                form = asset["upload"]
                httpx.post(form["url"], data=form["fields"], files={"file": content}, timeout=60).raise_for_status()
                self._call("POST", f"/projects/{notes['project']}/assets/{asset['id']}/complete")
            except Refusal as refusal:
                raise Refusal(f"--image {path}: {refusal}") from refusal
            assets[str(name)] = asset["id"]
            self._keep(notes)

    def _begin(self) -> dict[str, Any]:
        account = {"email": f"film-{secrets.token_hex(8)}@studio.example", "password": secrets.token_urlsafe(24)}
        self._keep(account)
        self._register(account)
        return account

    def _register(self, account: dict[str, Any]) -> None:
        self._call("POST", "/auth/register", json={**account, "full_name": "Film command"})
        verify_email(self._url, account["email"])

    def _keep(self, notes: dict[str, Any]) -> None:
        self._notes.parent.mkdir(parents=True, exist_ok=True)
        self._notes.touch(mode=0o600)
        self._notes.write_text(json.dumps(notes))

    def _login(self, notes: dict[str, Any]) -> None:
        account = {"email": notes["email"], "password": notes["password"]}
        answer = self._http.post("/auth/login", json=account)
        if answer.status_code == 401:  # killed between writing the notes and registering
            self._register(account)
            answer = self._http.post("/auth/login", json=account)
        self._http.headers["Authorization"] = f"Bearer {self._accepted(answer)['access_token']}"
        if not self._call("GET", "/users/me")["email_verified"]:  # killed before it was
            self._call("POST", "/users/me/verification")
            verify_email(self._url, notes["email"])

    def _call(self, method: str, path: str, **options: Any) -> Any:
        return self._accepted(self._http.request(method, path, **options))

    def _accepted(self, answer: httpx.Response) -> Any:
        if answer.is_success:
            return answer.json()
        problem = answer.json()
        faults = [f"{fault['field']}: {fault['message']}" for fault in problem.get("errors", [])]
        raise Refusal("\n".join(faults or [problem.get("detail") or problem.get("title", answer.text)]))

    def _watch(self, notes: dict[str, Any]) -> dict[str, Any]:
        """Show progress until the job has ended, logging in again when the access token (15 minutes) is spent."""
        bar = ProgressBar()
        while True:
            answer = self._http.get(f"/jobs/{notes['job']}/status")
            if answer.status_code in (401, 403):  # a spent token is 403 on an HTTP API
                self._login(notes)
                continue
            status: dict[str, Any] = self._accepted(answer)
            bar.show(status)
            if status["status"] in ("completed", "failed", "cancelled"):
                return status
            time.sleep(POLL_SECONDS)

    def _download(self, links: dict[str, Any], out: Path) -> None:
        out.parent.mkdir(parents=True, exist_ok=True)
        wanted = {out: links["videoUrl"], out.with_suffix(".jpg"): links["thumbnailUrl"]}
        for track in links["subtitles"]:
            wanted[out.with_suffix(f".{track['language']}.srt")] = track["srtUrl"]
            wanted[out.with_suffix(f".{track['language']}.vtt")] = track["vttUrl"]
        for path, url in wanted.items():
            part = path.with_name(path.name + ".part")
            with httpx.stream("GET", url, timeout=60) as answer, part.open("wb") as file:
                answer.raise_for_status()
                for chunk in answer.iter_bytes():
                    file.write(chunk)
            part.replace(path)


class ProgressBar:
    """The job's own status as one line that renews itself on a terminal, or as a line per change elsewhere."""

    WIDTH = 30

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = ""

    def show(self, status: dict[str, Any]) -> None:
        """Draw `status` as `GET /jobs/{id}/status` gives it."""
        percent = status["progress_percentage"]
        unfinished = [stage for stage in status["stages"] if stage["done"] < stage["total"]]
        parts = [f"{STAGES[s['stage']]} {s['done']}/{s['total']}" for s in unfinished if s["done"]]
        step = unfinished[0]["stage"] if unfinished else status["current_step"]
        text = ", ".join(parts) or (STAGES | {"completed": "Done"}).get(step, step.capitalize())
        filled = self.WIDTH * percent // 100
        line = f"{'█' * filled}{'░' * (self.WIDTH - filled)} {percent:3d} %  {text}"
        if line != self._last:
            sys.stderr.write(f"\r\x1b[2K{line}" if self._live else f"{line}\n")
            sys.stderr.flush()
            self._last = line
        if self._live and status["status"] in ("completed", "failed", "cancelled"):
            sys.stderr.write("\n")
