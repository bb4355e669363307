"""`yusuan site` and `yusuan serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yusuan.commands.console import PROJECT, Root, out
from yusuan.errors import InputError
from yusuan.links import refuse_links_in_project
from yusuan.locking import locked
from yusuan.serving.endpoint import Server
from yusuan.serving.endpoint import serve as serve_until_interrupted
from yusuan.serving.pool import Pool
from yusuan.serving.protocol import Limits
from yusuan.site import build_site, site_base

_HOME = "127.0.0.1"


def site(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to put it, instead of site/.")] = None,
    root: Root = PROJECT,
) -> None:
    """Build the site from the published packages into site/."""
    folder = (output or root / "site").resolve()
    with locked(root):
        build_site(root, folder)
    out.print(f"the site is in {folder}", markup=False)


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any port that is free.")] = 8000,
    host: Annotated[str, typer.Option(help="Where to listen; other machines can ask unless this is loopback.")] = _HOME,
    seconds: Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds that a query may take.")] = 10,
    root: Root = PROJECT,
) -> None:
    """Serve the built site, and all published data as a read-only SPARQL endpoint at /sparql, until Ctrl-C."""
    site_folder = root / "site"
    if not (site_folder / "index.html").is_file():
        raise InputError(f"{site_folder}: there is no site yet; run `yusuan site`")
    refuse_links_in_project(root, ("datapackage",))
    pool = Pool(root / "datapackage", site_base(root), Limits(seconds=seconds))
    try:
        server = Server(host, port, site_folder, pool)
    except InputError:
        pool.close()
        raise
    out.print(f"site: {server.url}\nSPARQL: {server.url}sparql\nCtrl-C ends it", markup=False)
    serve_until_interrupted(server)
