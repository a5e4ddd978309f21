"""Pages. Enter by `page.read_page` for what a page says, and by `redirect.next_hop` for where it sends its visitor."""
