"""Speed as ratios: the program against the bare limit of the same machine, measured in one run.

`python -m benchmarks` runs everything and writes the tables of docs/performance.md. Absolute figures depend on the
machine and its mood; a ratio between two interleaved measurements does not.
"""
