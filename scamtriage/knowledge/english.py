"""What our codes are called in English sentences. The code itself tells a reader in court nothing: "asks for id-number", "gives line".

Kind of code -> code, or template, -> words, as in a catalogue of `sentences/`. Kinds without a table here are said as they are: verdicts,
kinds of scams, flags and states are the terms that `explain` and the options take.
"""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "asks": {
        "password": "a password", "otp": "a one-time code", "pin": "a PIN", "id-number": "an identity number", "card": "card data",
        "seed-phrase": "the recovery words of a wallet", "bank-login": "a log-in to a bank", "bank-account": "a bank account number",
        "phone": "a phone number", "email": "an e-mail address", "name": "a name", "address": "an address", "file": "a file",
    },
    "scheme": {
        "tech-support": "fake technical support", "fake-customer-care": "fake customer care", "gov-police": "fake police or authority",
        "bank-wallet": "fake bank or wallet", "parcel-toll": "fake parcel or toll", "invest-crypto": "fake investment",
        "adviser-clone": "fake investment adviser", "task-job": "fake job or task", "compound-recruit": "recruitment for scam compounds",
        "loan-app": "fake loan", "fake-shop": "fake shop", "recovery": "fake recovery of losses", "charity": "fake charity",
        "ticketing": "fake ticket", "prize-subsidy": "fake prize or subsidy", "wallet-drainer": "wallet drainer",
        "money-mule": "money mule",
    },
    "device": {
        "fullscreen": "full screen", "dialog-loop": "dialogs without end", "print-loop": "printing without end",
        "before-unload": "a question before leaving", "clipboard-write": "writing to the clipboard",
        "no-context-menu": "the right-click menu is off", "devtools-block": "developer tools are blocked",
        "debugger-timer": "a timer against debuggers", "audio-autoplay": "sound that starts by itself",
        "history-trap": "the back button leads back to it", "keyboard-lock": "keys are locked", "hidden-cursor": "the cursor is hidden",
        "notification-prompt": "it wants to send notifications", "seconds-contracts": "contracts that run for seconds",
        "withdrawal-locked": "withdrawals are locked", "outcome-controlled": "the outcome is controlled",
        "shell-command": "a command for a shell", "install-prompt": "it offers itself as an app",
        "reward-kit": "windows in which a game's rewards cost the player his account",
        "log-in-kit": "log-ins of platforms drawn over an invitation",
    },
    "differed": {
        "landing": "last address", "asks": "what is asked for", "forms": "where forms are sent",
    },
    "profile": {
        "phone": "a phone", "in-app": "a browser within an app", "language": "a speaker of its language",
        "search-referrer": "a visitor from a search", "crawler": "a web crawler",
    },
    "label": {
        "as phone": "as a phone", "as in-app": "as a browser within an app", "as language": "as a speaker of its language",
        "as search-referrer": "as a visitor from a search", "as crawler": "as a web crawler",
    },
    "barrier": {
        "challenge": "browser check", "forbidden": "refusal of access", "login-wall": "log-in page", "geo-block": "block by country",
        "rate-limit": "limit of requests", "error": "error page", "incomplete": "page without its end",
        "changing": "page that keeps changing", "interstitial": "notice to click away",
        "default-page": "default page of the server", "suspended-page": "notice of suspension", "maintenance": "notice of maintenance",
        "broken": "program error of the site", "for-sale": "notice that the name is for sale", "warning-page": "warning page",
        "blocked-by-order": "block by order", "seized": "notice of seizure",
    },
    "traits": {" ({trait})": " ({trait})"},
    "trait": {
        "has app file": "has an app file", "has free mail": "uses free mail", "has private messenger": "has a private messenger account",
        "asks for no more than a log-in and gives no private line": "asks for no more than a log-in and gives no private line",
        "shows address": "shows an address", "shows company number": "shows a company number", "shows fixed line": "shows a landline",
        "shows licence": "shows a licence", "shows own mail": "shows mail of its own", "asks {asks}": "asks for {asks}",
        "gives phone": "gives a phone number", "gives local-phone": "gives a phone number without its country",
        "gives hotline": "gives a service number", "gives email": "gives an e-mail address", "gives wallet": "gives a crypto wallet",
        "gives bank-account": "gives a bank account", "gives remote-tool": "names a remote-control tool",
        "gives payment-qr": "gives a QR code for payment", "gives {messenger}": "gives {messenger}", "number {detail}": "gives a {detail}",
        "number voip": "gives an internet telephone number", "number ": "gives a number",
    },
    "place": {"name": "domain name", "path": "path of the address"},
    "contact": {
        "line": "LINE", "telegram": "Telegram", "telegram-bot": "Telegram bot", "whatsapp": "WhatsApp",
        "whatsapp-group": "WhatsApp group", "zalo": "Zalo", "viber": "Viber", "wechat": "WeChat", "qq": "QQ",
        "messenger": "Messenger", "kakaotalk": "KakaoTalk", "signal": "Signal", "skype": "Skype",
    },
    "channel": {
        "phone {account}": "the phone number {account}", "local-phone {account}": "the phone number {account}",
        "hotline {account}": "the service number {account}", "email {account}": "the mailbox {account}",
        "{messenger} {account}": "{messenger} {account}",
    },
    "account": {"{messenger} {account}": "{messenger} {account}"},
    "detail": {
        "mobile": "mobile number", "fixed": "landline number", "fixed or mobile": "landline or mobile number",
        "toll-free": "toll-free number",
        "premium": "premium-rate number", "shared-cost": "shared-cost number", "uan": "number of an organisation",
        "voip": "internet telephone number", "personal": "personal number", "pager": "pager number", "voicemail": "voicemail number",
        "unknown": "number of an unknown kind", "short": "short number", "{of} national-id": "{of} by identity number",
        "{of} tax-id": "{of} by tax number", "{of} nric": "{of} by identity card",
    },
    "desk": {
        "cert": "national CERT", "takedown": "takes sites down or blocks them", "front": "network in front of the site",
        "cctld-registry": "registry of the country's suffix", "blocklist": "block list", "crypto": "crypto tracing",
    },
    "where": {
        "telegram-bot": "a Telegram bot", "telegram-script": "a function that sends to a Telegram bot",
        "discord-webhook": "a webhook of Discord", "tel link": "phone link",
        "image alt": "description of an image", "json-ld": "structured data", "data": "hidden or for scripts", "meta": "metadata",
    },
}  # fmt: skip
