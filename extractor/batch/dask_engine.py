"""Shards on Dask: it starts workers, hands out shards, and goes on where a worker is lost.

What a shard is, and what becomes of a report that ends its process, is said in `shards`. Only this
module needs Dask: it is imported when an engine is asked for.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from itertools import islice
from typing import Any

import distributed
from distributed.client import ClosedClientError

from extractor.batch.attempts import traces
from extractor.batch.dataset import Shard
from extractor.batch.pool import deaf_to_interrupts
from extractor.batch.shards import ShardDone, ShardWork, run_shard
from extractor.batch.task import FAULT, Failure
from extractor.errors import ExtractorError

# Shards on their way for each worker: one to work on, one to go on with.
WINDOW_EACH = 2
PATIENCE = 30  # seconds to wait for a scheduler that was named, and for its first worker


class ClusterLost(ExtractorError):
    """The scheduler does not answer."""

    code = "E-CLUSTER"


class Bench(distributed.WorkerPlugin):
    """What a worker needs for every shard; Dask gives it to workers that join later as well."""

    def __init__(self, name: str, work: ShardWork) -> None:
        self.name = name
        self.work = work


def work_on_dask(
    shards: Iterator[Shard], work: ShardWork, jobs: int, scheduler: str | None
) -> Iterator[ShardDone]:
    """What became of each shard, in the order in which they are done.

    `jobs` is the number of local workers where no address of a scheduler is given.
    Errors: `UsageError` where the output folder cannot be written; `ClusterLost`.
    """
    try:
        with _connected(jobs, scheduler) as client:
            bench = Bench(f"report-extractor-{uuid.uuid4().hex}", work)
            client.register_plugin(bench)
            threads = sum(client.nthreads().values())
            yield from _Run(client, bench).results(shards, threads * WINDOW_EACH)
            client.unregister_worker_plugin(bench.name)
    except (OSError, TimeoutError, CancelledError, ClosedClientError) as error:
        # Those of a shard come back as errors of ours.
        raise _lost(f"the scheduler is gone: {type(error).__name__}") from None


def carry_out(shard: Shard, bench: str) -> ShardDone:
    """On a worker: the shard, with what the plugin holds."""
    return run_shard(shard, _bench(bench).work)


def _bench(name: str) -> Bench:
    plugin = distributed.get_worker().plugins[name]
    assert isinstance(plugin, Bench)
    return plugin


class _Run:
    def __init__(self, client: Any, bench: Bench) -> None:
        self._client = client
        self._bench = bench
        self._open: dict[Any, tuple[Shard, int]] = {}

    def results(self, shards: Iterator[Shard], window: int) -> Iterator[ShardDone]:
        first = [self._submit(shard) for shard in islice(shards, window)]
        waiting = distributed.as_completed(first)
        for future in waiting:
            shard, tries = self._open.pop(future)
            made = self._made(future, shard, tries)
            if made is not None:
                yield made
                following = next(shards, None)
                if following is not None:
                    waiting.add(self._submit(following))
            else:
                waiting.add(self._submit(shard))

    def _submit(self, shard: Shard) -> Any:
        future = self._client.submit(carry_out, shard, self._bench.name, pure=False)
        self._open[future] = shard, len(traces(self._bench.work.out / shard.output))
        return future

    def _made(self, future: Any, shard: Shard, tries: int) -> ShardDone | None:
        """None for a shard to try again: its last try left a trace, so that the next gets on."""
        if future.status == "finished":
            done: ShardDone = future.result()
            return done
        if future.status != "error":
            raise _lost("the scheduler is gone")
        error = future.exception()
        if isinstance(error, ExtractorError):
            raise error
        if len(traces(self._bench.work.out / shard.output)) > tries:
            return None
        words = " ".join(f"{type(error).__name__}: {error}".split())
        failure = Failure(shard.source or shard.output, FAULT, f"the cluster gave it up: {words}",
                          "see the log of its workers; the same command tries again")
        return ShardDone(shard.start, shard.output, failed=1, failure=failure)


@contextmanager
def _connected(jobs: int, scheduler: str | None) -> Iterator[Any]:
    """A client of the scheduler at an address, or of a cluster of this machine."""
    # Dask tells of each worker that is lost; what came of it is told here.
    for name in ("distributed", "distributed.client", "asyncio", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if scheduler is None:
        with deaf_to_interrupts():  # at Ctrl-C each worker would tell its own way here
            local = distributed.LocalCluster(
                n_workers=max(1, jobs), threads_per_worker=1, processes=True, memory_limit=0,
                dashboard_address=None, silence_logs=logging.CRITICAL,
            )
        with local as cluster, distributed.Client(cluster) as client:
            yield client
        return
    try:
        client = distributed.Client(scheduler, timeout=PATIENCE)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, TimeoutError) as error:
        raise _lost(f"no scheduler, or none with a worker, at {scheduler}: {error}") from None
    with client:
        yield client


def _lost(message: str) -> ClusterLost:
    return ClusterLost(message, hint="what is done stands; the same command does the rest")
