"""The scripts of a page, read and never run.

Doors: `redirect` (where they go by themselves), `written_markup` (what they write), `possible_redirects` (where they may go), `receivers`
(where they send what is typed), `loaded` and `frames` (what they load, and stretch over the page), `handlers` (scripts in attributes). The
first two interpret what runs for certain, in this order:

1. `tokens`: a tokenizer that knows where brackets, expressions and statements end. There is no syntax tree: all read ranges of tokens.
2. `scopes`: the functions of a script, and the symbol table of all scripts: which names are one, and how often each is written.
3. `interpreter`: statements and assignments that are reached, in the pieces that `script_reader` cuts; `calls`: what a call does, and
   `repeated_calls` what one more does. `timers` and `task_queue` say what runs later, or again.
4. `evaluator` on `operators`: a recursive-descent evaluator of expressions, with caps; `environment` holds what names stand for,
   `value_types` what there is, `builtin_methods` what the functions of the language give, `location` what the page's address is.
5. Effects end in `navigation` (the page is left; `pressed`: by a link or a form) and in `sinks` (something is written);
   `page_replacement` looks for what takes the page, `made_documents` for files, fragments and elements that are made, `wordless` for what
   can only be a number, `self_started` for what needs no visitor.

`receivers` runs nothing: it looks for what `named_boxes`, `taken_along` and `secret_words` tell of the secrets of a page.
"""
