"""The hall's public pages: guides, search, the hall's state now, a ticket on the phone.

Nothing here is behind a sign-in, and nothing here changes anything. What is shown of a hall is what its
catalogue published; what is not known is said not to be known.
"""
