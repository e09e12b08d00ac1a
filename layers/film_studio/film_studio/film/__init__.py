"""The heart: script → plan → timeline → subtitles → film, pure and free of AWS."""
