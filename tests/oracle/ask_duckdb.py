"""Rows by DuckDB, for tests/oracle.rs: reads {"folder", "schema", "statements"} as JSON, writes the rows of each.

The folder holds nodes.csv and edges.csv, whose columns are those of the schema's two tables.
"""
import json
import sys

import duckdb

work = json.load(sys.stdin)
connection = duckdb.connect()
connection.execute(work["schema"])
for table, file in [("node", "nodes.csv"), ("edge", "edges.csv")]:
    connection.execute(f"COPY {table} FROM '{work['folder']}/{file}' (HEADER)")
json.dump([connection.execute(statement).fetchall() for statement in work["statements"]], sys.stdout)
