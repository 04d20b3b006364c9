"""Reads of the floor, by reader: the gate, queue, desk, boards, estimates, the director's today."""
