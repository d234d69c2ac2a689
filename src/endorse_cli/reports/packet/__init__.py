"""A packet for members or the public: one HTML file with everything in it."""

from endorse_cli.reports.packet.html import render_packet
from endorse_cli.reports.packet.view import Section, section_of

__all__ = ["Section", "render_packet", "section_of"]
