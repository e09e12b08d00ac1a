"""Whose film is next: between the queues, and between the users who wait in one. Pure: nothing here looks anywhere.

Between queues the most urgent goes first, and what has waited too long gets a turn among more urgent ones. Within a
queue users take turns: a job is in the turn after the last one that its user waits for, or after the one that is being
served, whichever is later, and jobs begin by turn, those of one turn in the order in which they came. So two users who
keep many jobs waiting share equally, somebody new waits for one turn at most, and since nobody joins a turn that has
begun, every turn ends: no job is overtaken for ever, however many come.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, get_args
from uuid import UUID

from film_studio.jobs.models import Queue

PATIENCE: Mapping[Queue, timedelta] = {"normal": timedelta(minutes=10), "batch": timedelta(hours=1)}
"""How long a job waits behind more urgent ones before it gets a turn among them."""

TURNS = 3
"""How many more urgent jobs start between two turns of those that waited too long."""


class Place(NamedTuple):
    """A job's place in the line of its queue; the smallest begins first (`repository.lines` sorts likewise)."""

    turn: int
    waiting_since: datetime
    job_id: UUID


def next_turn(served: int, awaited: int) -> int:
    """The turn of a job that joins a line: `served` is the latest that has begun, `awaited` its user's last in line."""
    return max(served, awaited) + 1


def next_queue(waiting: Mapping[Queue, timedelta], last_started: Sequence[Queue]) -> Queue | None:
    """The queue to serve next. `waiting` is the age of the oldest job by queue, `last_started` newest first.

    The most urgent goes first. Once in `TURNS` + 1 starts a job that has waited longer than its queue's patience goes
    before it, the most overdue of them: a burst of free jobs costs a paid one nothing, and yet nobody starves.
    """
    order: list[Queue] = [queue for queue in get_args(Queue) if queue in waiting]
    if not order:
        return None
    urgency = {queue: rank for rank, queue in enumerate(get_args(Queue))}
    overdue = [queue for queue in order[1:] if waiting[queue] > PATIENCE[queue]]
    if overdue:
        longest = max(overdue, key=lambda queue: waiting[queue] - PATIENCE[queue])
        recent = last_started[:TURNS]
        if len(recent) == TURNS and all(urgency[queue] < urgency[longest] for queue in recent):
            return longest
    return order[0]
