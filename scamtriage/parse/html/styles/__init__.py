"""What the styles of a page do to its text. Entry points: `sheets` for the page's style sheets, `hiding` for one element's declarations."""
