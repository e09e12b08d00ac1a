"""Speech, score and the sounds of its places → the film's finished sound."""

import tempfile
from pathlib import Path

from film_studio.film import loudness, mix, soundtrack
from film_studio.film.ambience.soundscape import soundscape
from film_studio.film.models import FilmPlan, Score, Soundtrack, Speech, Timeline
from film_studio.jobs import progress
from film_studio.jobs.models import JobInput, Run
from film_studio.rendering import artifacts
from film_studio.rendering.stages import VERSION, FilmFault
from film_studio.storage import download_all, get_document, get_documents, upload


def make(run: Run, plan_uri: str, timeline_uri: str, speech_uris: list[str], score_uri: str) -> str:
    """Mix and encode the sound; gives the URI of the `Soundtrack`. `speech_uris` are in scene order.

    Raises `FilmFault` where speech and score do not belong to the timeline.
    """
    job = progress.start(run, "mix")
    volume = JobInput.model_validate(job["input_parameters"]).request.options.music.volume
    timeline, speeches = get_document(timeline_uri, Timeline), get_documents(speech_uris, Speech)
    # Of the plan only what is heard counts: new looks do not ask for a new sound.
    heard = soundscape(get_document(plan_uri, FilmPlan), timeline, speeches)
    inputs = {
        "timeline": timeline_uri,
        "speeches": speech_uris,
        "score": score_uri,
        "volume": volume,
        "soundscape": heard,
        "version": VERSION,
    }
    output = artifacts.output(artifacts.of(job), "sound", inputs)

    def mixed() -> Soundtrack:
        score = get_document(score_uri, Score)
        with tempfile.TemporaryDirectory() as scratch:
            room = Path(scratch)
            paths = download_all([*(speech.audio for speech in speeches), score.audio], room, "sound")
            try:
                sound = mix.mix(timeline, list(zip(speeches, paths[:-1], strict=True)), paths[-1], volume, heard)
                soundtrack.write(loudness.normalise(sound), room / "soundtrack.mp4")
            except (mix.MixError, loudness.LoudnessError) as error:
                raise FilmFault(str(error)) from error
            upload(room / "soundtrack.mp4", f"{output}/soundtrack.mp4", "audio/mp4")
        return Soundtrack(audio=f"{output}/soundtrack.mp4")

    artifacts.once(f"{output}.json", Soundtrack, mixed)
    progress.finish(run.job_id, "mix")
    return f"{output}.json"
