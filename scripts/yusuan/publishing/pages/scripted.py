"""Pages that a script of the site fills: what stands there before it runs, and where it cannot."""

from __future__ import annotations

from yusuan.publishing.pages.html import escape, heading


def scripted_page(name: str, title: str, introduction: str, without: str, files: str, *, is_wide: bool = False) -> str:
    """The Markdown of a page that ``assets/browser/<name>.js`` fills.

    ``title`` and ``introduction`` are text; ``without`` (what to do where scripts do not run) and ``files`` (the data
    behind the page) are HTML.
    """
    classes = "yu-app yu-wide" if is_wide else "yu-app"
    parts = [
        f'---\ntitle: "{escape(title)}"\nhide:\n  - navigation\n  - toc\nstyles:\n  - explore\n'
        f"scripts:\n  - {name}\n---",
        f"# {heading(title)}",
        heading(introduction),
        f'<div id="yu-{name}" class="{classes}"><noscript><p>{without}</p></noscript></div>',
        f'<p class="yu-small">{files}</p>',
    ]
    return "\n\n".join(parts) + "\n"
