#!/usr/bin/env bash
# The table of query times, with peers, in one command: benches/perf/run.sh [SIZES] [PEERS] [ROUNDS]
#
#   python3.13 -m venv perf-env && perf-env/bin/pip install numpy pyarrow duckdb kuzu ladybug grafeo velr
#   PYTHON=perf-env/bin/python benches/perf/run.sh S,M sqlite,duck,kuzu_,lbug,grafeo_,velr_ 3
#   PYTHON=perf-env/bin/python benches/perf/run.sh L duck 1
#
# The harness is ../shared/perf; its adapter `ours` drives relata over `relata import`, `relata serve --stdio FILE`
# and `relata ask FILE … --format json`. Graphs, databases and results go to $PERF_WORK.
set -euo pipefail
cd "$(dirname "$0")/../.."
sizes=${1:-S}
peers=${2:-sqlite,duck}
rounds=${3:-3}
harness=${PERF_HARNESS:-../shared/perf}
python=${PYTHON:-python3}
export PERF_WORK=${PERF_WORK:-target/perf}
if [ -z "${OURS:-}" ]; then
    cargo build --release --bin relata
    export OURS=$PWD/target/release/relata
fi
mkdir -p "$PERF_WORK"
PERF_WORK=$(cd "$PERF_WORK" && pwd)
bench() { "$python" "$harness/bench.py" "$@"; }
# Of the larger sizes some peers need minutes.
bench load -s "$sizes" -p "ours,$peers" --timeout 600
bench warm -s "$sizes" -p "ours,$peers" -r "$rounds"
bench cold -s "$sizes" -p "ours,$peers" -r 3
for size in ${sizes//,/ }; do
    bench check -s "$size"
    bench table -s "$size" --metric cpu
    bench table -s "$size" --metric own
    "$python" benches/perf/floor.py "$size"
done
