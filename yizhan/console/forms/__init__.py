"""The forms of the console, by screen."""
