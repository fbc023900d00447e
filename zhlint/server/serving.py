"""Runs an application on a port of this machine."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS: Final = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """A socket on a port of this machine alone; 0 takes a free one.

    Raises OSError where it is taken.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def serve(application: Callable[..., Any], listener: socket.socket) -> None:
    """Answers until the user or the system ends it.

    Raises KeyboardInterrupt then, so that what was written for the time of the server can be removed.
    """
    import uvicorn

    # uvicorn sends the signal that ended it once more, and the system would end the program there and then.
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    config = uvicorn.Config(
        application, log_config=None, log_level="critical", access_log=False, server_header=False, lifespan="off",
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    with listener:
        uvicorn.Server(config).run(sockets=[listener])
