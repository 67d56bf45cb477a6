"""The one door to the network: for a file of the catalogue, when the user says so, and nothing but its name is sent.

A file grows beside its place as NAME.part, goes on there after a break, and is moved to its name only when size and
sha256 are those of the catalogue. Every connection is a line in the log folder.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from email.message import Message
from pathlib import Path
from typing import IO, Any, Final, cast

from mirrorppr_desktop import __version__
from mirrorppr_desktop.errors import DownloadFailed, WorkStopped
from mirrorppr_desktop.settings import log_folder
from mirrorppr_desktop.weights.catalogue import Model
from mirrorppr_desktop.weights.record import now
from mirrorppr_desktop.weights.staging import Cancelled, Progress, digest_of, require_room, size_of
from mirrorppr_desktop.weights.state import ModelState
from mirrorppr_desktop.weights.store import ModelStore

CONNECTION_LOG: Final = "connections.log"
_CHUNK: Final = 256 * 1024
_PATIENCE_S: Final = 30  # without a byte
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def download(
    store: ModelStore,
    name: str,
    *,
    allowed: bool,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    log: Path | None = None,
) -> ModelState:
    """Fetch the file of a model and give it its place. A part from an earlier try is gone on with.

    Args:
        store: where the file goes.
        name: of the model.
        allowed: whether the user's settings open the network.
        progress: told the bytes that lie there and the bytes in all.
        cancelled: asked between blocks; what has come is kept.
        log: the file of the connections; the one in the log folder where left out.

    Returns:
        the model, which is there now.

    Raises:
        DownloadFailed: not allowed, not offered, broken off, or other bytes; the message says what was kept.
        WorkStopped: by the user. ModelFileError: no room, or not writable.
    """
    model = store.model(name)
    _require_permission(model, allowed)
    part = store.part(model)
    connections = _Connections(model.file_name, log or log_folder() / CONNECTION_LOG)
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        if size_of(part) > model.size:
            part.unlink()  # not ours, or of another file of this name
        if size_of(part) < model.size:
            require_room(part.parent, model.size - max(size_of(part), 0), model.file_name)
            _fetch(model, part, connections, progress, cancelled)
        digest = digest_of(part, None, cancelled)
    except (http.client.HTTPException, OSError) as error:  # HTTPError and URLError are OSErrors
        connections.note(f"failed: {_why(error)}")
        raise DownloadFailed(_broken_off(model, part, error)) from error
    if digest != model.sha256:
        part.unlink(missing_ok=True)
        connections.note("refused: other bytes than the published ones")
        raise DownloadFailed(
            f"{model.title} was not kept: what came is not the published file (sha256 {digest[:8]}… instead of "
            f"{model.sha256[:8]}…). Try again, or import it by hand from {model.page or model.url}"
        )
    connections.note("complete, sha256 as published")
    return store.adopt(model, part, digest)


def _require_permission(model: Model, allowed: bool) -> None:
    if not allowed:
        raise DownloadFailed(
            f"{model.title} was not downloaded: the network is off. Turn it on in the settings, or import the file by "
            f"hand from {model.page or model.source}"
        )
    if not (model.url and model.sha256 and model.size):
        where = f"Get it by hand from {model.page} and import it" if model.page else "Nobody publishes it"
        raise DownloadFailed(f"{model.title} cannot be downloaded from here. {where}")
    _require_secure(model.url, model.url)


def _require_secure(url: str, asked: str) -> None:
    """Only https; http only on this very machine, where the catalogue itself names it."""
    parts = urllib.parse.urlsplit(url)
    local = parts.hostname in _LOOPBACK and urllib.parse.urlsplit(asked).hostname in _LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and local)):
        raise DownloadFailed(f"{parts.hostname or url} was not contacted: a model comes by https alone")


class _Connections:
    """The lines that say when which host was asked for which file."""

    def __init__(self, file_name: str, log: Path) -> None:
        self._file_name = file_name
        self._log = log
        self._host = ""

    def open(self, url: str) -> None:
        """Written before anything is sent: without the line there is no connection."""
        self._host = urllib.parse.urlsplit(url).hostname or ""
        self.note("asked")

    def note(self, what: str) -> None:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("a", encoding="utf-8") as file:
            file.write(f"{now()}\t{self._host}\t{self._file_name}\t{what}\n")


class _WatchedRedirects(urllib.request.HTTPRedirectHandler):
    """Follows where a host sends on to, as long as it is secure, and writes that host down too."""

    def __init__(self, asked: str, connections: _Connections) -> None:
        self._asked = asked
        self._connections = connections

    def redirect_request(  # noqa: PLR0917  the signature is urllib's
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """The request to the new address, or an error where that is not secure."""
        _require_secure(newurl, self._asked)
        self._connections.open(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fetch(
    model: Model, part: Path, connections: _Connections, progress: Progress | None, cancelled: Cancelled | None
) -> None:
    have = max(size_of(part), 0)
    request = urllib.request.Request(model.url, headers={"User-Agent": f"mirrorppr/{__version__}"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    connections.open(model.url)
    opener = urllib.request.build_opener(_WatchedRedirects(model.url, connections))
    with opener.open(request, timeout=_PATIENCE_S) as response:
        answer = cast(http.client.HTTPResponse, response)
        start = have if answer.status == http.HTTPStatus.PARTIAL_CONTENT else 0
        _require_expected(model, answer.headers, start)
        with part.open("r+b" if start else "wb") as file:
            file.seek(start)
            file.truncate()
            done = start
            while chunk := answer.read(_CHUNK):
                done += len(chunk)
                if done > model.size:
                    raise _Unexpected("more came than the file is long")
                file.write(chunk)
                if progress is not None:
                    progress(done, model.size)
                if cancelled is not None and cancelled():
                    connections.note(f"paused by the user at {done} bytes")
                    raise WorkStopped(f"The download of {model.title} is paused; {done / 1e6:.0f} MB are kept")
    if done < model.size:
        raise _Unexpected(f"the connection ended {(model.size - done) / 1e6:.1f} MB too early")


class _Unexpected(OSError):
    """The host answers otherwise than it must."""


def _require_expected(model: Model, headers: Message, start: int) -> None:
    """Refuse a page of words, or another file, before it is written."""
    length = headers.get("Content-Length")
    if length is not None and length.isdecimal() and start + int(length) != model.size:
        raise _Unexpected(f"the host offers {start + int(length)} bytes instead of {model.size}")
    if start and not headers.get("Content-Range", "").replace("bytes ", "").startswith(f"{start}-"):
        raise _Unexpected("the host goes on at another place than it was asked for")


def _why(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the host answers {error.code} {error.reason}"
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
    return str(reason) or type(error).__name__


def _broken_off(model: Model, part: Path, error: Exception) -> str:
    have = max(size_of(part), 0)
    kept = f"{have / 1e6:.1f} of {model.size / 1e6:.1f} MB are kept, and the next try goes on there" if have else ""
    by_hand = f"It can be imported by hand from {model.page or model.url}"
    return f"{model.title} did not arrive: {_why(error)}. {kept or 'Nothing was kept'}. {by_hand}"
