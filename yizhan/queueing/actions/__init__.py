"""The acts of the floor, by topic: the day, issuing, windows, calling, going away and coming back, finishing,
consultations, and setting the floor up."""
