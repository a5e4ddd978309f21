"""Forms of a page. Entry point: `page_forms.read_forms`.

where inputs stand    inputs and tree; owners (which form owns one), made (by scripts), keypad (that a page draws itself)
what one asks for     asked; masked (dots in place of what is typed), nearby (the text beside it), digits, lone_words (read as a secret
                      only beside others)
the forms             page_forms; kept (of too many), sent (by scripts)
"""
