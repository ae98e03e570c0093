"""What the picture of a chart says beside the chart."""

from collections.abc import Iterable

import pandas as pd

from pcdash.exports import ATTRIBUTION, SYNTHETIC


def lines(rows: pd.DataFrame, sources: pd.DataFrame, *, notes: Iterable[str], synthetic: bool) -> list[str]:
    """The lines under a picture's title: notes, whether it is synthetic, publications of the figures, attribution.

    `rows` are the figures drawn, with `source_id` where they have one; `sources` is `queries.provenance.source_files`.
    """
    known = sources.set_index("source_id")["publication_title"]
    titles = sorted(known.reindex(rows["source_id"].dropna().unique()).dropna().unique()) if "source_id" in rows else []
    named = f"Figures: {'; '.join(titles)}." if titles else ""
    return [line for line in (*notes, f"{SYNTHETIC}." if synthetic else "", named, ATTRIBUTION) if line]
