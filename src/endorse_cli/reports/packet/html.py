"""The only place that turns a packet into HTML: one file that fetches nothing and runs nothing."""

from base64 import b64encode
from collections.abc import Sequence
from functools import partial
from hashlib import sha256

from endorse_cli.engine.explain import Account
from endorse_cli.models.passages import Text
from endorse_cli.models.record import Audience, InvalidPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.slate import Slate
from endorse_cli.models.together import ComparedPart
from endorse_cli.reports.packet.style import STYLE
from endorse_cli.reports.packet.view import Section, packet_view, section_of
from endorse_cli.reports.templating import filled
from endorse_cli.reports.together.comparison import MATTERS, pair_title, put_pair
from endorse_cli.reports.wording import edition_title


def render_packet(
    accounts: Sequence[Account],
    invalid: Sequence[InvalidPart] = (),
    *,
    audience: Audience,
    slate: Slate | None = None,
    sections: Sequence[Section] = (),
    text: Text | None = None,
) -> str:
    """A packet of candidates' accounts, in an edition that was made before.

    `sections` stand on the cover, after the races: what changed since the last packet, guidance
    on the slate. With the `text` of the document each line shows its passages.
    """
    view = packet_view(
        accounts, invalid, audience=audience, slate=slate, sections=sections, text=text
    )
    return filled("packet.html.j2", {"packet": view, "style": STYLE, "policy": _policy(STYLE)})


def render_comparison(compared: Sequence[tuple[ComparedPart, Rubric]], audience: Audience) -> str:
    """Candidates side by side, in an edition that was made before, as one file like a packet."""
    values = {
        "title": f"Candidates compared, {edition_title(audience)}",
        "sections": [
            section_of(pair_title(part), partial(put_pair, part=part, rubric=rubric))
            for part, rubric in compared
        ],
        "closing": section_of("", lambda page: page.put(MATTERS, "quiet")).parts,
        "style": STYLE,
        "policy": _policy(STYLE),
    }
    return filled("comparison.html.j2", values)


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
