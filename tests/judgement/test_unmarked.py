"""Vietnamese as it is typed on telephones: the same sites without marks, and pages that were typed without them, first judged when the way
to read them stood."""

import hashlib
import re
from typing import Any

import pytest

from scamtriage.knowledge.language.folding import composed, without_accents
from scamtriage.records.assessment import Verdict
from tests.judgement.sets import KEPT, LATER
from tests.judgement.sites import assessed, sites

NEWEST = 12
"""Later sets that are judged here as well: none of them was learnt from without its marks."""
TELLERS = {"vi-forum-nannhan-126"}
"""A forum of victims that is accused without its marks: not all words of who tells of a scam are known again."""
HELD_DAYS = 5 * 365
"""Days for which a name was held where much must be found beside a page's words to convict, as in test_sites."""
HARDER = (*sites("136"), *sites("138"))
"""Of these two thirds are on such names, or fewer than four in five are likely with their marks, too; the others are held to the bound for
all."""
VIETNAMESE = [site for name in (*KEPT, *LATER[-NEWEST:]) for site in sites(name) if site["id"].startswith("vi-")]


def bare(html: str) -> str:
    return without_accents(html)


def mixed(html: str) -> str:
    """Every other word without its marks, each word always in the same way."""

    def one(match: re.Match[str]) -> str:
        word = match[0]
        return word if hashlib.sha256(word.lower().encode()).digest()[0] % 2 else without_accents(word)

    return re.sub(r"[^\W\d_]+", one, composed(html))


@pytest.mark.parametrize("typed", [bare, mixed])
def test_sites_that_nothing_was_learnt_from_are_judged_without_marks_as_with_them(typed: Any) -> None:
    verdicts = [(site["scam"], assessed({**site, "html": typed(site["html"])}).verdict) for site in VIETNAMESE]
    accused = {site["id"] for site, (scam, verdict) in zip(VIETNAMESE, verdicts, strict=True) if not scam and verdict >= Verdict.SUSPICIOUS}
    lost = [
        site["id"]
        for site, (scam, verdict) in zip(VIETNAMESE, verdicts, strict=True)
        if scam and verdict < Verdict.LIKELY_SCAM <= assessed(site).verdict
    ]
    assert len(lost) <= 0.05 * len(verdicts)
    scams = [verdict for scam, verdict in verdicts if scam]
    honest = [verdict for scam, verdict in verdicts if not scam]
    assert len(scams) > 40 and len(honest) > 40
    likely: dict[bool, list[bool]] = {False: [], True: []}
    of_all: list[bool] = []
    for site, (scam, verdict) in zip(VIETNAMESE, verdicts, strict=True):
        if scam:
            likely[site["age_days"] >= HELD_DAYS].append(verdict >= Verdict.LIKELY_SCAM)
            of_all += [] if site in HARDER else [verdict >= Verdict.LIKELY_SCAM]
    assert len(of_all) > 85 and sum(of_all) >= 0.8 * len(of_all)
    assert sum(likely[False]) >= 0.85 * len(likely[False])
    assert sum(likely[True]) >= 0.5 * len(likely[True])
    assert accused <= TELLERS
    assert sum(verdict == Verdict.LIKELY_BENIGN for verdict in honest) >= 0.85 * len(honest)


@pytest.mark.parametrize("name", ["HONEST", "SCAMS"])
def test_pages_typed_without_marks(name: str) -> None:
    for host, age_days, title, body in TYPED[name]:
        row = assessed({"host": host, "age_days": age_days, "html": f"<!doctype html><title>{title}</title><body>{body}"})
        scam = name == "SCAMS"
        assert row.verdict >= Verdict.LIKELY_SCAM if scam else row.verdict == Verdict.LIKELY_BENIGN, host


TYPED = {
    "HONEST": [
        (
            "mamnonhoasen.edu.vn",
            2100,
            "Truong mam non Hoa Sen - Thong bao",
            "<h1>Thong bao tuyen sinh nam hoc 2026 - 2027</h1><p>Nha truong nhan ho so tu ngay 1 den ngay 30 thang 6. Phu huynh "
            "mang ban sao giay khai sinh, so tiem chung va don xin nhap hoc theo mau. Hoc phi dong tai phong ke toan, co bien "
            "lai. Nha truong khong thu hoc phi qua tai khoan ca nhan cua giao vien, phu huynh luu y tranh bi lua.</p><p>Thuc don "
            "tuan nay: chao ca, com ga, canh bi do.</p><footer>So 8 duong Le Loi, thi xa Son Tay, Ha Noi. Dien thoai 024 3383 "
            "1234, vanphong@mamnonhoasen.edu.vn</footer>",
        ),
        (
            "baotinmoi24.vn",
            3000,
            "Cong an triet pha duong day gia danh can bo goi dien lua 15 ty",
            "<h1>Cong an triet pha duong day gia danh can bo goi dien lua 15 ty</h1><p>Ngay 12/11, Cong an tinh cho biet da khoi "
            "to 12 bi can trong duong day gia danh cong an, vien kiem sat goi dien cho nguoi dan. Theo co quan dieu tra, cac doi "
            "tuong thue nha tai Bavet, doc kich ban co san, noi nan nhan lien quan den vu an rua tien, yeu cau chuyen tien vao "
            "tai khoan tam giu de xac minh.</p><p>Ba H. (62 tuoi) da chuyen 1,2 ty dong truoc khi duoc ngan hang ngan chan. Cong "
            "an khuyen cao: co quan cong an khong lam viec qua dien thoai, khong yeu cau chuyen tien. Khi nhan cuoc goi nghi "
            "van, nguoi dan can cup may va bao cong an noi gan nhat.</p><footer>Toa soan: 45 Tran Phu, Ha Noi. Giay phep so "
            "123/GP-BTTTT. Hotline toa soan 024 3933 1122</footer>",
        ),
        (
            "diendanhoidap.net",
            2500,
            "Minh bi lua 35tr lam nhiem vu shopee, con cach nao lay lai khong",
            "<h1>Minh bi lua 35tr lam nhiem vu shopee, con cach nao lay lai khong</h1><article><b>thaophuong92</b><p>Hom qua co "
            "nguoi ket ban zalo ru lam nhiem vu like san pham, luc dau dc 50k that, sau no bat nap 2tr roi 10tr roi 23tr moi cho "
            "rut. Gio no chan luon. Minh phai lam sao ha moi nguoi?</p></article><article><b>vankhanh</b><p>Ra cong an phuong "
            "trinh bao di ban, nho in sao ke. Dung nghe may dua nhan tin bao lay lai tien, lua lan 2 "
            "do.</p></article><article><b>anh_tu</b><p>Minh cung bi y chang, no noi phai nap them moi mo khoa don. Dung nap "
            "nua.</p></article><footer>Lien he ban quan tri: admin@diendanhoidap.net</footer>",
        ),
        (
            "maymacthanhcong.com",
            1500,
            "Cong ty may Thanh Cong tuyen 50 cong nhan may",
            "<h1>Tuyen 50 cong nhan may, khong can kinh nghiem</h1><p>Cong ty may Thanh Cong, khu cong nghiep Trang Bang, Tay "
            "Ninh. Luong co ban 6,5 trieu + tang ca + chuyen can 500 nghin. Dong bao hiem xa hoi day du tu thang dau, com trua "
            "mien phi, xe dua ruoc Go Dau - Moc Bai.</p><p>Ho so: so yeu ly lich, can cuoc cong dan ban sao, giay kham suc khoe. "
            "Nop truc tiep tai phong nhan su, khong thu phi. Ngay lam 8 tieng, nghi chu nhat.</p><footer>Lo A5 KCN Trang Bang, "
            "tinh Tay Ninh. MST 3900123456. DT 0276 389 1234. tuyendung@maymacthanhcong.com</footer>",
        ),
        (
            "nganhangphuongnam.com.vn",
            5000,
            "Ngan hang Phuong Nam - Canh bao gia mao",
            "<h1>Canh bao tin nhan gia mao ngan hang</h1><p>Thoi gian gan day xuat hien tin nhan gia mao thuong hieu ngan hang, "
            "dan duong link la yeu cau khach hang dang nhap va nhap ma OTP. Ngan hang khong gui duong link dang nhap qua tin "
            "nhan, khong yeu cau khach hang cung cap mat khau, ma OTP, so the cho bat ky ai, ke ca nhan vien ngan "
            "hang.</p><p>Neu da lo nhap thong tin, quy khach goi ngay tong dai 1900 5555 88 de khoa the.</p><footer>Hoi so: 279 "
            "Ly Thuong Kiet, quan 11, TP HCM. Giay phep so 0035/NH-GP</footer>",
        ),
        (
            "nhaxephuonglinh.vn",
            1800,
            "Nha xe Phuong Linh - Sai Gon di Bavet, Phnom Penh",
            "<h1>Xe limousine Sai Gon - Moc Bai - Phnom Penh</h1><p>Moi ngay 6 chuyen, khoi hanh tai ben xe Pham Ngu Lao. Gia ve "
            "450.000d, da gom nuoc uong. Hanh khach can ho chieu con han tren 6 thang, nha xe ho tro lam thu tuc tai cua khau. "
            "Hanh ly 20kg. Dat ve online, thanh toan khi len xe hoac qua the.</p><p>Luu y: nha xe khong nhan cho nguoi khong co "
            "giay to, khong dua nguoi qua bien gioi trai phep.</p><footer>Cong ty TNHH van tai Phuong Linh, 220 De Tham, quan 1. "
            "MST 0312345678. Tong dai 028 3836 1234</footer>",
        ),
        (
            "taichinhanphu.com.vn",
            2600,
            "Tai chinh An Phu - vay tin chap",
            "<h1>Vay tin chap cho nguoi di lam huong luong</h1><p>Han muc 10 den 70 trieu, lai suat 1,6% den 2,95%/thang tren du "
            "no giam dan, thoi han 6 den 36 thang. Khach hang khong phai dong bat ky khoan phi nao truoc khi giai ngan. Bao hiem "
            "khoan vay la tu nguyen. Vui long den phong giao dich mang theo can cuoc cong dan va sao ke luong.</p><p>Canh giac "
            "doi tuong mao danh nhan vien yeu cau chuyen phi ho so.</p><footer>Cong ty tai chinh TNHH An Phu, giay phep "
            "23/GP-NHNN. 100 Nguyen Thi Minh Khai, quan 3, TP HCM. Tong dai 1900 6566</footer>",
        ),
    ],
    "SCAMS": [
        (
            "vieclamnuocngoai86.top",
            20,
            "Tuyen gap nam nu lam viec tai Bavet luong 25tr",
            "<h1>Can tuyen gap 30 ban nam nu di lam lien</h1><p>Lam viec tai Bavet Campuchia, sat Moc Bai. Cong viec cskh, sale "
            "online, chi can biet danh may. Luong cung 20tr - 30tr + hoa hong. Bao an o, bao ho chieu, xe rieng don tan nha, "
            "khong ton dong nao. Khong can bang cap, khong can kinh nghiem.</p><p>Cong ty giu ho chieu trong thoi gian hop dong "
            "6 thang, muon ve som thi den hop dong. Khong giay to van lo cho di duong rung.</p><p>Zalo/tele 0868 555 111 gap A "
            "Kiet, lien he di lien trong tuan</p>",
        ),
        (
            "vaynhanh5phut.vip",
            15,
            "Vay tien nhanh 5 phut - chi can CCCD",
            "<h1>Vay nhanh 10 - 500 trieu, giai ngan trong 5 phut</h1><p>No xau van vay duoc, khong tham dinh, khong gap mat, "
            "chi can cccd va so tai khoan. Lai suat 0,5%/thang. Ho so da duyet, tien dang cho o vi. Neu nhap sai so tai khoan "
            "khoan vay bi dong bang, quy khach phai nop 10% phi mo khoa de giai ngan, phi nay hoan lai cung khoan "
            "vay.</p><p>Lien he nhan vien duyet vay qua Zalo 0399 123 456</p><form><input name=cccd placeholder='So CCCD'><input "
            "name=stk placeholder='So tai khoan'><button>Vay ngay</button></form>",
        ),
        (
            "luatsuthuhoivon.com",
            40,
            "Luat su ho tro lay lai tien bi lua dao",
            "<h1>Ban bi lua tien tren mang? Lay lai tien trong 24h</h1><p>Doi ngu luat su phoi hop voi cuc an ninh mang va ngan "
            "hang truy vet dong tien, thu hoi von bi treo cho nan nhan bi lua lam nhiem vu, dau tu tien ao. Ty le thanh cong "
            "98%. Chi dong phi ho so 3% truoc, nhan tien ve tai khoan roi thanh toan phan con lai.</p><p>Tuyet doi khong bao cho "
            "nguoi khac trong luc xu ly. Ket ban Zalo 0586 777 999 de duoc ho tro ngay</p>",
        ),
        (
            "bocongan-hosovuan.com",
            6,
            "Bo Cong an - Tra cuu ho so vu an",
            "<h1>Cuc canh sat dieu tra - Tra cuu lenh bat</h1><p>Quy cong dan co ten trong ho so vu an rua tien. De chung minh "
            "vo toi, nhap so can cuoc cong dan, so tai khoan, mat khau ngan hang va ma OTP ben duoi. Can bo dieu tra dang giu "
            "may de huong dan, khong duoc tat may, khong duoc noi voi nguoi than, neu tiet lo se bi bat tam giam.</p><p>Chuyen "
            "toan bo tien vao tai khoan tam giu cua co quan dieu tra de kiem tra, sau 24h se hoan tra.</p><form><input name=cccd "
            "placeholder='So can cuoc'><input type=password name=mk placeholder='Mat khau ngan hang'><input name=otp "
            "placeholder='Ma OTP'></form>",
        ),
        (
            "ctvtiktokvn.cc",
            9,
            "Tuyen cong tac vien tha tim tiktok kiem 500k moi ngay",
            "<h1>Viec lam tai nha, kiem 300k - 800k moi ngay</h1><p>Chi can dien thoai, tha tim video, danh gia san pham shopee. "
            "Moi don hoan thanh nhan hoa hong 10%, rut tien ve ngay. Nhiem vu nang cao nap 500k nhan 650k, nap 5 trieu nhan 6,5 "
            "trieu. Du 20 don moi duoc rut tien. Khong thu phi.</p><p>Nhan tin Telegram @ctvtiktok_hr de nhan nhiem vu</p>",
        ),
        (
            "quydautuvang9999.com",
            25,
            "Nhom dau tu vang forex cung thay Long",
            "<h1>Cam ket loi nhuan 3% moi ngay, bao lo von</h1><p>Tham gia nhom Zalo cung thay Long, chuyen gia 15 nam, doc lenh "
            "chuan 98%. Nap tu 5 trieu, rut goc lai bat cu luc nao. Goi 10 trieu nhan 300k/ngay, goi 100 trieu nhan 4 "
            "trieu/ngay. Gioi thieu ban be nhan 10% hoa hong.</p><p>Sau khi nap quy khach giu thong tin bao mat, rut tien can "
            "dong thue thu nhap 20% truoc.</p><p>Zalo 0777 888 999</p>",
        ),
        (
            "vnpost-giaohang.top",
            4,
            "Buu dien Viet Nam - Don hang giao khong thanh cong",
            "<h1>Buu kien cua ban khong giao duoc</h1><p>Do dia chi khong day du, buu kien VN8829 dang luu kho. Vui long cap "
            "nhat dia chi va thanh toan phi giao lai 12.000d bang the trong 12 gio, qua han se hoan tra nguoi gui.</p><form "
            "action='/pay.php'><input name=name placeholder='Ho ten'><input name=card placeholder='So the'><input name=cvv "
            "placeholder='CVV'><input name=otp placeholder='Ma OTP'></form>",
        ),
    ],
}
