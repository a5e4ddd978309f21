"""Where a page sends what is typed into it: to a messenger's bot, to a host that is not its own, to a form of anybody's, to a folder in
which nobody keeps pages."""

import re
from urllib.parse import unquote, urlsplit

from scamtriage.knowledge.hosts.lent_names import lender_of, lies_under, site_of
from scamtriage.knowledge.judgement import links
from scamtriage.records import lazy_re
from scamtriage.records.facts import Form, FormField, PageFacts
from scamtriage.records.facts.page_parts import BY_SCRIPT, CREDENTIALS, SECRETS, SENT_UNKNOWN, UNTYPED
from scamtriage.records.findings import Measurement
from scamtriage.signals.imitation import claims_brand, copies_brand
from scamtriage.signals.measurement import NO, in_page, once
from scamtriage.signals.page import first_steps, sole_names
from scamtriage.signals.page.borrowed import LEAST_LABEL, letters_of
from scamtriage.signals.page.sensitive_fields import PERSONAL
from scamtriage.signals.view import View

TAKES = PERSONAL | {"file"}
_OF_WORK = lazy_re.compile(
    r"r[eé]sum[eé]|(?<![a-z])cv(?![a-z])|curriculum|portfolio|cover[ _-]?letter|lamaran|riwayat hidup|เรซูเม่|ผลงาน|ประวัติ(?:ย่อ|การทำงาน)"
    r"|(?:hồ sơ|đơn) xin việc|hồ sơ năng lực"
    r"|[简簡][历歷]|履[历歷]|作品集|履歴書|職務経歴|ポートフォリオ|이력서|자기소개서|포트폴리오|बायो ?डाटा|रिज्यूमे"
    r"|artwork|blueprint|floor ?plan|(?<![a-z])logos?(?![a-z])|ไฟล์งาน|แบบแปลน|bản vẽ|gambar kerja|图纸|圖紙|図面|도면",
    re.IGNORECASE,
)
"""Names and labels of fields for files that prove nobody's identity: an application for work, what a workshop is to make."""
_PROVES = lazy_re.compile(
    r"passport|paspor|\bktp\b|\bnik\b|mykad|\bid\b|cccd|cmnd"
    r"|บัตร|พาสปอร์ต|身[份分]|护照|護照|在留|マイナンバー|신분증|여권|आधार|selfie",
    re.IGNORECASE,
)
"""What does, whatever is taken with it."""
ANYBODYS_FORMS = frozenset({"docs.google.com", "script.google.com", "forms.office.com"})
"""Hosts under which anybody opens a form or script of their own; no sign-on is there."""


def exfiltration(view: View) -> Measurement:
    """2 if the page holds a chat bot's address and takes a secret, 1 if it takes other input to send there, 0.5 without input. 1 for a
    function that sends to a bot whose address is elsewhere, on a page of few words that shows no owner and takes a secret, or begins a
    log-in."""
    page = view.page
    where = _to_a_bot(view)
    if not where:
        return NO
    takes = page.asks or any(field.type not in UNTYPED for form in page.forms for field in form.fields)
    value = 1.0 if where == BOT_ELSEWHERE else 2.0 if CREDENTIALS.intersection(page.asks) else 1.0 if takes else 0.5
    return Measurement(value=value, shown={"where": where}, pointers=in_page("page.exfil", where))


BOT_ELSEWHERE = "telegram-script"
"""What is found of a function that sends to a bot which another file names."""


def _to_a_bot(view: View) -> str:
    """The bot to which the page sends; "" if there is none. A function for it alone is a small shop's, too, which has its orders sent so:
    it counts on a page of few words that shows no owner and takes a secret, or begins a log-in, in a known name or in none."""
    page = view.page
    where = next((one for one in page.exfil if one != BOT_ELSEWHERE), "")
    if where or not page.exfil:
        return where
    if len(page.text) > first_steps.MOST_CHARS or page.products or page.has_cart or not view.identity.nobodys:
        return ""
    if _bears_a_name(page) and not (view.claims.places or view.claims.named_alone):
        return ""
    return BOT_ELSEWHERE if CREDENTIALS.intersection(page.asks) or first_steps.begins_a_log_in(page) else ""


def _bears_a_name(page: PageFacts) -> bool:
    """Whether title or headings say more than that one logs in: tills, staff rolls and gauges have names, and a bot for their owner."""
    heads = (page.title, *page.headings)
    return any(sole_names.OF_A_FORM.sub("", first_steps.without_log_in(head)) for head in heads)


def foreign_post(view: View) -> Measurement:
    """2 if a form with a password, PIN, code or card posts to another site or to a mailbox, 1 if only one with a document or identity
    number does. Payment and sign-on services do not count, and what scripts alone send only where the page speaks in another's name, or to
    a service at which anybody has forms."""
    sent = _sent_away(view)
    if not sent:
        return _not_sent(view)
    secrets = [form for form in sent if _takes(form, CREDENTIALS)]
    form = (secrets or sent)[0]
    shown = {"host": form.action_host.lower() or form.action}
    return Measurement(value=2.0 if secrets else 1.0, shown=shown, pointers=in_page("page.forms", form.action))


def _sent_away(view: View) -> list[Form]:
    """The forms with credentials or a document that post to another site, or to a mailbox.

    What scripts alone send counts where the page speaks in another's name, or to a service at which anybody has forms: most applications
    ask a host under another name (one of a cloud, an identity provider, a gateway of cards) as firms' markup hardly ever does.
    """
    page, tables, own = view.page, view.tables, view.target.registrable
    sent = []
    for form in page.forms:
        host = form.action_host.lower()
        if not _takes(form, TAKES):
            continue
        if not host:
            if form.action.lower().startswith("mailto:"):
                sent.append(form)
            continue
        if host == own or host.endswith("." + own) or site_of(host) == site_of(page.final_host) or _one_firm(host, view.target.host):
            continue
        if form.method == BY_SCRIPT and not (
            host in ANYBODYS_FORMS or lies_under(host, links.load().form_services) or _speaks_for_another(view)
        ):
            continue
        if host not in ANYBODYS_FORMS and (
            site_of(host) in tables.payment_hosts or host in tables.owners or site_of(host) in tables.owners
        ):
            continue
        sent.append(form)
    return sent


_UNTRACED = Measurement(value=None, shown={"why": "scripts may send what is typed to an address that is not known"})


def _not_sent(view: View) -> Measurement:
    """That no secret is known to leave the site: no, or unknown."""
    return _UNTRACED if SENT_UNKNOWN in view.page.flags else NO


def _speaks_for_another(view: View) -> bool:
    """Whether it shows another's name in two places and nothing of its own: who makes tools for a market's sellers, or lets one log in by
    somebody's account, names him once or says who he is himself."""
    places = [len(view.claims.places[row]) for row in view.claims.authority]
    shown = max(claims_brand(view).value or 0.0, copies_brand(view).value or 0.0, *places, 0)
    return shown > 1 and view.identity.nobodys


def _one_firm(host: str, own: str) -> bool:
    """Whether the address mostly bears the registered name to which it sends, as portal-sinarlaut.com does with auth.sinarlaut.co.id: what
    is typed goes to whom the visitor reads there. A tenant's name, to which it might be sent, is registered to nobody."""
    label, ours = (letters_of(site_of(one).partition(".")[0]) for one in (host, own))
    return len(label) >= LEAST_LABEL and 2 * len(label) >= len(ours) and label in ours and not lender_of(host)


AWAY_DAYS = 90.0
"""Days for which a registered name is taken for one whose log-in has no good reason to be elsewhere. Older firms rent a customers' area
from somebody who is in no table."""


def secrets_away(view: View) -> Measurement:
    """1 if a password, PIN, code, card or recovery phrase that is typed on the page goes to a chat bot or a mailbox; or to another site, on
    a name that is lent, of unknown age or not older than `AWAY_DAYS` days, if the page does not show whose it is either: a studio with a
    street and a fixed line rents its members' area, and whoever copies a bank's is found by the copy."""
    page, age = view.page, view.age_days
    if not CREDENTIALS.intersection(page.asks):
        return NO
    if where := _to_a_bot(view):
        return Measurement(value=1.0, shown={"where": where}, pointers=in_page("page.exfil", where))
    sent = [form for form in _sent_away(view) if _takes(form, CREDENTIALS)]
    if (not view.lent and age is not None and age > AWAY_DAYS) or not view.identity.nobodys:
        sent = [form for form in sent if not form.action_host]
    if not sent:
        return _not_sent(view)
    form = sent[0]
    return Measurement(value=1.0, shown={"where": form.action_host.lower() or form.action}, pointers=in_page("page.forms", form.action))


_NO_PAGES = lazy_re.compile(
    r"/wp-content/(?:uploads|cache|upgrade|languages)/|/wp-includes/|/wp-admin/(?:css|images|includes|js|maint)/|/sites/[^/]{1,80}/files/"
    r"|\A/data/file/|/\.well-known/(?:acme-challenge|pki-validation)/",
    re.IGNORECASE,
)
"""Folders of a path that hold files which visitors or editors upload, a system's own code, or answers to who issues certificates.
Themes and plug-ins have forms of their own."""
_SELDOM = lazy_re.compile(r"(?:\A/images|/uploads)/[^/]{1,80}/|/\.[^/]{1,80}/", re.IGNORECASE)
"""Folders below pictures and uploads, and hidden ones, in which small sites keep the script of a contact form, too."""
_SCRIPT = lazy_re.compile(r"/[^/]{1,80}\.ph(?:p\d?|tml)(?:/|\Z)", re.IGNORECASE)
"""A script of PHP, which may be followed by a path of its own. Courses, surveys and lists of documents that lie among uploads ask for names
in pages that no script answers, and platforms keep a log-in in a hidden folder (/.auth/, /.netlify/), but no script that lies there by its
name."""
_SLASHES = lazy_re.compile(r"/(?:\.?/)+")
_SHOWN_CHARS = 80


@once
def planted(view: View) -> Measurement:
    """1 if a form that asks for something is answered by a script in a folder of the site that is not there for pages, or one that asks for
    a secret by anything there, or by a script in a folder that seldom is; or if a page at such a place asks for a secret. Whoever breaks
    into a site lays his page where he can write."""
    page = view.page
    own = site_of(page.final_host)
    for form in page.forms:
        asks = {field.asks for field in form.fields if field.asks}
        path = _path(form.action) if asks and site_of(form.action_host.lower()) == own else ""
        if path and (_answered(path, _NO_PAGES) if SECRETS.isdisjoint(asks) else _takes_there(path)):
            return _laid("page.forms", form.action)
    path = "" if SECRETS.isdisjoint(page.asks) else _path(page.final_url)
    return _laid("page.final_url", page.final_url) if _takes_there(path) else NO


def _takes_there(path: str) -> bool:
    """Whether nobody keeps what takes a secret at this path."""
    return _NO_PAGES.search(path) is not None or _answered(path, _SELDOM)


def _answered(path: str, folders: re.Pattern[str]) -> bool:
    """Whether a script lies in one of these folders, or below."""
    found = folders.search(path)
    return found is not None and _SCRIPT.search(path, found.end() - 1) is not None


def _laid(where: str, url: str) -> Measurement:
    """What is shown is the path as it is written: what it decodes to may hold anything."""
    return Measurement(value=1.0, shown={"where": urlsplit(url).path[:_SHOWN_CHARS]}, pointers=in_page(where, url))


def _path(url: str) -> str:
    """The path as servers look for it: decoded, and without empty folders."""
    try:
        return _SLASHES.sub("/", unquote(urlsplit(url).path))
    except ValueError:
        return ""


def _takes(form: Form, kinds: frozenset[str]) -> bool:
    return any(field.asks in kinds and not (field.asks == "file" and _is_of_work(field)) for field in form.fields)


def _is_of_work(field: FormField) -> bool:
    """Whether a field says that its file is an application or a piece of work. A file that is called nothing may be a document."""
    said = f"{field.name} {field.label}"
    return _OF_WORK.search(said) is not None and _PROVES.search(said) is None
