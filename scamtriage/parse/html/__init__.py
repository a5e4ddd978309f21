"""HTML pages. Entry points: `page.read_page` for what a page says, `redirect.next_hop` for where it redirects.

bytes to markup       charset, page_source, plain_source, noscript, xml, data_urls
may it be a tree      prescan, text_copies; features (what its readers need not look for)
markup to a document  tree with outline, tag_numbers, shadow_roots and frame_boxes; else stream with stream_parts, tokens, open_elements,
                      skim and foreign; both give a document; frames (documents within it), filling (frames that fill it), shown_values
its parts             page_parts: markup, document, texts, marks, links and contacts, of which `page` makes the facts
its texts             page_text, embedded and carried (in data), language, legible, guests and guest_marks, presentation, prices, bounded
its links and images  links, reference, apps, drawn, covers (all of the window), qr_pictures, qr_places
what it does          acting, refresh, redirect; scripts/, styles/
what it asks for      forms/
whom to turn to       contacts/
is it the page        barrier, completeness, structure (a hash of its shape)
"""
