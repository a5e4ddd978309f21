"""A file given in place of a site: a page that a browser saved, a text, or something else, with advice.

saved_page                   where to enter: the page read as if it were fetched, with its pictures and the URL that it says it came from
web_archive, archive_parts   the page in a web archive (.mht), and what lies beside it
text_page                    a chat, a report or a mail as a page that shows it
filetypes                    inputs that are none of these
"""
