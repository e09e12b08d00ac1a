"""Timeline → subtitle files."""

from film_studio.film import subtitles
from film_studio.film.models import FilmPlan, SubtitleTrack, Timeline
from film_studio.jobs import progress
from film_studio.jobs.models import JobInput, Run
from film_studio.rendering import artifacts
from film_studio.rendering.stages import VERSION
from film_studio.storage import get_document, put_bytes


def make(run: Run, plan_uri: str, timeline_uri: str, language: str) -> str:
    """Timeline → the subtitle files of one language; gives the URI of their `SubtitleTrack`."""
    job = progress.start(run, "subtitles", language)
    choice = JobInput.model_validate(job["input_parameters"]).request.options.subtitles
    inputs = {
        "plan": plan_uri,
        "timeline": timeline_uri,
        "language": language,
        "translation": choice.translations.get(language),
        "version": VERSION,
    }
    output = artifacts.output(artifacts.of(job), "subtitles", inputs)

    def make() -> SubtitleTrack:
        plan, laid_out = get_document(plan_uri, FilmPlan), get_document(timeline_uri, Timeline)
        cues = laid_out.cues
        if language != plan.language:
            cues = subtitles.translated_cues(plan, laid_out, language, choice.translations[language])
        srt, vtt = f"{output}/{language}.srt", f"{output}/{language}.vtt"
        put_bytes(srt, subtitles.to_srt(cues).encode(), "application/x-subrip; charset=utf-8")
        put_bytes(vtt, subtitles.to_vtt(cues, language).encode(), "text/vtt; charset=utf-8")
        return SubtitleTrack(language=language, srt=srt, vtt=vtt)

    artifacts.once(f"{output}.json", SubtitleTrack, make)
    progress.finish(run.job_id, "subtitles", language)
    return f"{output}.json"


def languages(chosen: list[str], plan: FilmPlan) -> list[str]:
    """The languages to make: those chosen, each once, or else the script's own."""
    return list(dict.fromkeys(chosen)) or [plan.language]
