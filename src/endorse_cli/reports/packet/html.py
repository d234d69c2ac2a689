"""The only place that turns a packet into HTML: one file that fetches nothing and runs nothing."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from endorse_cli.models.passages import Text
from endorse_cli.models.record import Audience, InvalidPart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.slate import Slate
from endorse_cli.reports.packet.style import STYLE
from endorse_cli.reports.packet.view import Section, packet_view
from endorse_cli.reports.templating import filled


def render_packet(
    pages: Sequence[tuple[Record, Rubric]],
    invalid: Sequence[InvalidPart] = (),
    *,
    audience: Audience,
    slate: Slate | None = None,
    sections: Sequence[Section] = (),
    text: Text | None = None,
) -> str:
    """A packet of records, each with its rubric, in an edition that was made before.

    `sections` stand on the cover, after the races: what changed since the last packet, guidance
    on the slate. With the `text` of the document each line shows its passages.
    """
    view = packet_view(pages, invalid, audience=audience, slate=slate, sections=sections, text=text)
    return filled("packet.html.j2", {"packet": view, "style": STYLE, "policy": _policy(STYLE)})


def _policy(style: str) -> str:
    """What a browser may do with the page: set it in our own style, and nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    rules = (
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)
