"""From the rows of a case to its papers: what each paper says, issued in the name of the responsible body.

The hall hands papers out; it never signs them: centres and stations are no legal persons.
"""
