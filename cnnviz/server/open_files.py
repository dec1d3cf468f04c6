"""Room for the files and sockets of many visitors."""

import resource
from typing import Final

ENOUGH: Final = 65_536
"""A visitor takes up to five, and Streamlit keeps three of each of the last 128 who left."""


def allow_many_files() -> None:
    """Let this process have as many open at once as the system allows it, or enough.

    Many systems begin with 1,024, which some 200 visitors use up; a process may raise that by
    itself up to its hard limit.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
