"""The hall's public pages: guides, search, the hall's state now, a ticket on the phone."""
