"""Words with which a door says that it is one, in the languages of the region: a page with little else is no page."""

import re

FEW = 600
"""Characters of a page of which such words may be all that it says."""

_WORDS = {
    "captcha": (
        *("solve the captcha", "complete the captcha", "complete the security check", "complete the challenge", "human verification"),
        *("verify you are human", "verify that you are human", "verify you're human", "confirm you are human", "prove you are human"),
        *(
            "i'm not a robot",
            "i am not a robot",
            "you are not a robot",
            "you're not a robot",
            "not a bot",
            "slide to verify",
            "drag the slider",
        ),
        *(
            "安全验证",
            "人机验证",
            "人机身份验证",
            "滑动验证",
            "请完成验证",
            "拖动滑块",
            "不是机器人",
            "安全驗證",
            "人機驗證",
            "請完成驗證",
            "拖動滑塊",
            "不是機器人",
        ),
        *("ยืนยันว่าคุณเป็นมนุษย์", "ยืนยันว่าคุณไม่ใช่", "ไม่ใช่โปรแกรมอัตโนมัติ", "ไม่ใช่หุ่นยนต์", "ไม่ใช่บอท", "ไม่ใช่โรบอต"),
        *("bạn là con người", "không phải là robot", "không phải robot", "không phải là người máy", "kéo thanh trượt"),
        *("anda manusia", "anda seorang manusia", "bukan robot", "bahwa anda adalah manusia", "selesaikan captcha", "lengkapkan captcha"),
        *("na tao ka", "na ikaw ay tao", "hindi ako robot", "hindi ka robot", "kumpletuhin ang captcha"),
        *(
            "ロボットではありません",
            "ロボットではない",
            "人間であることを",
            "パズルを完成",
            "로봇이 아닙니다",
            "로봇이 아님",
            "사람인지 확인",
            "자동입력 방지",
            "보안문자",
        ),
        *("रोबोट नहीं", "मानव होने की", "इंसान हैं", "मानव हैं", "មនុស្សយន្ត", "អ្នកជាមនុស្ស", "ບໍ່ແມ່ນຫຸ່ນຍົນ", "ທ່ານເປັນມະນຸດ", "စက်ရုပ်မဟုတ်", "လူသားဖြစ်ကြောင်း"),
    ),
    "rate-limit": (
        *("too many requests", "rate limit", "rate-limited", "request limit exceeded", "requests too frequent", "unusual traffic"),
        *(
            "过于频繁",
            "過於頻繁",
            "请求过多",
            "請求過多",
            "访问太快",
            "คำขอมากเกินไป",
            "เรียกใช้งานมากเกินไป",
            "คำร้องขอมากเกินไป",
            "quá nhiều yêu cầu",
        ),
        *(
            "terlalu banyak permintaan",
            "terlalu banyak kali",
            "lalu lintas tidak biasa",
            "masyadong maraming request",
            "napakaraming request",
        ),
        *(
            "masyadong maraming kahilingan",
            "リクエストが多すぎ",
            "リクエスト数が",
            "アクセスが集中",
            "요청이 너무 많",
            "너무 많은 요청",
            "बहुत अधिक अनुरोध",
            "बहुत सारे अनुरोध",
        ),
        *("សំណើច្រើនពេក", "ຄຳຂໍຫຼາຍເກີນ", "ຄໍາຂໍຫຼາຍເກີນ", "တောင်းဆိုမှုများလွန်း", "တောင်းဆိုမှု များလွန်း"),
    ),
}
_ORDERS = re.compile(
    r"\bctrl\b|\bwin(?:dows)?(?: key)? ?\+|powershell|terminal|⌘|\ballow\b|download|install|อนุญาต|ดาวน์โหลด|ติดตั้ง|cho phép|tải về|cài đặt"
    r"|izinkan|benarkan|unduh|muat turun|pasang|i-download|payagan|允许|允許|下载|下載|安装|安裝|許可|ダウンロード|インストール|허용"
    r"|다운로드|설치|अनुमति|डाउनलोड|អនុញ្ញាត|ទាញយក|ອະນຸຍາດ|ດາວໂຫຼດ|ခွင့်ပြု|ဒေါင်းလုဒ်"
)
"""What no door asks: to press keys, to allow notices, to load a program. Who asks it as a proof of being human is a fraudster."""


def door_told(title: str, text: str) -> str:
    """ "captcha" or "rate-limit" where a title or a short text says that it is one; "" where it may be a page."""
    if len(text) > FEW:
        return ""
    words = f"{title} {text}".lower()
    if _ORDERS.search(words):
        return ""
    return next((door for door, told in _WORDS.items() if any(word in words for word in told)), "")
