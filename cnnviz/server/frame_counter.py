"""Counting WebSocket frames in a stream of bytes, before anything is made of them."""

from typing import Final

_TEXT, _BINARY, _CLOSE = 1, 2, 8
_WHOLE: Final = (_TEXT, _BINARY, _CLOSE)
_LONGER: Final = {126: 2, 127: 8}  # bytes of the length, where it doesn't fit into seven bits


class FrameCounter:
    """Counts the frames that are no message of their own: further parts of one, pings and pongs.

    The layout of a frame is that of RFC 6455, section 5.2.

    Examples
    --------
    >>> counter = FrameCounter()
    >>> ping = bytes([0x89, 0x80, 0, 0, 0, 0])
    >>> counter.count(ping + ping + ping[:2]), counter.count(ping[2:])
    (2, 1)
    """

    def __init__(self) -> None:
        self._header = bytearray()  # as much of the next frame's as has come
        self._payload_left = 0

    def count(self, data: bytes) -> int:
        """Return how many such frames begin in the next bytes, as far as their kind is known."""
        found = at = 0
        while at < len(data):
            if self._payload_left:
                step = min(self._payload_left, len(data) - at)
                self._payload_left -= step
            else:
                step = min(self._header_left(), len(data) - at)
                self._header += data[at : at + step]
                if not self._header_left():
                    found += self._header[0] & 0x0F not in _WHOLE
                    self._begin_payload()
            at += step
        return found

    def _header_left(self) -> int:
        header = self._header
        if len(header) < 2:
            return 2 - len(header)
        mask_size = 4 if header[1] & 0x80 else 0
        return 2 + _LONGER.get(header[1] & 0x7F, 0) + mask_size - len(header)

    def _begin_payload(self) -> None:
        length = self._header[1] & 0x7F
        if length in _LONGER:
            length = int.from_bytes(self._header[2 : 2 + _LONGER[length]])
        self._payload_left = length
        self._header.clear()
