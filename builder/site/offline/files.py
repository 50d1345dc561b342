"""The files of a finished site that are made from all its others: the service worker's list of them, and the zip."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import TypeAdapter

from builder.catalogue import urls
from builder.site.offline.kept import (
    MOST_AT_FIRST,
    is_kept,
    kept_at_first,
    service_worker,
    transfer_size,
    with_size,
    without_part,
)
from builder.system.disk import OutputFile, write_whole, write_zip
from builder.system.store import Store, key_of

SIZES: TypeAdapter[dict[str, int]] = TypeAdapter(dict[str, int])


def keep_offline(
    folder: Path, files: Mapping[str, str], needed: Iterable[tuple[str, ...]], *, drawn: Store, other: Store
) -> OutputFile:
    """Give the service worker with what it may keep, and put the size of that into the page of downloads.

    ``files`` are fingerprints by path, ``needed`` is the order of need; the stores remember the sizes of what is drawn
    and of all other files. The fingerprint of that page is older: another size alone makes it no newer page.
    """
    kept = {name: mark for name, mark in sorted(files.items()) if is_kept(name)}
    drawings = {name: mark for name, mark in kept.items() if name.endswith(".svg")}
    others = {name: mark for name, mark in kept.items() if name not in drawings}
    sizes = _transfer_sizes(folder, drawings, drawn) | _transfer_sizes(folder, others, other)
    first = kept_at_first((names for names in needed if kept.keys() >= set(names)), sizes, MOST_AT_FIRST)
    page = folder / urls.DOWNLOADS
    html = with_size(page.read_text(encoding="utf-8"), "offline", sum(sizes.values()))
    write_whole(page, html.encode())
    script = (folder / urls.SERVICE_WORKER).read_text(encoding="utf-8")
    return OutputFile.of(urls.SERVICE_WORKER, service_worker(script, kept, first))


def _transfer_sizes(folder: Path, files: Mapping[str, str], store: Store) -> dict[str, int]:
    """Give the size of each file on its way to a browser, by path; ``files`` are the fingerprints by path.

    Sizes are kept in the store by fingerprint: to compress everything takes longer than most edits.
    """
    key = key_of("transfer sizes")
    known = SIZES.validate_json(store.read(key) or b"{}")
    sizes = {mark: known.get(mark) or transfer_size((folder / name).read_bytes()) for name, mark in files.items()}
    if sizes != known:
        store.keep(key, SIZES.dump_json(sizes))
    return {name: sizes[mark] for name, mark in files.items()}


def add_zip(folder: Path) -> None:
    """Pack the whole finished site into one zip, and say its size on the page of downloads."""
    page = folder / urls.DOWNLOADS
    html = page.read_text(encoding="utf-8")
    write_whole(page, without_part(html, "zip").encode())
    target = folder / urls.SITE_ZIP
    write_zip(folder, target)
    write_whole(page, with_size(html, "zip", target.stat().st_size).encode())
