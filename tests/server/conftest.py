"""Fixtures for the server: the live engine's, served by the launcher's WebSockets."""

from tests.live.conftest import engine, networks, serve

__all__ = ["engine", "networks", "serve"]
