"""SM3 (GB/T 32905), the hash that Chinese public systems must use: digests and keyed digests."""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes, hmac


def sm3(content: bytes) -> bytes:
    """The 32-byte SM3 digest."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize()


def hmac_sm3(key: bytes, content: bytes) -> bytes:
    """The 32-byte HMAC-SM3 of the content under the key."""
    code = hmac.HMAC(key, hashes.SM3())
    code.update(content)
    return code.finalize()
