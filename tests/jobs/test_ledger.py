from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from mirrorppr_desktop.errors import JobError, LedgerDamaged
from mirrorppr_desktop.jobs.events import Notice
from mirrorppr_desktop.jobs.ledger import FILE_NAME, Intent, Keys, Ledger
from mirrorppr_desktop.jobs.recover import keep_copy, open_ledger, restart
from mirrorppr_desktop.jobs.schema import State

KEYS = Keys("settings", "models")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger(tmp_path / FILE_NAME) as opened:
        yield opened


def intent(name: str = "a_retouched.jpg", sha: str = "r" * 64) -> Intent:
    return Intent(Path(name), sha, 3, Path(name + ".json"), "s" * 64, "o" * 64, "1:2:3")


def test_it_is_as_durable_as_promised(ledger: Ledger) -> None:
    pragma = lambda name: ledger._db.execute(f"PRAGMA {name}").fetchone()[0]  # noqa: E731
    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)


def test_the_way_of_a_photo(ledger: Ledger) -> None:
    item = ledger.add(Path("/p/a.jpg"), Path("a_retouched.jpg"), KEYS)
    assert item.state == State.PENDING
    ledger.claim(item, item.result)
    assert (ledger.item(item.id).state, ledger.item(item.id).attempts) == (State.RUNNING, 1)
    assert not ledger.is_ours(Path("a_retouched.jpg"), "r" * 64)
    ledger.intend(item, intent())
    assert ledger.item(item.id).state == State.WRITING
    assert ledger.is_ours(Path("a_retouched.jpg"), "r" * 64)
    ledger.done(item, Path("a_retouched.jpg"), "9:9:9")
    end = ledger.item(item.id)
    assert (end.state, end.result_sha, end.source_sha, end.source_stat) == (State.DONE, "r" * 64, "o" * 64, "1:2:3")


def test_no_two_rows_share_a_result(ledger: Ledger) -> None:
    ledger.add(Path("/p/a.jpg"), Path("a_retouched.jpg"), KEYS)
    with pytest.raises(JobError):
        ledger.add(Path("/q/a.jpg"), Path("a_retouched.jpg"), KEYS)
    assert len(ledger.items()) == 1


def test_events_are_only_added(ledger: Ledger) -> None:
    ledger.add(Path("/p/a.jpg"), Path("a_retouched.jpg"), KEYS)
    for statement in ("DELETE FROM event", "UPDATE event SET kind = 'done'"):
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            ledger._db.execute(statement)


def test_names_that_are_no_text_survive(ledger: Ledger) -> None:
    odd = Path("/p/\udcff\n\U0001f600.jpg")
    item = ledger.add(odd, Path("\udcff_retouched.jpg"), KEYS)
    assert (ledger.item(item.id).source, ledger.item(item.id).result) == (odd, Path("\udcff_retouched.jpg"))


def test_restart_adopts_what_was_published_and_frees_the_rest(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("a", "b", "c"):
        ledger.claim(
            ledger.add(Path(f"/p/{name}.jpg"), Path(f"{name}_retouched.jpg"), KEYS), Path(f"{name}_retouched.jpg")
        )
    published, lost, _ = ledger.items()
    (out / "a_retouched.jpg").write_bytes(b"abc")
    ledger.intend(
        published, intent("a_retouched.jpg", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    )
    ledger.intend(lost, intent("b_retouched.jpg"))
    ours, theirs = out / ".mp-1f-3.part", out / ".mp-2f-3.part"
    ours.touch(), theirs.touch()
    restart(ledger, out, "1f")
    assert [item.state for item in ledger.items()] == [State.DONE, State.PENDING, State.PENDING]
    assert not ours.exists() and theirs.exists()


def test_copies_are_kept_for_three_days(ledger: Ledger, tmp_path: Path) -> None:
    for day in ("20010101", "20020101", "20030101"):
        ledger.backup(tmp_path / f"ledger-copy-{day}.sqlite")
    keep_copy(ledger, tmp_path)
    copies = sorted(path.name for path in tmp_path.glob("ledger-copy-*"))
    assert len(copies) == 3 and "ledger-copy-20010101.sqlite" not in copies
    assert not list(tmp_path.glob(".mp-*"))


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    Ledger(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(JobError, match="newer version"):
        open_ledger(tmp_path, tmp_path, lambda _: None)
    assert list(tmp_path.glob("ledger-damaged*")) == []


@pytest.mark.parametrize("damage", ["zeroed", "cut off", "text", "one page of noise", "empty tables gone"])
def test_a_damaged_ledger_is_seen_or_harmless(tmp_path: Path, damage: str) -> None:
    path = tmp_path / FILE_NAME
    with Ledger(path) as ledger:
        for n in range(200):
            ledger.add(Path(f"/photos/{n}.jpg"), Path(f"{n}_retouched.jpg"), KEYS)
        keep_copy(ledger, tmp_path)
    whole = path.read_bytes()
    match damage:
        case "zeroed":
            path.write_bytes(bytes(len(whole)))
        case "cut off":
            path.write_bytes(whole[: len(whole) // 2])
        case "text":
            path.write_bytes(b"<html>not a database</html>" * 100)
        case "one page of noise":
            path.write_bytes(whole[:8192] + bytes(range(256)) * 16 + whole[12288:])
        case "empty tables gone":
            with sqlite3.connect(path) as db:
                db.execute("DROP TABLE output")
    with pytest.raises(LedgerDamaged):
        Ledger(path).close()
    heard: list[object] = []
    with open_ledger(tmp_path, tmp_path, heard.append) as again:
        assert len(again.items()) == 200  # from the copy
    assert [type(event) for event in heard] == [Notice]
    assert len(list(tmp_path.glob("ledger-damaged-1.sqlite"))) == 1
