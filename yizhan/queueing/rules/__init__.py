"""Pure rules of the floor: who is next, how long one waits, when numbers are issued, passed and come back."""
