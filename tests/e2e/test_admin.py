"""The administrator of an embedded studio: appointed on the command line, judging a film that waits for it."""

import subprocess
import sys
from pathlib import Path

from .conftest import ROOT, Client, RunningStudio, read_script


def appoint(data_dir: Path, email: str) -> subprocess.CompletedProcess[str]:
    """`python -m local admin EMAIL`."""
    words = [sys.executable, "-m", "local", "admin", email, "--data-dir", str(data_dir)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_an_administrator_approves_a_film_that_waits(shared_studio: RunningStudio) -> None:
    creator, admin = Client(shared_studio), Client(shared_studio)
    assert appoint(shared_studio.data_dir, "nobody@example.com").returncode == 1
    assert admin.call("GET", "/admin/dashboard").status_code == 403
    done = appoint(shared_studio.data_dir, admin.email)
    assert done.returncode == 0, done.stderr
    login = {"email": admin.email, "password": "correct horse battery"}
    admin.token = admin.call("POST", "/auth/login", json=login).json()["access_token"]

    title, text = read_script("the_clay_lamp")
    body = {"title": title, "script": f"“Enough of that porn,” she said. {text}"}
    project = creator.call("POST", "/projects", json=body).json()["id"]
    job = creator.call("POST", f"/projects/{project}/generate").json()
    assert job["status"] == "in_review"
    assert admin.call("GET", "/admin/dashboard").json()["reviews_waiting"] == 1
    [review] = admin.call("GET", "/admin/reviews").json()["items"]
    decided = admin.call("POST", f"/admin/reviews/{review['id']}/decide", json={"decision": "approve"})
    assert decided.status_code == 200, decided.text
    assert creator.wait(job["id"], lambda seen: seen["status"] == "processing")["status"] == "processing"
    assert 'film_studio_jobs{queue="normal",status="processing"} 1.0' in admin.call("GET", "/admin/metrics").text
    assert creator.call("POST", f"/jobs/{job['id']}/cancel").status_code == 200
    assert creator.credits() == 3
    assert admin.call("GET", "/admin/analytics?by=day").json()["total"]["films"]["cancelled"] == 1
    assert admin.call("GET", "/admin/audit/verify").json()["entries"] == 2
    written = (shared_studio.data_dir / "logs" / "admin.log").read_text()
    assert '"Namespace":"FilmStudio"' in written.replace(" ", "")


def test_where_no_studio_runs_it_says_so(tmp_path: Path) -> None:
    answer = appoint(tmp_path, "asha@example.com")
    assert (answer.returncode, "serve" in answer.stderr) == (1, True)
