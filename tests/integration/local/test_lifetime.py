"""What the studio starts ends with it, however it ends."""

import subprocess
import sys
import time

import psutil
import pytest

PARENT = """
import os, subprocess, sys, threading, time
def start():
    code = "import sys, time; from local.lifetime import exit_with_parent as end; end(int(sys.argv[1])); time.sleep(60)"
    print(subprocess.Popen([sys.executable, "-c", code, str(os.getpid())], stdout=subprocess.DEVNULL).pid, flush=True)
thread = threading.Thread(target=start)
thread.start()
thread.join()
time.sleep(60)
"""


@pytest.mark.parametrize("lived", [0, 2.5], ids=["at once", "later"])
def test_a_process_ends_with_the_one_that_started_it_but_not_with_its_thread(lived: float) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    try:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        time.sleep(lived)  # the thread that started it is long gone
        assert child.is_running() and child.status() != psutil.STATUS_ZOMBIE
    finally:
        parent.kill()
        parent.wait()
    child.wait(5)
    assert not child.is_running()
