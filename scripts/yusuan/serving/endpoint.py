"""``yusuan serve``: the built site at ``/`` and a read-only SPARQL 1.1 Protocol endpoint at ``/sparql``.

A server for one machine: standard library only, one thread for each connection, queries in processes of their own
(:mod:`yusuan.serving.pool`). Every refusal is a status and one line of plain text.
"""

from __future__ import annotations

import re
import shutil
import socket
import sys
from collections.abc import Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from yusuan import __version__
from yusuan.errors import InputError
from yusuan.serving.negotiation import preferred
from yusuan.serving.pool import Pool
from yusuan.serving.protocol import Question, Reply, question_of_get, question_of_post, refused
from yusuan.serving.site_files import Moved, SiteFile, find, turtle_of

ENDPOINT = "/sparql"
_READ = "GET, HEAD, OPTIONS"
_ASK = "GET, HEAD, POST, OPTIONS"
_DRAINED = 16 << 20
"""How many bytes of a refused body are read and thrown away."""
_HOST = re.compile(r"https?://[^/]*", re.IGNORECASE)


class Server(ThreadingHTTPServer):
    """The server of one site. It listens as soon as it is made; ``serve_forever`` answers."""

    daemon_threads = True

    def __init__(self, host: str, port: int, site: Path, pool: Pool) -> None:
        """Listen on ``host`` (a name or an address) and ``port`` (0 for any that is free).

        Raises:
            InputError: the address cannot be listened on.
        """
        self.site, self.pool = site, pool
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            self.address_family = found[0]
            super().__init__(found[4][:2], Handler)  # type: ignore[arg-type]
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", "") or str(error)
            raise InputError(f"{host}:{port}: cannot be listened on ({reason}); choose another --port") from error

    @property
    def url(self) -> str:
        """The address of the site, with a final ``/``."""
        host, port = self.server_address[:2]
        name = host.decode() if isinstance(host, bytes | bytearray) else host
        return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away; anything else is an error of ours and is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def version_string(self) -> str:
        """What the server calls itself."""
        return f"Yusuan/{__version__}"

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: there is one user, who knows what he does."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the standard library itself refuses (a malformed request, a header too long), in one line too."""
        self.close_connection = True
        self.request_version = self.protocol_version  # what is no request gets a whole response all the same
        self._send(refused(code, message or HTTPStatus(code).phrase, ("Connection", "close")))

    def do_GET(self) -> None:
        """Answer a query, or send a file of the site."""
        if self.headers.get("Transfer-Encoding") or self.headers.get("Content-Length", "0") != "0":
            self.close_connection = True  # what follows on this connection is no request
        path, search = self._target()
        if path == ENDPOINT:
            self._answer(question_of_get(search, self._accept()))
        else:
            self._send_file(path, search)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Answer a query that comes in the body."""
        path, search = self._target()
        if path != ENDPOINT:
            self._refuse_body(405, "this is read-only; queries go to /sparql", ("Allow", _READ))
            return
        body = self._body()
        if body is not None:
            self._answer(question_of_post(search, self.headers.get("Content-Type", ""), body, self._accept()))

    def do_OPTIONS(self) -> None:
        """Tell browsers that pages from anywhere may ask."""
        allowed = _ASK if self._target()[0] == ENDPOINT else _READ
        headers = ("Access-Control-Allow-Methods", allowed), ("Access-Control-Allow-Headers", "Accept, Content-Type")
        self._send(Reply(204, "", b"", (("Allow", allowed), *headers)))

    def _not_allowed(self) -> None:
        allowed = _ASK if self._target()[0] == ENDPOINT else _READ
        self._refuse_body(405, f"{self.command} is refused; the published data are read-only", ("Allow", allowed))

    do_PUT = do_DELETE = do_PATCH = do_TRACE = do_CONNECT = _not_allowed

    def _target(self) -> tuple[str, str]:
        """The path that is asked for, percent-encoded as it came, and the query string."""
        path, _, search = self.path.partition("#")[0].partition("?")
        return (path[len(host[0]) :] if (host := _HOST.match(path)) else path) or "/", search

    def _accept(self) -> str:
        return ", ".join(self.headers.get_all("Accept", []))

    def _body(self) -> bytes | None:
        """The body of a POST; ``None`` where it was refused."""
        stated, most = self.headers.get("Content-Length", ""), self.server.pool.limits.request
        if not stated or self.headers.get("Transfer-Encoding"):
            self._refuse_body(411, "a query in the body needs a Content-Length")
        elif not (stated.isascii() and stated.isdigit()):
            self._refuse_body(400, "the Content-Length is no number")
        elif len(stated) > 18 or int(stated) > most:
            self._refuse_body(413, f"the query is longer than {most:,} bytes")
        else:
            try:
                body = self.rfile.read(int(stated))
            except TimeoutError:
                self._refuse_body(408, "the body did not come")
                return None
            if len(body) == int(stated):
                return body
            self._refuse_body(400, "the body is shorter than its Content-Length")
        return None

    def handle_expect_100(self) -> bool:
        """Do not ask for a body that will be refused."""
        stated = self.headers.get("Content-Length", "")
        is_short = stated.isascii() and stated.isdigit() and len(stated) < 19
        is_read = is_short and int(stated) <= self.server.pool.limits.request
        return super().handle_expect_100() if is_read else True

    def _refuse_body(self, status: int, reason: str, *headers: tuple[str, str]) -> None:
        """Refuse a request whose body is not read, and end the connection, on which the body would follow."""
        self.close_connection = True
        self._send(refused(status, reason, *headers, ("Connection", "close")))
        # A connection that is closed while something waits on it is reset, and the client may never see the reply.
        left = _DRAINED
        try:
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(1)
            while left > 0 and (read := len(self.connection.recv(1 << 16))):
                left -= read
        except OSError:
            return

    def _answer(self, asked: Question | Reply) -> None:
        is_page = isinstance(asked, Question) and not asked.query
        if is_page and preferred(self._accept(), ["text/turtle", "text/html"]) == "text/html":
            self._send(Reply(303, "", b"", (("Location", "/queries/"), ("Vary", "Accept"))))
        else:
            self._send(self.server.pool.answer(asked) if isinstance(asked, Question) else asked)

    def _send_file(self, path: str, search: str) -> None:
        found = find(self.server.site, path)
        if found is None:
            missing = find(self.server.site, "/404.html")
            if isinstance(missing, SiteFile) and preferred(self._accept(), ["text/plain", "text/html"]) == "text/html":
                self._send_content(404, missing)
            else:
                self._send(refused(404, "there is nothing at this address"))
            return
        if isinstance(found, Moved):
            self._send(Reply(301, "", b"", (("Location", found.location + (f"?{search}" if search else "")),)))
            return
        turtle = turtle_of(self.server.site, path)
        if turtle and preferred(self._accept(), ["text/html", "text/turtle"]) == "text/turtle":
            self._send(Reply(303, "", b"", (("Location", turtle), ("Vary", "Accept"))))
        else:
            self._send_content(200, found, [("Vary", "Accept")] if turtle else [])

    def _send_content(self, status: int, found: SiteFile, headers: Iterable[tuple[str, str]] = ()) -> None:
        with found.path.open("rb") as file:
            self._send_head(status, found.media_type, found.path.stat().st_size, headers)
            if self.command != "HEAD":
                shutil.copyfileobj(file, self.wfile)

    def _send(self, reply: Reply) -> None:
        self._send_head(reply.status, reply.media_type, len(reply.content), reply.headers)
        if self.command != "HEAD" and reply.status != 204:
            self.wfile.write(reply.content)

    def _send_head(self, status: int, media_type: str, length: int, headers: Iterable[tuple[str, str]]) -> None:
        self.send_response(status)
        if media_type:
            self.send_header("Content-Type", media_type)
        if status != 204:
            self.send_header("Content-Length", str(length))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()


def serve(server: Server) -> None:
    """Answer until interrupted, then close the server and its pool."""
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return
    finally:
        server.server_close()
        server.pool.close()
