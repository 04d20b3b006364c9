"""A month in a hall, played by the acts themselves with a fixed seed and clock.

`stage` founds the hall and its people, `play` runs its days, `live` goes on in real time. Nothing is written
except by acts, so the demonstration cannot show a state that a real hall cannot reach. All persons are
invented; telephone numbers carry the word 演示.
"""
