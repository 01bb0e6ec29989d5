"""`summarize cache …`: look at the cache of model answers, or clear it.

Only typer is imported before a command runs, so that `summarize --help` stays quick.
"""

from __future__ import annotations

import typer

from summarize.options import AsFormat, Format

__all__ = ["cache_app"]

cache_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Example: summarize cache show\n\n"
    "Look at the cache of model answers, which all commands share, or clear it. SUMMARIZE_CACHE_MB sets how many megabytes "
    "it may take (1000 if not set); beyond that, the answers not used for longest go.",
)


@cache_app.command("show", short_help="Say where the cache is and what it holds.")
def cache_show(format: AsFormat = Format.TEXT) -> None:
    """Example: summarize cache show

    Say where the cache is, how many answers it holds, and how large it is and may become.
    """
    import json

    from summarize.asking.answers import cache_facts
    from summarize.output import answer

    facts = cache_facts()
    if format is Format.JSON:
        record = {"path": str(facts.path), "entries": facts.entries, "size": facts.size, "limit": facts.limit}
        answer(json.dumps(record, indent=2, ensure_ascii=False))
        return
    answer(
        f"{facts.path}\n{facts.entries:,} answers, {facts.size / 1e6:,.1f} MB of at most {facts.limit / 1e6:,.0f} MB"
    )


@cache_app.command("clear", short_help="Empty the cache.")
def cache_clear() -> None:
    """Example: summarize cache clear

    Empty the cache. Whatever is needed again will be asked again; a damaged file is removed.
    """
    from summarize.asking.answers import clear_cache
    from summarize.output import note

    size = clear_cache()
    note(f"The cache of {size / 1e6:,.1f} MB is empty now." if size else "There was nothing to clear.")
