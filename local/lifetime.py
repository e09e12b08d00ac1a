"""Ending with the process that started this one, so that a studio killed outright leaves nothing behind."""

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
"""Looked up here: between fork and exec no library may be loaded, for another thread may just be loading one."""


def signal_on_parent_death(number: int) -> None:
    """Have Linux send this process a signal when the *thread* that forked it ends; nothing elsewhere."""
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)


def exit_with_parent(parent: int) -> None:
    """From now on this process ends, without draining, as soon as its parent is gone. Call it on the main thread.

    `parent` is the parent's process id: asked for only now, it could be that of whoever adopts orphans.
    """

    def exit_if_orphaned() -> None:
        if os.getppid() != parent:
            os._exit(1)

    def watch() -> None:
        while True:
            exit_if_orphaned()
            time.sleep(1)

    if sys.platform == "linux":
        # The parent may outlive the thread that forked us, so the signal is only a reason to look.
        signal.signal(signal.SIGHUP, lambda *_: exit_if_orphaned())
    signal_on_parent_death(signal.SIGHUP)
    exit_if_orphaned()
    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
