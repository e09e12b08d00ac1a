"""Which queue is served next: by examples, and by simulating days of traffic."""

import random
from datetime import timedelta

from film_studio.jobs.fairness import PATIENCE, TURNS, next_queue
from film_studio.jobs.models import Queue

FRESH, HOURS = timedelta(seconds=1), timedelta(hours=5)


def test_nobody_waits() -> None:
    assert next_queue({}, []) is None


def test_the_most_urgent_goes_first() -> None:
    assert next_queue({"batch": FRESH, "normal": FRESH, "high": FRESH}, []) == "high"
    assert next_queue({"batch": FRESH, "normal": FRESH}, ["high"] * 3) == "normal"
    assert next_queue({"batch": FRESH}, ["high"] * 3) == "batch"


def test_an_aged_normal_job_goes_before_a_fresh_high_one_after_enough_high_ones() -> None:
    waiting: dict[Queue, timedelta] = {"high": FRESH, "normal": PATIENCE["normal"] + FRESH}
    assert next_queue(waiting, ["high"] * TURNS) == "normal"
    assert next_queue(waiting, ["high"] * (TURNS - 1)) == "high"
    assert next_queue(waiting, ["normal", *["high"] * TURNS]) == "high"


def test_a_job_within_its_patience_waits() -> None:
    assert next_queue({"high": FRESH, "normal": PATIENCE["normal"]}, ["high"] * TURNS) == "high"


def test_of_several_overdue_the_most_overdue_has_its_turn() -> None:
    waiting: dict[Queue, timedelta] = {
        "high": FRESH,
        "normal": PATIENCE["normal"] + timedelta(minutes=1),
        "batch": PATIENCE["batch"] + timedelta(minutes=2),
    }
    assert next_queue(waiting, ["high"] * TURNS) == "batch"


class Simulation:
    """One render slot, films of ten minutes, and a clock in minutes."""

    def __init__(self) -> None:
        self.now = 0.0
        self.lines: dict[Queue, list[float]] = {"high": [], "normal": [], "batch": []}
        self.started: list[Queue] = []
        self.waits: dict[Queue, list[float]] = {"high": [], "normal": [], "batch": []}

    def arrive(self, queue: Queue, count: int = 1) -> None:
        self.lines[queue] += [self.now] * count

    def render(self, minutes: float = 10) -> Queue | None:
        waiting = {queue: timedelta(minutes=self.now - line[0]) for queue, line in self.lines.items() if line}
        queue = next_queue(waiting, self.started[:TURNS])
        if queue is not None:
            self.waits[queue].append(self.now - self.lines[queue].pop(0))
            self.started.insert(0, queue)
        self.now += minutes
        return queue


def test_a_burst_of_free_jobs_delays_a_paid_one_by_the_running_job_only() -> None:
    studio = Simulation()
    studio.arrive("normal", 200)
    for _ in range(100):
        studio.render()
    # All that waits is long overdue now; the paid job comes while a film is being made, and is next all the same.
    studio.arrive("high")
    assert studio.render() == "high"


def test_free_and_batch_jobs_never_starve_under_paid_load() -> None:
    studio = Simulation()
    studio.arrive("normal", 5)
    studio.arrive("batch", 5)
    for _ in range(60):
        studio.arrive("high", 2)
        studio.render()
    assert not studio.lines["normal"]
    assert not studio.lines["batch"]
    assert studio.started.count("high") >= 45


def test_batch_is_last_when_nobody_is_overdue() -> None:
    studio = Simulation()
    studio.arrive("batch")
    for _ in range(5):
        studio.arrive("normal")
        assert studio.render() == "normal"


def test_the_slot_is_never_left_empty_while_somebody_waits() -> None:
    studio = Simulation()
    chance = random.Random(7)
    for _ in range(2000):
        for queue in studio.lines:
            studio.arrive(queue, chance.randrange(2))
        somebody = any(studio.lines.values())
        assert (studio.render(chance.uniform(1, 30)) is not None) == somebody
