"""What passes no gate need not be asked: a measure behind a gate finds nothing there."""

from random import Random

from scamtriage.batch.offline import offline
from scamtriage.knowledge.judgement import name_model
from scamtriage.records.target import Target
from scamtriage.signals.measurement import NO
from scamtriage.signals.name.measures import GATES
from scamtriage.signals.view import View
from scamtriage.targets.lines import Line
from tests.judgement.sites import rules

WORDS = (
    *("maybank", "paypal", "login", "btc", "casino88", "gov-sg", "1688", "helpline", "vietcombamk", "7", "usdt"),
    *("xn--bcher-kva", "xn--o3cw4h"),
)
SUFFIXES = ("com", "top", "co.th", "com.my", "go.id", "gov.sg", "github.io", "web.app", "notasuffix", "kh", "xn--o3cw4h", "translate.goog")
HOSTS = (
    *("maybank2u.com.my", "www.dbs.com.sg", "https://sites.google.com/view/x", "192.0.2.9", "8.8.8.8", "https://[2606:4700::1]/gov.sg"),
    *("gov.sg", "168.vip", "abc168.vip", "1688.com", "https://t.me/maybank", "paypal.com.evil.top", "www-dbs-com-sg.translate.goog"),
    *("mail.google.com", "xn--80ak6aa92e.com", "xn--pypal-4ve.com", "shop.myshopify.com"),
)


def views() -> list[View]:
    chance = Random(11)
    vocabulary = sorted({word for some in name_model.load().vocabulary.starts.values() for word, _, _ in some})[::7]
    names = [
        f"{chance.choice(('', '', 'www.', f'{chance.choice(WORDS)}.'))}"
        f"{chance.choice(('', '-')).join(chance.choices((*vocabulary, *WORDS), k=chance.randint(1, 3)))}.{chance.choice(SUFFIXES)}"
        for _ in range(3_000)
    ]
    dossiers = offline(Line(number=number, text=text) for number, text in enumerate((*HOSTS, *names), start=1))
    return [View(dossier, rules().tables) for dossier in dossiers if isinstance(dossier.target, Target)]


def test_a_measure_finds_nothing_in_a_name_that_does_not_pass_its_gate() -> None:
    asked = views()
    for measure, gate in GATES.items():
        apart = [view for view in asked if not gate(view)]
        assert len(apart) > len(asked) / 4
        assert {view.target.host for view in apart if measure(view) is not NO} == set(), measure
        assert any(measure(view) is not NO for view in asked), measure
