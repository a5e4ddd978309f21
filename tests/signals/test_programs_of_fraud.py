"""Pages of hardly a word whose scripts tell: settings of programs that empty wallets, and of exchanges whose house decides."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed


def value(signal: str, html: str, host: str = "any-of-them.xyz", age: int = 20) -> float:
    row: Assessment = assessed({"host": host, "html": f"<title>Any</title>{html}", "age_days": age, "mx": False})
    return sum(c.reading.value or 0.0 for c in row.contributions if c.reading.signal == signal)


APPROVE = "<script>const c=new ethers.Contract(USDT,abi,signer);await c.approve(spender,amount)</script>"
WORDS = "<p>" + "Pools, lending and swaps on three chains for everybody who holds the token. " * 3 + "</p>"
DRAINER = "content-drainer-js"


@pytest.mark.parametrize(
    "settings", ["window.MS_Settings = {Receiver:r}", "const config={minimalDrainValue:0.001}", "{logEmptyWallets:true}"]
)
def test_settings_of_a_program_that_empties_wallets_suffice(settings: str) -> None:
    assert value(DRAINER, f"<script>{settings}</script><h1>Welcome</h1>") == 2.0


@pytest.mark.parametrize(
    ("settings", "weighed"),
    [
        ("{nftReceive: onReceive, nftSend: onSend}", 0.0),
        ("const permit_sign_data={domain}", 0.0),
        ("{nftReceive:true,receiver:r,minimalPrice:1}", 2.0),
    ],
)
def test_names_that_games_have_too_count_beside_what_else_such_programs_hold(settings: str, weighed: float) -> None:
    assert value(DRAINER, f"<script>{settings}</script><h1>Welcome</h1>{WORDS}") == weighed


@pytest.mark.parametrize("claim", ["Reclama tus tokens", "Resgate seus tokens", "Réclamez vos jetons", "Claim your tokens"])
def test_an_approval_for_a_claim_of_nobody_weighs_most(claim: str) -> None:
    assert value(DRAINER, f"<h1>{claim}</h1>{WORDS}{APPROVE}") == 2.0
    assert value(DRAINER, f"<h1>{claim}</h1>{WORDS}<p>team@any-of-them.xyz</p>{APPROVE}") == 0.5


def test_an_approval_without_a_claim_weighs_only_where_nothing_else_is_said() -> None:
    assert value(DRAINER, f"<h1>Go on</h1>{APPROVE}") == 1.0
    assert value(DRAINER, f"<h1>Go on</h1>{WORDS}{APPROVE}") == 0.0


LOG_IN = '<input placeholder="Phone"><input type="password" placeholder="Password"><input placeholder="Invitation code">'
EXCHANGE = "http-house-exchange"


@pytest.mark.parametrize(
    ("script", "settings"),
    [
        ('{"second":[{"t":30,"r":"8%"}],"tips":{"withdraw_lock":"Pay the income tax before withdrawal."}}', 2.0),
        ('var lang={a:"Seconds contract",b:"Credit score is below 80, please recharge"}', 2.0),
        ("const t={menu:'秒合约',admin:'单控'}", 2.0),
        ('{"kong":{"win":0,"lose":1}}', 1.0),
        ('{"recharge":{"USDT":"T9"},"withdrawNeedTax":1,"winControl":"user","minuteContract":[60,120],"minuteRate":[0.2]}', 3.0),
        ('{"withdraw_require_margin":true}', 1.0),
        ('{"needTaxToWithdraw":"0.18"}', 1.0),
        ("{'secondOptions':[30,60],'profit':[8,12]}", 1.0),
        ('{"usdt":"T9","result_control":2}', 1.0),
        ('{"withdrawTax":0.05,"withdrawNeedsApproval":true,"withdrawFee":1}', 0.0),
        ('{"winControl":"left","winState":"open","lamp":1}', 0.0),
        ('{"minuteContract":[15],"venue":"EPEX"}', 0.0),
        ('{"accessControl":1,"qualityControl":2,"usdt":true}', 0.0),
        ('{"parentalControl":true,"screenTime":{"minutes":[30,60]},"reward":"points"}', 0.0),
        ('{"requireDepositForBooking":true,"withdrawConsent":"/privacy"}', 0.0),
        ('{"second_contract_party":"buyer","contract":"/draft.pdf"}', 0.0),
        ('{"deposit":{"USDT-TRC20":true},"kyc":true,"menu":"Delivery contract"}', 0.0),
        ('var t="A credit score is below 600, points are added"', 0.0),
        ("var t='Your credit score is below 60, please improve it'", 0.0),
        ("var t='您的信用分不足，请先归还图书'", 0.0),
        ("var t='信用分不足，请补足后提现'", 1.0),
        ("var opt=['单控','双控']", 0.0),
        ('{"seconds":[{"t":30}],"lock":true,"withdraw":{"tax":"included"}}', 0.0),
    ],
)
def test_settings_of_a_house_that_decides(script: str, settings: float) -> None:
    assert value(EXCHANGE, f"{LOG_IN}<script>{script}</script>") == settings
