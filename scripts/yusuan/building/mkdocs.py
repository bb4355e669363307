"""Run mkdocs over one language's staged pages."""

from __future__ import annotations

import logging
from pathlib import Path

import jieba
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from yusuan.errors import InputError


class _Warnings(logging.Handler):
    """Keeps what mkdocs warns of, to say it in one line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.messages.append(record.getMessage())


def run_mkdocs(config_file: Path, pages: Path, output: Path, site_url: str) -> MkDocsConfig:
    """Build ``pages`` into ``output``, which is emptied before, and give the settings used.

    Raises:
        InputError: mkdocs warns of anything (a broken link or anchor).
    """
    warnings, logger = _Warnings(), logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    jieba.setLogLevel(logging.WARNING)  # it announces on stderr that it loads its dictionary
    try:
        config = load_config(
            config_file=str(config_file), docs_dir=str(pages), site_dir=str(output), site_url=site_url, strict=True
        )
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        told = "; ".join(warnings.messages[:3]) or str(error)
        raise InputError(f"{config_file.name}: the site does not build: {told}") from error
    finally:
        logger.removeHandler(warnings)
    return config
