"""Pure topic modules: no Django, no other floor of the house."""
