"""A process that may open nothing more."""

import contextlib
import errno
import resource
import socket
from collections.abc import Iterator

import pytest


@contextlib.contextmanager
def no_descriptors() -> Iterator[None]:
    """Every descriptor of this process is taken."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
    hoard: list[socket.socket] = []
    try:
        with pytest.raises(OSError) as full:
            while True:
                hoard.append(socket.socket())
        assert full.value.errno == errno.EMFILE
        yield
    finally:
        for one in hoard:
            one.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
