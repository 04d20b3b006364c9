"""The virus scanner that a hall may have beside it: ClamAV's daemon, asked by its INSTREAM command.

Fails closed: where a scanner is named and does not answer, nothing is taken.
"""

from __future__ import annotations

import socket
import struct

from yizhan.files.refusals import FileInfected, ScannerAway

PATIENCE = 20.0  # seconds for one file
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096


def refuse_infected(content: bytes, *, scanner: str) -> None:
    """Ask the scanner at `host:port` or at a socket's path; without one, nothing is asked.

    Raises FileInfected or ScannerAway.
    """
    if not scanner:
        return
    try:
        answer = _asked(content, scanner)
    except (OSError, ValueError) as problem:
        raise ScannerAway from problem
    if answer.endswith(" FOUND"):
        raise FileInfected
    if not answer.endswith(": OK"):
        raise ScannerAway


def _asked(content: bytes, scanner: str) -> str:
    with _connected(scanner) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            line.sendall(struct.pack(">I", len(chunk)) + chunk)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            if not (more := line.recv(_LONGEST_ANSWER)):
                break
            answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected(scanner: str) -> socket.socket:
    if scanner.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(scanner)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = scanner.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)
