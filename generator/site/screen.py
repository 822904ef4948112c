"""The server of the preview: the pages, and what is to be said of them."""

import json
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from experiments.errors import LabError

SCRIPT = Path(__file__).with_name("preview.js")
OWN = "/_preview/"
TAG = f'<script src="{OWN}preview.js" defer></script>'.encode()
EMPTY = b'<!doctype html><html lang="fr"><title>Aper\xc3\xa7u du rapport</title><body></body></html>'
HTML = "text/html; charset=utf-8"
NOT_FOUND = "404.html"
# A browser that waits longer for news asks again.
PATIENCE = 20.0


class Screen:
    """What browsers are shown.

    Parameters
    ----------
    folder : Path
        The built site.
    address : str
        ``host:port`` where it is served.

    Raises
    ------
    LabError
        If it cannot be served there.
    """

    def __init__(self, folder: Path, address: str) -> None:
        host, _, port = address.rpartition(":")
        if not host or not port.isdecimal():
            raise LabError(f"{address} : adresse refusée, hôte et port sont attendus, comme 127.0.0.1:8000.")
        self._news = threading.Condition()
        self._state: dict[str, Any] = {"since": 0, "pages": 0, "error": "", "notice": ""}
        handler = partial(_Handler, self, directory=str(folder))
        try:
            self._server = _Server((host, int(port)), handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise LabError(
                f"Rien ne peut être servi sur {address} ({reason}) : un autre « make serve » y est peut-être "
                "déjà. Arrêtez-le, ou choisissez une autre adresse : « make serve ADDRESS=127.0.0.1:8001 » "
                "(--address)."
            ) from error
        self.url = f"http://{host}:{self._server.server_port}/"
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Begin to answer."""
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Answer no more."""
        if self._thread:  # a server that never began would be waited for without end
            self._server.shutdown()
        self._server.server_close()

    def tell(self, *, changed: bool = False, **said: str) -> None:
        """Say an ``error`` or a ``notice``, or have pages that ``changed`` shown again."""
        with self._news:
            pages = self._state["pages"] + changed
            self._state = {**self._state, **said, "pages": pages, "since": self._state["since"] + 1}
            self._news.notify_all()

    def state(self, since: int) -> dict[str, Any]:
        """Return the state once it is another one than that of so long ago, or after a while."""
        with self._news:
            self._news.wait_for(lambda: self._state["since"] != since, PATIENCE)
            return self._state


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went elsewhere before the end of an answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the files of the site, with the script of the preview in its pages."""

    def __init__(self, screen: Screen, *given: Any, **named: Any) -> None:
        self.screen = screen
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        """Answer."""
        path, _, query = self.path.partition("?")
        if path == f"{OWN}preview.js":
            self._send(200, SCRIPT.read_bytes(), "text/javascript")
        elif path == f"{OWN}state":
            since = query.removeprefix("since=")
            state = self.screen.state(int(since) if since.isdecimal() else -1)
            self._send(200, json.dumps(state).encode(), "application/json")
        else:
            file = Path(self.translate_path(self.path))
            page = file / "index.html" if path.endswith("/") else file
            if page.suffix == ".html" and page.is_file():
                self._send(200, _with_script(page.read_bytes()), HTML)
            elif file.exists():
                super().do_GET()
            elif (absent := Path(self.directory) / NOT_FOUND).is_file():
                self._send(404, absent.read_bytes(), HTML)
            else:
                self._send(404, _with_script(EMPTY), HTML)

    def _send(self, code: int, content: bytes, kind: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Have nothing kept: a file may change twice in a second."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal for what matters."""


def _with_script(page: bytes) -> bytes:
    before, mark, after = page.rpartition(b"</body>")
    return before + TAG + mark + after
