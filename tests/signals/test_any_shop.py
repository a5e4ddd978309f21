"""What any shop says and shows, of its prices, its menu, its customers and their orders, accuses nobody; the same elsewhere does."""

import pytest

from tests.signals.rows import nats, row, unknown

CART = '<a href="/cart">Cart (0)</a><button class="add-to-cart">Add to cart</button>'
LINES = "".join(f"<p>Jeans, shirts and belts for men and women, in every size that we sew, number {number}.</p>" for number in range(9))


def signals(html: str, age_days: int = 2_000, host: str = "denimmill.com") -> set[str]:
    page = f"<html lang=en><title>Denim Mill</title><h1>Denim Mill</h1>{html}</html>"
    return set(nats(row(host, page, age_days=age_days)))


@pytest.mark.parametrize(("host", "age_days", "hides"), [
    ("denimmill.com", 2_000, False), ("denimmill.com", 700, True), ("denimmill.com", 20, True), ("denimmill.myshopify.com", 2_000, True),
])  # fmt: skip
def test_an_old_shops_basket_need_not_say_whose_it_is(host: str, age_days: int, hides: bool) -> None:
    assert ("content-shop-no-identity" in signals(CART + LINES, age_days, host)) is hides


@pytest.mark.parametrize(("words", "clearance"), [
    ("<p>Men's sale</p><p>Final sale: no returns on swimwear.</p>", False),
    ("<p>Sale</p><p>Flash sale on Friday</p>", False),
    ("<p>Closing down: everything must go</p>", True),
    ("<p>Sale</p><p>Factory outlet</p>", True),
])  # fmt: skip
def test_a_sale_and_a_final_sale_are_one_word(words: str, clearance: bool) -> None:
    assert ("content-shop-clearance" in signals(CART + LINES + words)) is clearance


GIFT = "<p>Customer service: 20% off your next purchase.</p><p>Gift cards</p><p>Stores</p><p>Refunds and support</p>"
DEMAND = "<p>Support desk: your account owes a refund fee. Pay with gift cards and send the code.</p>"


def test_an_old_shop_that_takes_a_card_says_whose_it_is() -> None:
    till = "<form><input name=card placeholder='Card number'><input name=address placeholder=Address></form>"
    assert "content-shop-no-identity" in signals(CART + LINES + till)


def test_a_shop_has_gift_cards() -> None:
    assert "contact-giftcard" not in signals(CART + LINES + GIFT)
    assert "contact-giftcard" in signals(DEMAND)
    assert "contact-giftcard" in signals(CART + LINES + GIFT, 20)
    assert "contact-giftcard" in signals(
        f"{CART}{LINES}{DEMAND}<p>Your computer is infected by a trojan and has been blocked by the firewall.</p>"
    )


NUMBER = "<p>Call 1-866-305-4704 toll free.</p>"
REFUND = f"{NUMBER}<p>You can expect a refund of your Visa or PayPal payment. Cancel your order within a day.</p>"
ALARM = f"{NUMBER}<p>Microsoft Windows is infected by a trojan and has been blocked by the firewall.</p>"


def test_a_shops_number_beside_its_refunds_is_no_alarm() -> None:
    assert "contact-tollfree-alarm" not in signals(CART + LINES + REFUND)
    assert "contact-tollfree-alarm" in signals(LINES + REFUND)
    assert "contact-tollfree-alarm" in signals(CART + LINES + ALARM)


def menu(*entries: str) -> str:
    return "".join(f'<li><a href="/page/{entry.lower().replace(" ", "-")}">{entry}</a></li>' for entry in entries)


@pytest.mark.parametrize(("html", "told"), [
    (f"<p>Outlet: 80% off</p><ul>{menu('Next day delivery', 'Personal account', 'Contact')}</ul>", False),
    ("<p>Outlet: 80% off</p><p>Pay to our personal account first.</p>", True),
    (f"<p>Outlet: 80% off</p><ul>{menu('Delivery', 'Contact')}</ul><p>Bank transfer only</p>", True),
])  # fmt: skip
def test_an_entry_of_the_menu_demands_no_payment(html: str, told: bool) -> None:
    assert ("content-shop-transfer" in signals(CART + html)) is told


@pytest.mark.parametrize(("questions", "told"), [
    (menu("How do I change a ticket?", "How do refundable and non-refundable fares differ?", "What is a seat map?"), False),
    ("<li>Concert tickets</li><li>Bank transfer only, non-refundable</li>", True),
])  # fmt: skip
def test_a_question_that_is_answered_elsewhere_demands_none(questions: str, told: bool) -> None:
    assert ("content-ticket-transfer" in signals(f"<ul>{questions}</ul>")) is told


DESK = (
    "<p>Call customer service, 1-866-450-4739: our agent will ask for the code of your card to refund a charge of Visa or PayPal that was"
    " suspended.</p>"
)


def test_a_shops_desk_asks_for_the_code_of_a_voucher() -> None:
    assert "contact-desk-script" in signals(DESK)
    assert "contact-desk-script" not in signals(CART + LINES + DESK)


@pytest.mark.parametrize(("html", "age_days"), [
    (LINES, 20), (f"<title>Microsoft Support</title>{LINES}", 2_000), ("", 2_000),
])  # fmt: skip
def test_a_link_to_a_basket_makes_no_shop_of_a_call_centre(html: str, age_days: int) -> None:
    page = f"<html lang=en>{html}{CART}{NUMBER}{DESK}</html>"
    assert set(nats(row("order-help.com", page, age_days=age_days))) >= {"contact-desk-script", "contact-tollfree-alarm"}


def test_whether_a_name_of_unknown_age_is_a_shops_is_unknown() -> None:
    assert "contact-desk-script" in unknown(row("order-help.com", f"<html lang=en>{LINES}{CART}{NUMBER}{DESK}</html>", age_days=-1))


INVEST = "<p>Invest from 100 USDT, deposit today, and take your profit every week.</p>"


def test_an_island_to_choose_from_is_no_licence() -> None:
    islands = "".join(f"<option>{name}</option>" for name in ("Saint Lucia", "Saint Vincent and the Grenadines", "Samoa"))
    assert "content-fake-licence" not in signals(f"{INVEST}<form><select name=country>{islands}</select></form>")
    assert "content-fake-licence" in signals(f"{INVEST}<p>Registered in Saint Vincent and the Grenadines, 2917 LLC.</p>")
    tab = "<div style='display:none'>Regulated: Saint Vincent and the Grenadines FSA</div>"
    assert "content-fake-licence" in signals(INVEST + tab)
