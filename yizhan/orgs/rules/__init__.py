"""Pure rules of the organisation: names, opening hours, which post fits where."""
