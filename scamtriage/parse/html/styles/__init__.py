"""What the styles of a page do to its text. Entry points: `sheets` for the page's style sheets, `hiding` for one element's declarations.

what a sheet says     strings (taken out of the way), rules, selectors, declarations, colours
what is hidden        faded (what an element within can undo)
what is shown         generated (drawn by a style), reordered, reversed_text, lines (blocks within a line)
without a tree        untold (what the tokens leave open)
on a tree             tree
"""
