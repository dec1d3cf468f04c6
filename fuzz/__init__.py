"""Bytes that nobody meant well, given to whatever reads bytes of visitors."""
