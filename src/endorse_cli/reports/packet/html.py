"""The only place that turns a packet into HTML: one file that fetches nothing and runs nothing.

Nothing is said by colour alone, and no outcome has a colour of its own.
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import partial
from hashlib import sha256

from endorse_cli.engine.explanation import Account
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import Audience, InvalidPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ComparedPart
from endorse_cli.reports.packet.cover import packet_view
from endorse_cli.reports.packet.flow import Section, section_of
from endorse_cli.reports.papers.templating import filled
from endorse_cli.reports.slates.comparisons import MATTERS, pair_title, put_pair
from endorse_cli.reports.wording import edition_title
from endorse_cli.rubric.passages import Text

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1a1a1a; --quiet: #555; --line: #bbb; --tint: #f3f3f1;
  --link: #0b4a8f; --open: #7a3d00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161616; --ink: #ededed; --quiet: #b5b5b5; --line: #555; --tint: #222;
    --link: #9ec5ff; --open: #ffc277;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 1rem 3rem; max-width: 54rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 1.5rem 0 .5rem; }
h2 { font-size: 1.45rem; line-height: 1.2; margin: 1.5rem 0 .25rem; }
h3 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1rem 0 .2rem; }
p, ul, dl { margin: .25rem 0; }
ul { padding-left: 1.3rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 1; }
.quiet, .aside { color: var(--quiet); }
.aside, .where, .made { font-size: .875rem; }
.strong, .key, dt { font-weight: 600; }
.open { color: var(--open); font-weight: 600; }
.open.keyed { color: inherit; font-weight: inherit; }
.open > .key { color: var(--open); }
.ballot { border-left: 4px solid var(--ink); padding: .25rem 0 .25rem .75rem; margin: 1rem 0; }
.departures { border-left: 4px solid var(--line); padding: .1rem 0 .25rem .75rem; margin: 1rem 0; }
.departures h2 { font-size: 1.1rem; margin: 0 0 .25rem; }
.departures p + p { margin-top: .6rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; }
dd { margin: 0; }
.depth-1 { margin-left: 1rem; }
.depth-2 { margin-left: 2rem; }
.depth-3 { margin-left: 3rem; }
svg { display: block; width: 100%; max-width: 30rem; height: auto; margin: 1rem 0; }
svg text { fill: var(--ink); font: 11px system-ui, sans-serif; }
svg .race { font-weight: 600; }
svg line { stroke: var(--line); }
svg circle { fill: var(--ink); stroke: var(--ink); stroke-width: 2; }
svg .hollow { fill: var(--paper); }
article { border-top: 3px solid var(--ink); margin-top: 3rem; }
.results { border: 2px solid var(--ink); padding: .5rem .75rem; margin: .75rem 0; }
.results h3 { margin: .6rem 0 0; font-size: .95rem; font-weight: 400; color: var(--quiet); }
.results h3:first-child { margin-top: 0; }
.outcome { font-size: 1.25rem; font-weight: 700; line-height: 1.25; margin: 0; }
.count { border-top: 1px solid var(--line); margin-top: .6rem; padding-top: .4rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.sides > section { border: 1px solid var(--line); padding: 0 .75rem .5rem; }
.sides blockquote { margin: .5rem 0; }
.sides cite { font-style: normal; font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .5rem .4rem 0; font-weight: 400;
  border-top: 1px solid var(--line); }
thead th, tbody > .group th { font-weight: 600; }
tbody > .group th { background: var(--tint); padding-left: .4rem; }
.lines th[scope="row"] { width: 45%; }
.where { display: block; color: var(--quiet); }
details { margin: .25rem 0; }
summary { cursor: pointer; padding: .15rem 0; }
.full > summary { font-weight: 600; font-size: 1.1rem; margin-top: 1.6rem; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; color: var(--quiet); }
@media (max-width: 34rem) {
  .sides { grid-template-columns: 1fr; }
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: .4rem; }
  h2 { margin-top: .75rem; }
}
@media print {
  @page { margin: 18mm 16mm; }
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --quiet: #333; --line: #888; --tint: #fff;
    --link: #000; --open: #000;
  }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .skip, .up { display: none; }
  article { break-before: page; border-top: 0; margin-top: 0; }
  h1, h2, h3, h4, summary, caption, .group { break-after: avoid; }
  tr, .results, .sides > section, li, p, blockquote, svg { break-inside: avoid; }
  thead { display: table-header-group; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  details > summary { list-style: none; }
}
"""


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
