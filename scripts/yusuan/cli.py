"""The ``yusuan`` command."""

from __future__ import annotations

import warnings

import typer

from yusuan.commands.add import add
from yusuan.commands.audit import audit
from yusuan.commands.build import build
from yusuan.commands.console import err
from yusuan.commands.convert import convert
from yusuan.commands.inspect import inspect
from yusuan.commands.query import query
from yusuan.commands.site import serve, site
from yusuan.commands.validate import validate
from yusuan.errors import InputError, printable

_HELP = """Turn the budget disclosures of Chinese government units into open data.

`convert` and `inspect` look at any file; `add` registers one; `build`, `validate` and `site` publish what is
registered.
"""
_COMMANDS = (build, convert, inspect, add, validate, audit, query, site, serve)

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=_HELP)
for command in _COMMANDS:
    app.command()(command)


def main() -> None:
    """Run the command. Bad input ends in one clear line for each problem and exit code 2."""
    with warnings.catch_warnings():
        warnings.showwarning = lambda message, *_, **__: err.print(f"yusuan: {printable(str(message))}", markup=False)
        try:
            app()
        except InputError as error:
            for line in str(error).splitlines():
                err.print(f"yusuan: {line}", markup=False)
            raise SystemExit(2) from None
