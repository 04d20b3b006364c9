"""The views, by screen. They read through gates, call one act, and answer; no rule is decided here."""
