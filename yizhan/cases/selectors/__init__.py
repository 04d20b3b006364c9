"""Reading cases: every read of staff starts at the gate, residents' reads at the number and a second fact."""
