"""The studio on a laptop: `python -m local film` makes a film, `serve` stays up, `admin` appoints an administrator."""

import argparse
import signal
import sys
from pathlib import Path
from typing import get_args

from film_studio.film.models import Age, FrameShape, Gender, Mode, MusicStyle, Quality
from local.administrator import appoint
from local.film import FilmCommand
from local.studio import Studio, StudioError

DATA_DIR = Path(".studio")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    film = commands.add_parser("film", help="make a film from a script", formatter_class=argparse.RawTextHelpFormatter)
    film.add_argument("--script", type=Path, default=Path("examples/scripts/the_clay_lamp.txt"), metavar="FILE")
    film.add_argument("--out", type=Path, metavar="FILE", help="where to put the film (default: films/<script>.mp4)")
    film.add_argument(
        "--duration", type=int, metavar="SECONDS", help="60 to 300; without it as long as the script takes"
    )
    film.add_argument("--frame", choices=get_args(FrameShape), default="16:9")
    film.add_argument("--quality", choices=get_args(Quality), default="full", help="full is 1080p, preview 480p")
    film.add_argument(
        "--voice",
        default="adult-female",
        metavar="AGE-GENDER[-TONE[-ACCENT]]",
        help=f"AGE: {', '.join(get_args(Age))}; GENDER: {', '.join(get_args(Gender))}",
    )
    film.add_argument("--music", choices=get_args(MusicStyle), help="without it the script's mood chooses")
    film.add_argument(
        "--subtitles",
        metavar="LANG[,LANG…]",
        help="languages, such as en,hi (default: the script's own). A language other than the script's needs your\n"
        "translation beside the script, paragraph by paragraph: story.txt → story.hi.txt",
    )
    film.add_argument(
        "--highlight", choices=("none", "word"), default="none", help="word: each is coloured while it is said"
    )
    film.add_argument("--mode", choices=get_args(Mode), default="narration")
    film.add_argument(
        "--image",
        action="append",
        default=[],
        metavar="USE=FILE",
        help="a picture of your own (JPG, PNG or WebP), as often as you like: background=FILE for every scene,\n"
        "background:2,3=FILE for those scenes, portrait:NAME=FILE for the face of that person in the script",
    )

    serve = commands.add_parser("serve", help="start the embedded studio and stay up until Ctrl-C")

    admin = commands.add_parser("admin", help="make a registered user an administrator of the studio that runs")
    admin.add_argument("email", metavar="EMAIL")
    admin.add_argument("--data-dir", type=Path, default=DATA_DIR, help="that of the studio (default: %(default)s)")

    for command, port in ((film, 0), (serve, 8000)):
        command.add_argument(
            "--port", type=int, default=port, help="of the API (default: %(default)s; 0 is any free one)"
        )
        command.add_argument("--data-dir", type=Path, default=DATA_DIR, help="all that is kept (default: %(default)s)")
    return parser


def _serve(data_dir: Path, port: int) -> int:
    with Studio(data_dir, port) as studio:
        print(
            f"AI Film Studio is up.\n  API      {studio.url}\n  Docs     {studio.url}/docs\n"
            f"  Live     {studio.websocket_url}  (a WebSocket; POST /realtime/ticket opens it)\n"
            f"  Mails    {studio.mails_url}  (what it sends; none leaves this machine)\n"
            f"  Sign in  {studio.url}/auth/oauth/google/start  (or github: both stand in here, offline)\n"
            "Ctrl-C stops it; nothing is lost."
        )
        studio.wait()
    return 0


def main() -> int:
    """Run one command; gives the exit status: 0 done, 1 refused or failed, 2 bad options, 130 interrupted."""
    # SIGTERM ends the same way as Ctrl-C: through `with`, so that every child process is stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    arguments = vars(_parser().parse_args())
    command = arguments.pop("command")
    try:
        if command == "serve":
            return _serve(arguments["data_dir"], arguments["port"])
        if command == "admin":
            appoint(**arguments)
            return 0
        return FilmCommand(**arguments).run()
    except StudioError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        if command == "film":
            print("\nStopped. Run the same command again and the film goes on where it was.", file=sys.stderr)
        return 0 if command == "serve" else 130


if __name__ == "__main__":
    sys.exit(main())
