"""Measures how fast films are made here, functions start and requests are answered: `python -m benchmarks`.

Speeds are held against limits measured in the same run.

A compute-second is a second on the clock of this machine with all its cores.
"""

import os
import tempfile
from pathlib import Path

from benchmarks import cold_start, encode, film, load

START_SECONDS = 5.0
MEMORY_MIB = 4096.0
PRESETS = ("superfast", "veryfast")


def main() -> None:
    """Make a film of 60 s at 1080p24, a preview, and a scene of it anew; start functions; ask; print all that."""
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch, film.Bench(Path(scratch) / "studio") as bench:
        out = Path(scratch) / "film.mp4"
        cost = bench.make(out, {"duration_seconds": 60})
        preview = bench.make(Path(scratch) / "preview.mp4", {"duration_seconds": 60, "quality": "preview"})
        scene = bench.make_scene_anew(preview.project, Path(scratch) / "anew.mp4")
        limit = encode.bare_seconds(out, cores)
        presets = {preset: encode.bare_seconds(out, cores, preset) for preset in PRESETS}
    rows = [
        ("film-seconds per compute-second", f"{cost.film_seconds / cost.seconds:.2f}", f"{cost.seconds:.1f} s"),
        ("the same for a bare encode", f"{cost.film_seconds / limit:.2f}", f"{limit:.1f} s"),
        ("share of that limit", f"{limit / cost.seconds:.1%}", ""),
        *(
            (f"share of x264's {preset} alone", f"{seconds / cost.seconds:.1%}", f"{seconds:.1f} s")
            for preset, seconds in presets.items()
        ),
        ("at preview quality", f"{preview.film_seconds / preview.seconds:.2f}", f"{preview.seconds:.1f} s"),
        ("one scene anew, of the preview", f"{scene.seconds / preview.seconds:.1%}", f"{scene.seconds:.1f} s"),
        (
            f"cold start, of {START_SECONDS:.0f} s",
            f"{bench.cold_start / START_SECONDS:.1%}",
            f"{bench.cold_start:.1f} s",
        ),
        (f"memory, of {MEMORY_MIB:.0f} MiB", f"{cost.peak_memory / MEMORY_MIB:.1%}", f"{cost.peak_memory:.0f} MiB"),
    ]
    print(f"A film of {cost.film_seconds:.0f} s at 1080p24, {cores} cores")
    for what, ratio, measured in rows:
        print(f"  {what:32}{ratio:>8}   {measured}")
    print("Film-seconds per processor-second, by part: the film, and the preview")
    for name in cost.processor:
        shares = (
            f"{made.film_seconds / max(made.processor.get(name, 0.0), 0.01):8.1f}   "
            f"{made.processor.get(name, 0.0) / sum(made.processor.values()):6.1%}"
            for made in (cost, preview)
        )
        print(f"  {name:20} {'   '.join(shares)}")
    cold_start.main()
    load.main()


if __name__ == "__main__":
    main()
