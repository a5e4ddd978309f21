"""What `explain` says of the words for pages: where a contact stands, as whom a page was asked for, what hides it, what its scripts do."""

PLACES = {
    "link": "a link that visitors can follow",
    "redirect": "where the page sends its visitors by itself",
    "tel-link": "a link that dials a number",
    "script": "a script of the page; visitors see it only if the script shows it",
    "text": "the visible text",
    "title": "the title of the page, as a browser's tab has it",
    "image-alt": "the words that stand for an image",
    "icon": "beside an icon of a messenger",
    "symbol": "beside an icon of a telephone or of mail",
    "table": "a table",
    "messenger-column": "a column of a table that is headed with a messenger",
    "json-ld": "data for search engines (JSON-LD); visitors do not see it",
    "data": "data that the page carries for its scripts; which of it visitors see is unknown",
    "form": "a form, or where it sends what is typed",
    "meta": "the description of the page for search engines and previews; visitors do not see it",
    "hidden-text": "text that the page hides",
    "attribute": "an attribute in the source of the page; visitors need not see it",
    "mirrored-text": "text that is written backwards and turned by the style sheet",
    "qr-image": "a QR code in an image",
    "telegram-bot": "the address of a bot of Telegram, to which a page can send what is typed",
    "telegram-script": "a function that sends to a bot of Telegram whose address is in another file",
    "discord-webhook": "the address of a channel of Discord, to which a page can send what is typed",
}
"""Where a contact was found on a page."""

VISITORS = {
    "in-app": "the page was asked for as the browser within a messenger does",
    "language": "the page was asked for in its own language",
    "search-referrer": "the page was asked for as if from a search",
    "crawler": "the page was asked for as a search engine does",
}
"""As whom `--second-look` asks, besides "phone"."""

BARRIERS = {
    "captcha": "a task that only people are to solve",
    "challenge": "a check of the browser",
    "forbidden": "a refusal of this visitor",
    "login-wall": "a page that shows nothing before a log-in",
    "geo-block": "a refusal of visitors from this country",
    "rate-limit": "a refusal because of too many visits",
    "error": "an error of the server",
    "incomplete": "a page that did not arrive whole, or of which not all is known",
    "interstitial": "a notice to click away first, on cookies, age, an app or another browser",
    "changing": "a page that differs from visit to visit of the same visitor",
    "default-page": "the page that a server shows before it has a site",
    "suspended-page": "the host's page in place of a site that it has taken down",
    "maintenance": "the site's notice that it is not there yet, or is being worked on",
    "broken": "what a program of the site prints when it fails",
    "for-sale": "the notice that the name is for sale",
    "warning-page": "somebody's warning of the site, before or in place of it",
    "blocked-by-order": "the notice of a block by an authority; the site itself was not seen",
    "seized": "the notice of an authority that has taken the name",
}
"""What was seen in place of a page. What the page says is then unknown."""

VETTING = {
    "dv": "its issuer checked that the owner holds the name, and nothing else",
    "ov": "its issuer checked the organisation too",
    "ev": "its issuer checked the organisation and its register entry",
}
"""What the issuer of a certificate checked."""

DEVICES = {
    "fullscreen": "the page fills the screen and hides the browser",
    "dialog-loop": "it opens dialogs again and again",
    "print-loop": "it asks to print again and again",
    "before-unload": "it asks whoever leaves to stay",
    "clipboard-write": "it writes into the clipboard",
    "no-context-menu": "it has no menu on right click",
    "devtools-block": "it stops the tools with which a page is looked into",
    "debugger-timer": "it halts those tools again and again",
    "audio-autoplay": "it plays sound by itself",
    "history-trap": "the way back leads to itself",
    "keyboard-lock": "it takes keys from the browser",
    "hidden-cursor": "it hides the pointer",
    "countdown": "it counts down",
    "notification-prompt": "it asks to be allowed to send notifications",
    "shell-command": "its scripts hold a command that fetches and runs a program, as manuals do, too",
    "install-prompt": "it offers by itself to be installed as an app, as many honest sites do",
    "seconds-contracts": "its scripts sell bets on the price of the next seconds or minutes",
    "withdrawal-locked": "its scripts refuse to pay out below a score that the house sets",
    "outcome-controlled": "its scripts have a switch for who wins",
    "reward-kit": "its scripts are those of a kit that takes players' accounts for a game's rewards",
    "log-in-kit": "its scripts are those of a kit that draws the log-in of a platform over an invitation",
}
"""What the scripts of a page do to its visitors."""
