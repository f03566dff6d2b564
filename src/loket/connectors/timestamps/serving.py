"""Our own authority over HTTP (RFC 3161, 3.4), so that the real client has somebody to ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from loket.connectors.timestamps.http import QUERY, REPLY
from loket.connectors.timestamps.local import LocalAuthority
from loket.connectors.timestamps.timestamps import NotStamped

LARGEST_QUESTION = 4096


@contextmanager
def serving(authority: LocalAuthority, *, port: int = 0) -> Iterator[str]:
    """The authority's address on this machine, while the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if self.headers.get("Content-Type") != QUERY or not 0 < length <= LARGEST_QUESTION:
                self.send_error(HTTPStatus.BAD_REQUEST)
                return
            try:
                answer = authority.answer(self.rfile.read(length))
            except NotStamped:
                self.send_error(HTTPStatus.BAD_REQUEST)
                return
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", REPLY)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Says nothing: what is stamped is nobody's business."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
