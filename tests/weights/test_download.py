"""The one door to the network, against a host on this machine: breaks, wrong bytes, and what is written down."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mirrorppr_desktop.errors import DownloadFailed, WorkStopped
from mirrorppr_desktop.settings import log_folder
from mirrorppr_desktop.weights.download import CONNECTION_LOG, download
from mirrorppr_desktop.weights.state import State
from mirrorppr_desktop.weights.store import ModelStore


class Host:
    """What the host has and how it behaves."""

    def __init__(self, content: bytes) -> None:
        self.address = ""
        self.content = content
        self.ranges = True
        self.cut_after: int | None = None
        self.status = 200
        self.redirect = ""
        self.asked: list[dict[str, str]] = []


class _Handler(BaseHTTPRequestHandler):
    host: Host

    def do_GET(self) -> None:
        host = self.host
        self.asked = dict(self.headers)
        host.asked.append(self.asked)
        if host.redirect and self.path != "/moved":
            self.send_response(302)
            self.send_header("Location", host.redirect)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if host.status != 200:
            self.send_error(host.status)
            return
        start = 0
        wanted = self.headers.get("Range")
        if wanted and host.ranges:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(host.content) - 1}/{len(host.content)}")
        else:
            self.send_response(200)
        body = host.content[start:]
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # the other side may have had enough
            self.wfile.write(body[: host.cut_after])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host(files: dict[str, Path]) -> Iterator[Host]:
    one = Host(files["auraface"].read_bytes())
    handler = type("Handler", (_Handler,), {"host": one})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        one.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield one
        server.shutdown()
        thread.join()


@pytest.fixture
def shop(store: ModelStore, host: Host, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
    """The store, its AuraFace offered by the host."""
    monkeypatch.setenv("no_proxy", "*")
    url = f"{host.address}/glintr100.onnx"
    models = (dataclasses.replace(model, url=url) if model.name == "auraface" else model for model in store.models)
    return ModelStore(store.folder, tuple(models))


def _log() -> list[str]:
    return (log_folder() / CONNECTION_LOG).read_text().splitlines()


def test_a_model_arrives_whole_and_the_connection_is_written_down(shop: ModelStore, host: Host) -> None:
    told: list[tuple[int, int]] = []
    found = download(shop, "auraface", allowed=True, progress=lambda done, size: told.append((done, size)))
    assert found.state is State.READY
    assert found.path.read_bytes() == host.content
    assert told[-1] == (len(host.content), len(host.content))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert not list(shop.folder.rglob("*.part"))
    asked, complete = _log()
    assert asked.split("\t")[1:] == ["127.0.0.1", "glintr100.onnx", "asked"]
    assert complete.endswith("complete, sha256 as published")


def test_nothing_about_the_user_is_sent(shop: ModelStore, host: Host) -> None:
    download(shop, "auraface", allowed=True)
    (sent,) = host.asked
    assert set(sent) == {"Host", "User-Agent", "Accept-Encoding", "Connection"}
    assert sent["User-Agent"].startswith("mirrorppr/")


def test_the_network_is_closed_unless_the_user_opens_it(shop: ModelStore, host: Host) -> None:
    with pytest.raises(DownloadFailed, match="the network is off"):
        download(shop, "auraface", allowed=False)
    assert not host.asked
    assert not (log_folder() / CONNECTION_LOG).exists()


def test_after_a_cut_the_next_try_goes_on(shop: ModelStore, host: Host) -> None:
    host.cut_after = 100_000
    with pytest.raises(DownloadFailed, match=r"did not arrive: .* are kept, and the next try goes on there"):
        download(shop, "auraface", allowed=True)
    found = shop.state("auraface")
    assert (found.state, found.have) == (State.PAUSED, 100_000)
    host.cut_after = None
    assert download(shop, "auraface", allowed=True).state is State.READY
    assert host.asked[-1]["Range"] == "bytes=100000-"
    assert shop.use("auraface").read_bytes() == host.content


def test_a_host_that_cannot_go_on_starts_again(shop: ModelStore, host: Host) -> None:
    host.cut_after = 100_000
    with pytest.raises(DownloadFailed):
        download(shop, "auraface", allowed=True)
    host.cut_after, host.ranges = None, False
    assert download(shop, "auraface", allowed=True).path.read_bytes() == host.content


def test_other_bytes_are_refused_and_not_kept(shop: ModelStore, host: Host) -> None:
    host.content = host.content[:-1] + bytes([host.content[-1] ^ 1])
    with pytest.raises(DownloadFailed, match=r"was not kept: what came is not the published file"):
        download(shop, "auraface", allowed=True)
    assert shop.state("auraface").state is State.MISSING
    assert not list(shop.folder.rglob("*.part"))
    assert "refused" in _log()[-1]


@pytest.mark.parametrize("change", [lambda content: content[:-5], lambda content: content * 3])
def test_a_file_of_another_length_is_refused_before_it_is_written(
    shop: ModelStore, host: Host, change: Callable[[bytes], bytes]
) -> None:
    host.content = change(host.content)
    with pytest.raises(DownloadFailed, match=r"the host offers \d+ bytes instead of"):
        download(shop, "auraface", allowed=True)
    assert shop.state("auraface").have == 0


def test_a_user_can_pause_and_go_on(shop: ModelStore, host: Host) -> None:
    with pytest.raises(WorkStopped, match="paused"):
        download(shop, "auraface", allowed=True, cancelled=lambda: True)
    found = shop.state("auraface")
    assert found.state is State.PAUSED
    assert 0 < found.have < len(host.content)
    assert download(shop, "auraface", allowed=True).state is State.READY
    assert shop.remove("auraface").state is State.MISSING


def test_a_part_that_is_whole_already_asks_nobody(shop: ModelStore, host: Host) -> None:
    part = shop.part(shop.model("auraface"))
    part.parent.mkdir(parents=True)
    part.write_bytes(host.content)
    assert download(shop, "auraface", allowed=True).state is State.READY
    assert not host.asked


def test_a_part_that_is_too_long_is_thrown_away(shop: ModelStore, host: Host) -> None:
    part = shop.part(shop.model("auraface"))
    part.parent.mkdir(parents=True)
    part.write_bytes(host.content + b"more")
    assert download(shop, "auraface", allowed=True).state is State.READY


def test_an_answer_that_is_no_file_is_told_with_a_way_by_hand(shop: ModelStore, host: Host) -> None:
    host.status = 404
    with pytest.raises(DownloadFailed, match=r"the host answers 404 .*Nothing was kept.*by hand from https://"):
        download(shop, "auraface", allowed=True)
    assert "404" in _log()[-1]


def test_a_host_that_is_not_there_is_told(shop: ModelStore, host: Host) -> None:
    closed = "http://127.0.0.1:9/glintr100.onnx"
    models = tuple(dataclasses.replace(one, url=closed) if one.url else one for one in shop.models)
    with pytest.raises(DownloadFailed, match=r"did not arrive"):
        download(ModelStore(shop.folder, models), "auraface", allowed=True)


def test_a_redirect_is_followed_and_written_down(shop: ModelStore, host: Host) -> None:
    host.redirect = f"{host.address}/moved"
    assert download(shop, "auraface", allowed=True).state is State.READY
    assert [line.split("\t")[3] for line in _log()] == ["asked", "asked", "complete, sha256 as published"]


@pytest.mark.parametrize("to", ["http://example.org/x", "ftp://127.0.0.1/x", "file:///etc/passwd"])
def test_a_redirect_to_an_open_line_is_not_followed(shop: ModelStore, host: Host, to: str) -> None:
    host.redirect = to
    with pytest.raises(DownloadFailed):
        download(shop, "auraface", allowed=True)
    assert len(host.asked) == 1
    assert "example.org" not in "".join(_log())


@pytest.mark.parametrize("name", ["mirrorppr", "buffalo_l"])
def test_what_is_not_offered_as_a_file_is_not_downloaded(shop: ModelStore, name: str) -> None:
    with pytest.raises(DownloadFailed, match="cannot be downloaded from here"):
        download(shop, name, allowed=True)
