"""The views of the console, by screen. They read through gates, call one act, and answer."""
