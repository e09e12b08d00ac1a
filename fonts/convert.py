"""Turns the web fonts that npm installed into TrueType files, which skia reads (it reads no WOFF2).

`python -m fonts.convert` writes `fonts/ttf/*.ttf` and `fonts/ttf/index.json`, a list of faces in order of preference:
`{"file": …, "family": …, "weight": 400 or 700, "characters": [[first, last], …]}`.
"""

import json
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent
PACKAGES = ROOT.parent / "node_modules" / "@fontsource"
FACE = re.compile(r"(?P<family>noto-.+)-(?P<weight>400|700)-normal\.woff2")
LATIN = ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek", "greek-ext")
SUBSETS = {
    "noto-sans": LATIN,
    "noto-serif": ("latin", "latin-ext"),
    "noto-sans-arabic": ("arabic",),
    "noto-sans-bengali": ("bengali",),
    "noto-sans-devanagari": ("devanagari",),
    "noto-sans-gujarati": ("gujarati",),
    "noto-sans-gurmukhi": ("gurmukhi",),
    "noto-sans-jp": ("japanese",),
    "noto-sans-kannada": ("kannada",),
    "noto-sans-kr": ("korean",),
    "noto-sans-malayalam": ("malayalam",),
    "noto-sans-sc": ("chinese-simplified",),
    "noto-sans-tamil": ("tamil",),
    "noto-sans-telugu": ("telugu",),
}
"""What to take of each package, in order of preference."""


def ranges(codepoints: list[int]) -> list[list[int]]:
    """Sorted code points as inclusive ranges."""
    result: list[list[int]] = []
    for point in codepoints:
        if result and point == result[-1][1] + 1:
            result[-1][1] = point
        else:
            result.append([point, point])
    return result


def convert(source: Path) -> dict[str, object]:
    """Convert one face; gives its entry in the index."""
    target = ROOT / "ttf" / source.with_suffix(".ttf").name
    font = TTFont(source)
    font.flavor = None
    font.save(target)
    match = FACE.fullmatch(source.name)
    if match is None:
        raise ValueError(f"not a face of ours: {source}")
    return {
        "file": target.name,
        "family": match["family"],
        "weight": int(match["weight"]),
        "characters": ranges(sorted(font.getBestCmap())),
    }


def main() -> None:
    """Convert every face of `SUBSETS`. Raises `SystemExit` where npm has not run."""
    sources = [
        PACKAGES / package / "files" / f"{package}-{subset}-{weight}-normal.woff2"
        for package, subsets in SUBSETS.items()
        for subset in subsets
        for weight in (400, 700)
    ]
    missing = [path.name for path in sources if not path.exists()]
    if missing:
        raise SystemExit(f"fonts are missing in {PACKAGES} ({', '.join(missing[:3])}, …): run `npm ci` first")
    (ROOT / "ttf").mkdir(exist_ok=True)
    with ProcessPoolExecutor() as pool:
        faces = list(pool.map(convert, sources))
    (ROOT / "ttf" / "index.json").write_text(json.dumps(faces, separators=(",", ":")))
    print(f"{len(faces)} fonts in {ROOT / 'ttf'}")


if __name__ == "__main__":
    main()
