#!/usr/bin/env bash
# Counts the instructions that each query form of ../shared/perf takes on graph S, with callgrind; as a gate:
# `benches/perf/instructions.sh --check` fails when one takes a tenth more than benches/perf/instructions.tsv says.
#
# What is counted is the whole process (start, open, answer, print) less that of `RETURN 1`. Two runs differ by some
# fifty instructions, however busy the machine is; valgrind shows programs a processor of its own, so that it matters
# little which one there is. Valgrind is needed, and an optimized build: cargo build --release.
# When more work is meant: benches/perf/instructions.sh > benches/perf/instructions.tsv
set -euo pipefail
cd "$(dirname "$0")/../.."
harness=${PERF_HARNESS:-../shared/perf}
python=${PYTHON:-python3}
tool=${OURS:-target/release/relata}
work=${PERF_WORK:-target/perf}
table=benches/perf/instructions.tsv
mkdir -p "$work/data"
[ -e "$work/data/S/params.json" ] || "$python" "$harness/gen_graph.py" S -o "$work/data/S" --no-parquet
graph=$work/instructions.relata
"$tool" import --nodes "$work/data/S/nodes.csv" --edges "$work/data/S/edges.csv" -o "$graph" --force --quiet
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$tool" ask "$graph" "$1" --format tsv 2>&1 >/dev/null |
        sed -n 's/.*Collected : //p'
}
idle=$(instructions 'RETURN 1')
queries=$("$python" - "$harness" "$work/data/S/params.json" <<'PYTHON'
import json, sys
sys.path.insert(0, sys.argv[1])
import queries
for name, text in queries.cypher(json.load(open(sys.argv[2])), typed=True).items():
    print(name, text, sep="\t")
PYTHON
)
status=0
while IFS=$'\t' read -r name query; do
    count=$(($(instructions "$query") - idle))
    line="$name\t$count"
    if [ "${1:-}" = --check ]; then
        allowed=$(awk -v name="$name" '$1 == name { printf "%d", $2 * 1.1 + 50000 }' "$table")
        [ "$count" -le "${allowed:-0}" ] || { line="$line\tmore than ${allowed:-nothing, it is not in $table}"; status=1; }
    fi
    echo -e "$line"
done <<<"$queries"
exit $status
