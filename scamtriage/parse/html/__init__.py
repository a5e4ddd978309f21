"""HTML pages. Entry points: `page.read_page` for what a page says, `redirect.next_hop` for where it redirects."""
