"""Numbers and addresses whose digits, groups or marks stand apart, each beside what is written alike and is none."""

import pytest

from tests.parse.contact.test_messy_lines import found


@pytest.mark.parametrize(
    ("suffix", "markup", "contacts"),
    [
        ("com.la", '<html lang="lo"><p>ຄັງເລືອດ (ອົງການກາແດງ): 020 5 9 7 7 2 1 3 0, ຫ້ອງ 4', {"phone +8562059772130"}),
        ("com.la", '<html lang="lo"><p>021 558 319 / 020 2 8 4 1 7 7 0 5.', {"phone +85621558319", "phone +8562028417705"}),
        ("vn", "<p>Liên hệ cô Lan 09 3 5 1 7 6 0 2 8 nhé", {"phone +84935176028"}),
        ("sg", "<p>Appointments through Farid 8 4 2 0 - 6 6 1 7 (call)", {"phone +6584206617"}),
        ("sg", "<p>Adoptions: Mei, 9-1-7-7-3-4-0-2, texts only after 8pm", {"phone +6591773402"}),
        ("sg", "<p>Winning row 8 4 2 0 - 6 6 1 7 of Sunday", set()),
        ("sg", "<p>The scores were 9-1-7-7-3-4-0-2, all told", set()),
        ("vn", '<p>Lượt xem 0 9 7 2 8 1 3<svg viewBox="020 5 9 7 7 2"></svg>', set()),
        ("gov.kh", '<html lang="km"><p>ប៉ុស្តិ៍ (លោក ឈិន) 0 1 1 / 7 3 0 / 4 4 7។', {"phone +85511730447"}),
        ("kr", "<p>휴대전화 010/5562/7830.", {"phone +821055627830"}),
        ("kr", "<p>문서 010/2024/1130, 020/1998/0412", set()),
        ("co.th", "<p>ช่างเอก 08 1 7 6 3 5 5 1 2", {"phone +66817635512"}),
        ("my", "<p>Anak: Rosli 013 6 0 7 2 2 8 5", {"phone +60136072285"}),
        ("com.mm", "<p>ပွဲစား ၀၉ ၂ ၅ ၀ ၇ ၇ ၁ ၆ ၄ ၂", {"phone +959250771642"}),
        ("id", "<p>Kalender: 07 1 2 3 4 5 6 7 8", set()),
        ("ph", "<p>Skor 09 1 0 2 3 1 4 2 0", set()),
        ("my", "<p>tiket 012 3 4 5 6 7 8 9 10 11 12", set()),
        ("my", "<p>Rubrik 012 9 8 7 6 5 4 3", set()),
        ("id", "<p>Nomor surat 021/1234/5678", set()),
        ("my", "<p>Lot 0 1 2 / 3 4 5 / 6 7 8", set()),
    ],
)
def test_digits_one_by_one_are_a_number_where_something_says_so(suffix: str, markup: str, contacts: set[str]) -> None:
    assert found(suffix, markup) == contacts


@pytest.mark.parametrize(
    ("suffix", "markup", "contacts"),
    [
        ("kr", "<p>시그널로만: +82 10 8294 3107. 112, 1332에 전화하면", {"signal +821082943107", "hotline 112", "hotline 1332"}),
        ("vn", "<p>Gọi 0939. 333 444. 5 suất còn lại", {"phone +84939333444"}),
        ("co.th", "<p>Tel: 02. 123. 4567", {"phone +6621234567"}),
        ("co.th", "<p>office 076 215 406-8 (08:30-17:30); VHF", {"phone +6676215406", "phone +6676215407", "phone +6676215408"}),
        ("co.th", "<p>Tel 076 215 406-8 (02)123-4567", {"phone +6676215406", "phone +6621234567"}),
        ("com.my", "<p>03-4131 7705 / 7706 tanya@seri.com.my", {"phone +60341317705", "phone +60341317706", "email tanya@seri.com.my"}),
        ("com.my", "<p>03-4131 7705 / 7706 unit terjual", {"phone +60341317705"}),
        ("co.id", "<p>Telp (0274) 867 4415 hunting, 867 4416", {"phone +622748674415", "phone +622748674416"}),
        ("id", "<p>Telp 0813 2840 0067. Rumah: 869 307 (kode area 0274).", {"phone +6281328400067", "phone +62274869307"}),
        ("cn", "<p>电话 8731 2245（区号 0571）", {"phone +8657187312245"}),
        ("vn", "<p>Nhà riêng: 3822 617 (mã vùng 0274)", {"phone +842743822617"}),
        ("jp", "<p>事務所 6952-3107（市外局番03）", {"phone +81369523107"}),
        ("kr", "<p>대표전화 711-2043 (지역번호 051)", {"phone +82517112043"}),
        ("in", "<p>कार्यालय 262 7714 (एसटीडी कोड 0145)", {"phone +911452627714"}),
        ("my", "<p>Tel. 03-8736 4021. 2025 tahun kami", {"phone +60387364021"}),
        ("it", "<p>Tel +39 02 1234. 5678", {"phone +390212345678"}),
        ("de", "<p>Tel. 030 12 34 56. 78", {"phone +493012345678"}),
        ("id", "<p>Telp 0813 2840 0067. Struk 869 307 (kode pos 55281).", {"phone +6281328400067"}),
    ],
)
def test_a_number_ends_where_it_ends_and_its_neighbour_is_another(suffix: str, markup: str, contacts: set[str]) -> None:
    assert found(suffix, markup) == contacts


@pytest.mark.parametrize(
    ("suffix", "markup"),
    [
        ("in", "<p>रसीद पुस्तक 09829 क्र. 65101–65200"),
        ("in", "<p>Receipts 98310-98320 are missing"),
        ("hk", "<p>包裹 RR 6132 8804 7 HK 無法派送"),
        ("sg", "<p>Parcel EE 9123 4567 8 SG was posted"),
    ],
)
def test_receipts_and_parcels_are_no_phones(suffix: str, markup: str) -> None:
    assert not found(suffix, markup)


def test_numbers_alike_are_phones_where_they_are_called() -> None:
    assert found("in", "<p>फ़ोन 98310-98320") == {"phone +919831098320"}
    assert found("hk", "<p>陳生 6132-6804") == {"phone +85261326804"}
    assert found("hk", "<p>查詢 6132 8804") == {"phone +85261328804"}


@pytest.mark.parametrize(
    ("suffix", "markup", "contacts"),
    [
        ("my", "<p>Forward e-mails to phish at perdana dot com.my. Form", {"email phish@perdana.com.my"}),
        ("ph", "<div>Email<br>kalinga at bahaykalinga.ph</div>", {"email kalinga@bahaykalinga.ph"}),
        ("com", "<p>E-mail: desk.kl at example.com.my; fax none", {"email desk.kl@example.com.my"}),
        ("com", "<p>Gmail: khin.job ( gmail.com )", {"email khin.job@gmail.com"}),
        ("com", "<p>Email: available at example.com", set()),
        ("com", "<p>Email: look at example.com for it", set()),
        ("com", "<p>Email support at example.com", set()),
        ("com", "<p>E-mail: hosted at gmail.com", set()),
        ("com", "<p>Email: login at portal.example.com", set()),
        ("com", "<p>Mail: google ( gmail.com )", set()),
        ("com", "<p>webmail: help (outlook.com)", set()),
        ("com", "<p>By mail: your account (gmail.com) is full", set()),
    ],
)
def test_an_address_is_spelled_behind_the_word_for_mail(suffix: str, markup: str, contacts: set[str]) -> None:
    assert found(suffix, markup) == contacts


def test_an_address_of_a_coin_ends_where_the_next_coins_name_begins() -> None:
    coins = (
        "<p>DOGE：DHMtGr3MnXtPW9bCY5UXv8KuKEgRZC5wQi<b>LTC：</b>ltc1qscx2myftfrvxff4edr984any8nkrv02wh4v952"
        "<b>XRP：</b>rDD8jba5Vfzay9QboV7y44wJSax3GMmsZH"
    )
    assert found("cc", coins) == {
        "wallet DHMtGr3MnXtPW9bCY5UXv8KuKEgRZC5wQi",
        "wallet ltc1qscx2myftfrvxff4edr984any8nkrv02wh4v952",
        "wallet rDD8jba5Vfzay9QboV7y44wJSax3GMmsZH",
    }
    assert not found("cc", "<p>DOGE：DHMtGr3MnXtPW9bCY5UXv8KuKEgRZC5wQjLTC：")


@pytest.mark.parametrize(
    ("script", "contacts"),
    [
        ('{"dr":"action","a":"phone","b":"0798463302"}', {"phone +84798463302"}),
        ('{type:"zalo",value:"0798463302"}', {"zalo +84798463302"}),
        ('{"type":"tel","placeholder":"0798463302"}', set()),
        ('{"type":"order","value":"0798463302"}', set()),
        ('{"device":"mobile","session":"0798463302"}', set()),
        ('{"device":"mobile","user_id":"0798463302"}', set()),
        ('{"type":"tel","orderId":"0798463302"}', set()),
        ('{"type":"phone","id":"0798463302"}', set()),
    ],
)
def test_what_a_button_does_is_the_value_before_its_number(script: str, contacts: set[str]) -> None:
    assert found("vn", f"<script>var button={script};</script>") == contacts
