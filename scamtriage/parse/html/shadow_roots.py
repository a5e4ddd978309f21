"""Which templates of a page are shadow roots, and so are drawn in place of what stands in their hosts."""

import re
from collections.abc import Mapping
from typing import Any

from scamtriage.records import lazy_re

_TEMPLATE = lazy_re.compile(rb"<(/?)template(?=[\s/>])", re.IGNORECASE)
_HOSTS = frozenset(
    ("article", "aside", "blockquote", "body", "div", "footer", "header", "main", "nav", "p", "section", "span")
) | frozenset(f"h{level}" for level in range(1, 7))
"""What may hold a shadow root, besides elements whose names have a dash."""


def as_sections(markup: bytes) -> bytes:
    """The markup with its templates as sections that are marked: what stands in a template is no part of the tree."""
    return _TEMPLATE.sub(rb"<\1section data-hidden-template ", markup)


def is_root(template: Any, given: Mapping[str, str | None]) -> bool:
    """Whether a template is a shadow root, and drawn; any other is not."""
    host = template.parent.tag
    return (given.get("shadowrootmode") or "").strip().lower() in ("open", "closed") and (host in _HOSTS or "-" in host)


def is_in_its_host(template: Any) -> bool:
    """Whether a template, read as a section, stands where it is written: a section ends a paragraph, and is put before a table."""
    before = template.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return (before is None or before.tag != "p") and all(one.tag != "table" for one in template.parent.iter())
