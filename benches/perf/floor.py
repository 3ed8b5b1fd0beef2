#!/usr/bin/env python3
"""What of a query's time is the process and the pipe: benches/perf/floor.py SIZE, after run.sh has loaded it.

Whole processes: CPU ms (user and system, as the kernel counts it for that process alone, median of 15) of an empty
program, of `relata --version`, and of each query by relata and by the sqlite3 program.
The pipe: CPU µs of both ends for a query, and for `cat` in relata's place, which sends the question back.
"""
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time

here = os.path.dirname(os.path.abspath(__file__))
harness = os.path.abspath(os.environ.get("PERF_HARNESS", os.path.join(here, "../../../shared/perf")))
sys.path.insert(0, harness)
work = os.environ.get("PERF_WORK", "target/perf")
tool = os.environ.get("OURS", "target/release/relata")
size = sys.argv[1] if len(sys.argv) > 1 else "S"
sys.argv = ["floor", "cold"]

import queries  # noqa: E402
from peers import sqlite  # noqa: E402

parameters = json.load(open(f"{work}/data/{size}/params.json"))
forms = queries.cypher(parameters, typed=True)
graph = f"{work}/db/ours.{size}/g.ours"


# Seconds that a process may take.
LIMIT = 60


def process(command, rounds=15):
    times = []
    null = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    for _ in range(rounds):
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=null)
        patience = threading.Timer(LIMIT, os.kill, [child, signal.SIGKILL])
        patience.start()
        _, status, used = os.wait4(child, 0)
        patience.cancel()
        if status == signal.SIGKILL:
            return f"> {LIMIT} s"
        if status:
            return "failed"
        times.append((used.ru_utime + used.ru_stime) * 1e3)
        if times[0] > 500:
            break
    return f"{statistics.median(times):.2f}"


def in_sqlite():
    """The statements of the harness's SQLite adapter, values in place."""
    database = f"{work}/db/sqlite.{size}"
    if not shutil.which("sqlite3") or not os.path.exists(database):
        return {}
    peer = sqlite.Peer(f"{work}/data/{size}", database)
    peer.open()
    statements = {}
    for name, (statement, values) in peer.q.items():
        for value in values:
            shown = "'" + value + "'" if isinstance(value, str) else repr(value)
            statement = statement.replace("?", shown, 1)
        statements[name] = ["sqlite3", "-readonly", f"{database}/g.sqlite", statement]
    return statements


def pipe(command, question, count=2000):
    """µs a question: of the asking side, and of the process."""
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(number):
        line = json.dumps({"id": number, "op": "run", "query": question})
        child.stdin.write(line.encode() + b"\n")
        child.stdin.flush()
        return json.loads(child.stdout.readline())

    def used():
        with open(f"/proc/{child.pid}/schedstat") as counters:
            return int(counters.read().split()[0]) / 1e3

    ask(0)
    own, other = time.process_time(), used()
    for number in range(count):
        ask(number)
    own, other = (time.process_time() - own) * 1e6, used() - other
    child.stdin.close()
    child.wait()
    return f"{own / count:.1f} + {other / count:.1f}"


print(f"whole processes, {size}, CPU ms\n\n| | relata | sqlite3 |\n|---|---|---|")
print(f"| empty program | {process(['true'])} | |")
print(f"| --version | {process([tool, '--version'])} | {process(['sqlite3', '--version']) if shutil.which('sqlite3') else ''} |")
other = in_sqlite()
for name, query in forms.items():
    theirs = process(other[name]) if name in other else ""
    print(f"| {name} | {process([tool, 'ask', graph, query, '--format', 'json'])} | {theirs} |", flush=True)
print(f"\nthe pipe, {size}, CPU µs, asking side + answering process\n\n| | cat | relata |\n|---|---|---|")
for name in ["q01", "q02a", "q10a"]:
    print(f"| {name} | {pipe(['cat'], forms[name])} | {pipe([tool, 'serve', '--stdio', graph], forms[name])} |")
