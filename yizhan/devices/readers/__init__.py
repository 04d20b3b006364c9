"""An ID reader without hardware: the vendors' programs that id_reader_drivers.js speaks to, invented cards.

cards: what lies on it; websocket: RFC 6455; protocols: what each program answers; simulator: the programs at
their addresses; `yizhan idreader` starts it.
"""
