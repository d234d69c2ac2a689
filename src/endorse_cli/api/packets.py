"""The only place that makes a packet of records, whoever scored them."""

from collections.abc import Callable, Iterable, Mapping

from endorse_cli.engine.explanation import Account
from endorse_cli.models.passages import Text
from endorse_cli.models.record import Audience, InvalidPart
from endorse_cli.models.slate import Slate


def make_packet(
    accounts: Iterable[Account],
    invalid: Iterable[InvalidPart] = (),
    *,
    audience: Audience,
    slate: Slate | None = None,
    sections: Mapping[str, Callable[..., None]] | None = None,
    text: Text | None = None,
) -> str:
    """One HTML file of candidates' accounts, in the edition for an audience.

    `sections` stand on the cover after the races, by heading: each puts its parts on the `Page`
    it is given, as the sections of a table do; one that puts nothing has no
    heading. What they put is not looked through for what an edition leaves out: whoever makes
    them does that before.
    """
    from endorse_cli.reports.editions import edition, edition_of_invalid, edition_of_slate
    from endorse_cli.reports.packet.flow import section_of
    from endorse_cli.reports.packet.html import render_packet

    on_the_cover = (section_of(title, put) for title, put in (sections or {}).items())
    return render_packet(
        [one._replace(record=edition(one.record, audience)[0]) for one in accounts],
        [edition_of_invalid(part, audience) for part in invalid],
        audience=audience,
        slate=edition_of_slate(slate, audience) if slate else None,
        sections=[section for section in on_the_cover if section.parts],
        text=text,
    )
