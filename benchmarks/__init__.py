"""Speed as ratios: the program against the bare limit of the same machine, measured in one run.

`python -m benchmarks` measures everything and writes the tables of docs/performance.md; `--quick` measures
less and only prints them. Absolute figures depend on the machine and its mood; a ratio between two
measurements taken in turn depends on them much less.
"""
