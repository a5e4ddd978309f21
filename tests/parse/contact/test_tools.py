"""Remote-support tools in text: pages that warn of them, in thirteen languages, and pages that want them used and say "do not" nearby."""

import pytest

from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.contacts import find_contacts, read_contacts
from scamtriage.parse.contact.sources import ContactSources

# (language, a text of who warns)
WARNINGS = (
    # how others were caught, and behind it that nobody is to install such a thing, or is asked to
    ("en", "Callers had customers install AnyDesk, TeamViewer or RustDesk and emptied their accounts. Never install such programs."),
    ("th", "มีผู้โทรมาให้ลูกค้าติดตั้ง AnyDesk หรือ TeamViewer แล้วโอนเงินออก\nอย่าติดตั้งโปรแกรมเหล่านี้เด็ดขาด"),
    ("vi", "Đối tượng gọi điện yêu cầu cài UltraViewer hoặc AnyDesk để 'hoàn tiền'. Khách hàng không cài đặt các phần mềm này."),
    ("ms", "Pemanggil menyuruh mangsa memasang AnyDesk atau RustDesk. Jangan pasang aplikasi sebegini."),
    ("id", "Penelepon menyuruh korban memasang AnyDesk atau RustDesk. Bank tidak pernah meminta nasabah memasang aplikasi apa pun."),
    ("zh", "来电者让客户安装 AnyDesk、ToDesk 等软件后转走存款。请勿安装此类软件。"),
    ("ja", "電話でAnyDeskやTeamViewerをインストールさせ、預金を送金する被害が出ています。絶対にインストールしないでください。"),
    ("ko", "전화로 AnyDesk, 팀뷰어를 설치하게 한 뒤 예금을 빼갑니다. 본 조합은 앱 설치를 요구하지 않습니다."),
    # how others were caught, whatever comes behind it
    ("en", "She was told to install UltraViewer and lost her savings."),
    ("th", "ผู้เสียหายถูกหลอกให้ติดตั้ง AnyDesk แล้วเงินหายไปจากบัญชี"),
    ("vi", "Nhóm này yêu cầu người dân cài UltraViewer rồi rút tiền trong tài khoản."),
    ("ms", "Suspek meminta mangsa memasang AnyDesk sebelum wang dipindahkan."),
    ("id", "Ia minta korban memasang AnyDesk, TeamViewer, maupun RustDesk. Setelah itu saldo dikuras."),
    ("fil", "Pina-download siya ng AnyDesk at nawala ang pera."),
    ("km", "ពួកគេឱ្យជនរងគ្រោះដំឡើង AnyDesk ហើយយកលុយ"),
    ("my", "သူတို့က ပြည်သူများကို AnyDesk ဒေါင်းလုဒ် လုပ်ခိုင်းသည်"),
    ("lo", "ພວກເຂົາໃຫ້ຜູ້ເຄາະຮ້າຍຕິດຕັ້ງ AnyDesk"),
    ("zh", "对方要求受害人下载ToDesk后转走存款。"),
    ("ja", "電話の男に「AnyDesk」という遠隔操作ソフトをインストールさせられ、電子マネーを買ってしまった。"),
    ("ko", "피해자에게 AnyDesk를 설치하게 한 뒤 돈을 빼갔다."),
    ("hi", "ठग ने AnyDesk डाउनलोड करवाया और खाता खाली कर दिया।"),
    ("ko", "딸이라는 사람이 시키는 대로 TeamViewer를 깔았다가 적금을 모두 잃었습니다."),
    ("th", "คุณยายหลงเชื่อติดตั้ง AnyDesk เงินหายหมดบัญชี"),
    ("zh", "刘女士按对方要求安装了 ToDesk，随后存款被转走。"),
    ("vi", "Bác Tư kể rằng người gọi đến đã hướng dẫn bác mở TeamViewer trên máy tính."),
    ("vi", "Kẻ tự xưng là cán bộ thuế nhờ cài AnyDesk."),
    ("my", "အမျိုးသမီးတစ်ဦးကို RustDesk ဒေါင်းလုဒ်ဆွဲခိုင်းခဲ့ပြီး ငွေထုတ်သွားသည်။"),
    ("my", "ရဲအရာရှိအဖြစ် ဟန်ဆောင်ကာ TeamViewer ဖွင့်ရန် ပြောသည်။"),
    ("en", "A man posing as her bank said she should open AnyDesk."),
    ("th", "ชายที่อ้างตัวเป็นช่างให้เปิด TeamViewer"),
    ("km", "ជនក្លែងខ្លួនជាប៉ូលិសឱ្យដំឡើង AnyDesk"),
    ("ja", "警察を名乗って電話をかけ、AnyDeskを起動"),
    ("ja", "カードが悪用されたと言われ、TeamViewerを開くように指示された。"),
    ("ja", "指示されるままUltraViewerを入れると、預金が消えていた。"),
    ("ja", "RustDeskをスマホに入れたところ、勝手に操作された。"),
    ("ko", "직원이라는 사람이 AnyDesk를 설치하라는 요구를 했다."),
    # how products are set beside each other
    ("en", "We ran six tools on old laptops: RustDesk was the cheapest, TeamViewer the most complete."),
    ("en", "We took notes on slow lines, and Supremo did well in all of them."),
    ("vi", "Chúng tôi dùng thử ba tháng: UltraViewer rẻ nhất, TeamViewer đầy đủ nhất."),
    ("id", "Kami pakai RustDesk setahun dan paling murah di antara semuanya."),
    ("zh", "打开速度方面 ToDesk 最划算。"),
    # what those who look for work are to know
    ("en", "Hands-on with TeamViewer or AnyDesk, and a ticketing system"),
    ("en", "Two years of experience using ScreenConnect"),
    ("th", "มีประสบการณ์ใช้ TeamViewer อย่างน้อย 1 ปี"),
    ("vi", "Có kinh nghiệm sử dụng UltraViewer, TeamViewer"),
    ("id", "Pengalaman menggunakan AnyDesk minimal 1 tahun"),
    ("zh", "熟悉使用ToDesk、TeamViewer等远程工具"),
    ("ja", "TeamViewerの起動・操作の実務経験のある方"),
    ("en", "We will never call you to ask for AnyDesk."),
    ("en", "Never share your password; never install TeamViewer for a caller."),
    ("en", "Do not install: AnyDesk; TeamViewer; RustDesk."),
    ("en", "Some callers get people to download AnyDesk or QuickSupport. Please don't do that."),
    ("en", "A man said he was from the bank and had her install TeamViewer. Never do this."),
    ("en", "Our staff do not ask customers by text or by phone to install remote software (such as TeamViewer)."),
    ("en", "You may be told to download AnyDesk to get a refund. Ignore such requests and hang up."),
    ("en", "If anybody asks you to install UltraViewer, do not comply."),
    ("en", "They make you install AnyDesk, take over the screen and empty your account."),
    ("th", "ธนาคารไม่มีการโทรหรือส่งข้อความให้ลูกค้าติดตั้ง AnyDesk"),
    ("th", "มีผู้อ้างว่าเป็นเจ้าหน้าที่ให้ดาวน์โหลด TeamViewer อย่าทำตามเด็ดขาด"),
    ("th", "บางคนถูกขอให้ติดตั้ง AnyDesk หรือ QuickSupport\nโปรดอย่าทำตาม"),
    ("th", "เราจะไม่โทรหาท่านเพื่อให้ติดตั้งโปรแกรมควบคุมระยะไกล (เช่น TeamViewer)"),
    ("vi", "Ngân hàng không gọi điện, nhắn tin yêu cầu khách hàng cài đặt TeamViewer."),
    ("vi", "Có người gọi điện bảo tải UltraViewer để nhận tiền hoàn. Xin đừng làm theo."),
    ("vi", "Nếu có ai yêu cầu cài AnyDesk, hãy từ chối và gọi 113."),
    ("vi", "Nhân viên của chúng tôi sẽ không đề nghị quý khách mở AnyDesk."),
    ("ms", "Bank kami tidak menghantar SMS atau menelefon pelanggan untuk memuat turun AnyDesk."),
    ("ms", "Ada yang diminta memasang AnyDesk atau TeamViewer. Tolong jangan buat begitu."),
    ("ms", "Pegawai kami tidak akan minta anda pasang aplikasi kawalan jauh (contohnya TeamViewer)."),
    ("ms", "Jika ada orang suruh anda pasang AnyDesk, abaikan dan hubungi 997."),
    ("id", "Kami tidak menghubungi nasabah lewat telepon untuk mengunduh AnyDesk."),
    ("id", "Beberapa warga disuruh mengunduh AnyDesk atau TeamViewer. Mohon tidak diikuti."),
    ("id", "Petugas kami tidak meminta pelanggan memasang aplikasi jarak jauh (seperti TeamViewer)."),
    ("id", "Bila diminta memasang AnyDesk, abaikan saja dan tutup teleponnya."),
    ("fil", "May mga humihingi ng bayad at nagpapa-install ng AnyDesk. Huwag pong sumunod."),
    ("fil", "Hindi tumatawag ang bangko para magpa-install ng TeamViewer."),
    ("fil", "Kung may magpa-download sa iyo ng AnyDesk, huwag pansinin at itawag sa 1326."),
    ("fil", "Hindi po namin ipapa-download ang mga app gaya ng AnyDesk."),
    ("km", "ធនាគារមិនទូរស័ព្ទទៅអតិថិជនឱ្យដំឡើង AnyDesk ទេ។"),
    ("km", "មានអ្នកហៅទូរស័ព្ទឱ្យទាញយក AnyDesk ឬ TeamViewer។ សូមកុំធ្វើតាម។"),
    ("km", "បុគ្គលិកយើងនឹងមិនស្នើឱ្យអ្នកដំឡើង TeamViewer ឡើយ។"),
    ("my", "ဘဏ်က ဖုန်းဆက်ပြီး AnyDesk ထည့်သွင်းခိုင်းမည် မဟုတ်ပါ။"),
    ("my", "တချို့က AnyDesk ဒေါင်းလုဒ်ဆွဲခိုင်းကြသည်။ မလုပ်ပါနဲ့။"),
    ("my", "ကျွန်ုပ်တို့သည် TeamViewer ထည့်သွင်းရန် ဘယ်တော့မှ မတောင်းဆိုပါ။"),
    ("lo", "ທະນາຄານບໍ່ໂທໄປໃຫ້ລູກຄ້າຕິດຕັ້ງ AnyDesk."),
    ("lo", "ມີຄົນໂທມາບອກໃຫ້ດາວໂຫຼດ AnyDesk ຫຼື TeamViewer. ກະລຸນາຢ່າເຮັດຕາມ."),
    ("lo", "ພະນັກງານຂອງພວກເຮົາຈະບໍ່ຂໍໃຫ້ທ່ານຕິດຕັ້ງ TeamViewer."),
    ("zh", "本院不會以簡訊要求飼主匯款、安裝遠端程式（如 TeamViewer）或加入投資群組。"),
    ("zh", "银行不会打电话让您下载安装 TeamViewer。"),
    ("zh", "有人以退款为由让客户下载 AnyDesk 或 ToDesk。请不要照做。"),
    ("zh", "凡是让你下载 AnyDesk 的，一律拒绝并挂断电话。"),
    ("zh", "若接到電話叫您安裝 AnyDesk，請直接掛斷。"),
    ("ja", "当行がお電話で遠隔操作アプリ（AnyDeskなど）のインストールをお願いすることは一切ありません。"),
    ("ja", "電話でAnyDeskやTeamViewerをインストールさせる手口があります。応じないでください。"),
    ("ja", "AnyDeskをダウンロードするよう言われても、絶対に従わず電話を切ってください。"),
    ("ja", "職員がTeamViewerの起動を求めることはございません。"),
    ("ko", "저희 은행은 고객에게 전화로 AnyDesk 설치를 요청하는 일이 없습니다."),
    ("ko", "전화로 AnyDesk나 TeamViewer를 설치하게 하는 사람이 있습니다. 절대 응하지 마세요."),
    ("ko", "직원은 TeamViewer 설치를 절대 요구하지 않으니 바로 끊고 112로 신고하세요."),
    ("ko", "AnyDesk를 다운로드하라고 하면 거절하고 전화를 끊으세요."),
    ("hi", "कुछ लोग सब्सिडी के नाम पर AnyDesk या QuickSupport ऐप डाउनलोड करवाते हैं। कृपया ऐसा न करें।"),
    ("hi", "बैंक फोन करके AnyDesk इंस्टॉल करने को नहीं कहता।"),
    ("hi", "कोई फोन पर TeamViewer डाउनलोड करने को कहे तो फोन काट दें।"),
    ("hi", "हमारे कर्मचारी कभी भी रिमोट ऐप (जैसे TeamViewer) डाउनलोड नहीं करवाते।"),
)

# (language, a text of who wants it used, the tool)
ORDERS = (
    # the verb of a list stands before its first name
    ("en", "To continue, open TeamViewer, AnyDesk is for phones.", "AnyDesk|TeamViewer"),
    ("en", "The fastest way to your refund: open AnyDesk.", "AnyDesk"),
    ("ja", "画面の「クイック アシスト」を開く", "Quick Assist"),
    ("ja", "「TeamViewer」を立ち上げてお待ちください", "TeamViewer"),
    ("ko", "팀뷰어를 열고 번호를 불러 주세요.", "TeamViewer"),
    # what is denied behind it is something else
    ("en", "Please install AnyDesk and read the nine digits to our agent. We never ask for your password.", "AnyDesk"),
    ("vi", "Quý khách cài đặt UltraViewer để nhân viên xử lý. Chúng tôi không bao giờ yêu cầu mật khẩu.", "UltraViewer"),
    ("id", "Silakan instal AnyDesk agar petugas dapat membantu. Kami tidak pernah meminta PIN.", "AnyDesk"),
    ("zh", "请下载安装 ToDesk 并把代码告诉客服。我们不会要求您提供密码。", "ToDesk"),
    # who is experienced helps with it
    ("en", "Our experienced technician will help you; install AnyDesk first.", "AnyDesk"),
    ("th", "ช่างผู้มีประสบการณ์จะช่วยท่าน ดาวน์โหลด AnyDesk ก่อน", "AnyDesk"),
    ("vi", "Kỹ thuật viên nhiều kinh nghiệm hỗ trợ, hãy tải UltraViewer.", "UltraViewer"),
    ("zh", "资深工程师服务，请下载ToDesk。", "ToDesk"),
    ("en", "Never share your password; install TeamViewer and give us the ID.", "TeamViewer"),
    ("en", "Open AnyDesk and do not close it until the refund is done.", "AnyDesk"),
    ("en", "Install TeamViewer now. Do not turn off your computer.", "TeamViewer"),
    ("en", "Download UltraViewer and never hang up while our agent works.", "UltraViewer"),
    ("en", "Run AnyDesk, read us the code, and please don't tell anyone at the bank.", "AnyDesk"),
    ("th", "ติดตั้ง AnyDesk แล้วแจ้งรหัส ห้ามปิดแอปจนกว่าจะเสร็จ", "AnyDesk"),
    ("th", "ดาวน์โหลด TeamViewer แล้วอย่าวางสาย", "TeamViewer"),
    ("vi", "Quý khách cài UltraViewer, đọc mã ID và tuyệt đối không tắt máy.", "UltraViewer"),
    ("vi", "Tải AnyDesk về, đừng thoát ứng dụng khi đang xử lý.", "AnyDesk"),
    ("ms", "Pasang AnyDesk dan jangan tutup aplikasi sehingga bayaran balik selesai.", "AnyDesk"),
    ("ms", "Muat turun TeamViewer, jangan letak telefon.", "TeamViewer"),
    ("id", "Unduh AnyDesk lalu kirim kodenya, jangan tutup aplikasinya.", "AnyDesk"),
    ("id", "Pasang TeamViewer dan jangan matikan HP selama proses.", "TeamViewer"),
    ("fil", "I-download ang AnyDesk at huwag isara ang app hangga't hindi tapos.", "AnyDesk"),
    ("fil", "I-install ang TeamViewer, huwag ibaba ang telepono.", "TeamViewer"),
    ("km", "ដំឡើង AnyDesk ហើយកុំបិទកម្មវិធី", "AnyDesk"),
    ("my", "AnyDesk ထည့်သွင်းပြီး ဖုန်းမချပါနဲ့", "AnyDesk"),
    ("my", "TeamViewer ဒေါင်းလုဒ်ဆွဲပြီး အက်ပ်ကို မပိတ်ပါနဲ့", "TeamViewer"),
    ("lo", "ຕິດຕັ້ງ AnyDesk ແລ້ວຢ່າປິດແອັບ", "AnyDesk"),
    ("zh", "不会操作钱包的客户，可下载 AweSun 远程控制端，由客服代为转账，切勿关闭屏幕。", "AweSun"),
    ("zh", "请安装 ToDesk 并把识别码发给客服，处理期间不要挂断电话。", "ToDesk"),
    ("zh", "請下載 AnyDesk，操作期間請勿關機。", "AnyDesk"),
    ("ja", "AnyDeskをインストールし、完了するまで画面を閉じないでください。", "AnyDesk"),
    ("ja", "TeamViewerを起動してください。電源を切らないでください。", "TeamViewer"),
    ("ja", "予約の時間に UltraViewer をパソコンに入れ、番号をお伝えください。", "UltraViewer"),
    ("ko", "AnyDesk를 설치하고 완료될 때까지 종료하지 마세요.", "AnyDesk"),
    ("ko", "TeamViewer를 실행하신 뒤 전화를 끊지 마십시오.", "TeamViewer"),
    ("hi", "AnyDesk डाउनलोड करें और काम पूरा होने तक ऐप बंद न करें।", "AnyDesk"),
    ("hi", "TeamViewer इंस्टॉल करें, फोन मत काटें।", "TeamViewer"),
)


def tools(language: str, text: str) -> set[str]:
    contacts = find_contacts(ContactSources(text=text, language=language, declared_language=language))
    return {contact.value for contact in contacts if contact.kind == "remote-tool"}


@pytest.mark.parametrize(("language", "text"), WARNINGS)
def test_who_warns_of_a_tool_gives_none(language: str, text: str) -> None:
    assert not tools(language, text)


@pytest.mark.parametrize(("language", "text", "tool"), ORDERS)
def test_an_order_to_keep_it_open_is_no_warning(language: str, text: str, tool: str) -> None:
    assert tools(language, text) == set(tool.split("|"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("th", "กรุณาดาวน์โหลด AnyDesk อย่างรวดเร็ว"),
        ("th", "ติดตั้ง AnyDesk อย่างระมัดระวัง แล้วแจ้งรหัสให้เจ้าหน้าที่"),
        ("lo", "ຕິດຕັ້ງ AnyDesk ຢ່າງໄວ"),
        ("km", "ទាញយក AnyDesk លើកុំព្យូទ័រ"),
        ("hi", "AnyDesk डाउनलोड करें और अनुमति दें"),
        ("ko", "수사기관 요청으로 AnyDesk를 설치하십시오"),
        ("vi", "Tải AnyDesk để nhân viên gỡ virus"),
        ("en", "Please install AnyDesk so we can remove the virus."),
        ("en", "Install AnyDesk so our officer can review your account"),
        ("en", "Our fraud department asks you to install AnyDesk, read the code to our technician"),
        ("en", "Install AnyDesk so that we can remove all viruses"),
        ("vi", "Nhân viên sẽ gỡ phong tỏa, hãy cài AnyDesk"),
        ("hi", "Quick Assist नहीं, केवल हमारा भेजा AnyDesk ऐप इंस्टॉल करें"),
        ("id", "Jangan pakai TeamViewer, instal AnyDesk saja"),
    ],
)
def test_a_word_of_warning_within_another_word_or_phrase_warns_of_nothing(language: str, text: str) -> None:
    assert tools(language, text) == {"AnyDesk"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Remove AnyDesk now"),
        ("th", "อย่าติดตั้ง AnyDesk"),
        ("km", "កុំទាញយក AnyDesk"),
        ("hi", "AnyDesk डाउनलोड मत करें"),
        ("en", "Call our fraud department if somebody asked you to install AnyDesk."),
        ("en", "Report to the anti-fraud hotline if told to install AnyDesk."),
        ("en", "Police repeated the warning about people who install AnyDesk."),
        ("en", "Do not install TeamViewer, AnyDesk and use only our app"),
        ("vi", "Tháo gỡ ngay AnyDesk nếu đã cài"),
        ("th", "โปรดใช้ความระมัดระวังหากมีผู้ให้ติดตั้ง AnyDesk"),
        ("lo", "ກະລຸນາລະມັດລະວັງ ຖ້າມີຄົນໃຫ້ຕິດຕັ້ງ AnyDesk"),
    ],
)
def test_the_word_itself_still_does(language: str, text: str) -> None:
    assert not tools(language, text)


def test_both_lists_hold_every_language() -> None:
    languages = {"th", "vi", "ms", "id", "fil", "km", "my", "lo", "zh", "ja", "ko", "en", "hi"}
    assert {row[0] for row in WARNINGS} == {row[0] for row in ORDERS} == languages


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("Go to remotedesktop.google.com/support and generate a code, tell it to our officer.", "Chrome Remote Desktop"),
        ("Press Windows + Ctrl + Q and give the code to the technician.", "Quick Assist"),
        ("Quick Assist: press Ctrl+Win+Q and enter code.", "Quick Assist"),
        ("Visit join.zoho.com and enter session key 123.", "Zoho Assist"),
        ("क्विक सपोर्ट ऐप इंस्टॉल करें", "TeamViewer"),
        ("Install the Parsec app and share your screen with our agent.", "Parsec"),
    ],
)
def test_a_tool_is_told_by_its_address_and_its_keys(text: str, tool: str) -> None:
    assert [c.value for c in find_contacts(ContactSources(text=text))] == [tool]


@pytest.mark.parametrize(
    "text",
    [
        "Never go to remotedesktop.google.com/support when a caller asks you to.",
        "In a press release, AnyDesk said that its site was copied.",
        "The star is 12 parsec away; install the telescope first.",
    ],
)
def test_such_an_address_in_a_warning_is_none(text: str) -> None:
    assert find_contacts(ContactSources(text=text)) == ()


def test_an_order_behind_many_mentions_is_read_and_behind_too_many_the_reading_says_so() -> None:
    mention = "Their AnyDesk page lists many features of it for offices. "
    order = "Call our technician now: download AnyDesk, open it and read the 9-digit code to us. +1 844 555 2211"
    reading = read_contacts(ContactSources(text=mention * 200 + order))
    assert ([contact.value for contact in reading.contacts if contact.kind == "remote-tool"], reading.caps) == (["AnyDesk"], ())
    assert read_contacts(ContactSources(text=mention * 700 + order)).caps == ("anchors 600",)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Pizzeria Supremo. Call our customer service; our agent will give you a code for your order.", set()),
        ("en", "Install our app and order a Supremo", set()),
        ("en", "He made a quick assist in the 85th minute. Download our app, enter the code and win.", set()),
        ("en", "Visit any desk and give our officer the code.", set()),
        ("zh", "向日葵花海美不胜收，请下载地图，门票咨询客服。", set()),
        ("zh", "我们公司种植向日葵，打开地图导航，客服专员为您服务，号码见下", set()),
        ("en", "Download Supremo and read the ID to our agent", {"Supremo"}),
        ("en", "For remote support our technician will use Supremo.", {"Supremo"}),
        ("en", "Please open Quick Assist and give our technician the code", {"Quick Assist"}),
        ("en", "Visit support.me and type the 6-digit code given by the agent.", {"LogMeIn"}),
        ("en", "Please visit support.me for our help centre.", set()),
        ("en", "Victims were told to visit support.me and enter the code", set()),
        ("id", "Kunjungi support.me lalu masukkan kode", {"LogMeIn"}),
        ("th", "ติดตั้ง AnyDesk ถ้าไม่ได้ให้ใช้ TeamViewer", {"AnyDesk", "TeamViewer"}),
        ("vi", "Cài AnyDesk, nếu không được thì cài TeamViewer", {"AnyDesk", "TeamViewer"}),
        ("vi", "Nếu không được phép của ngân hàng, đừng cài AnyDesk", set()),
        ("my", "AnyDesk ထည့်ပါ မရရင် TeamViewer ထည့်ပါ", {"AnyDesk", "TeamViewer"}),
        ("my", "AnyDesk မထည့်ပါနှင့်", set()),
        ("zh", "下载向日葵，把识别码告诉客服", {"Sunlogin"}),
        ("hi", "अधिकारी को कॉल करें। Quick Support ऐप इंस्टॉल करें।", {"TeamViewer"}),
        ("en", "Our agent connects through Supremo or AnyDesk: download it and read us the code.", {"Supremo", "AnyDesk"}),
    ],
)
def test_a_name_that_is_a_word_of_every_day_needs_more_than_service(language: str, text: str, expected: set[str]) -> None:
    assert tools(language, text) == expected


def test_the_words_of_every_day_are_names_of_tools() -> None:
    assert channels().everyday_tools <= {word for tool in channels().tools for word in tool.spellings}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Incident report: the actor drops a renamed AnyDesk.exe to C:\\ProgramData and persists through a service."),
        ("en", "AnyDesk.exe is a process of AnyDesk Software. Reviews of users."),
        ("en", "Never open AnyDesk.exe from a caller"),
        ("th", "ผู้เสียหายถูกหลอกให้ดาวน์โหลด AnyDesk.exe แล้วเงินหาย"),
    ],
)
def test_a_file_of_which_a_page_only_tells_is_none(language: str, text: str) -> None:
    assert not tools(language, text)


@pytest.mark.parametrize(
    "text",
    [
        "AnyDesk.exe",
        "AnyDesk.exe (3.8 MB)",
        "Get AnyDesk_setup.exe, run it and call us",
        "点击运行 AnyDesk.exe",
        "ดาวน์โหลด AnyDesk.exe แล้วแจ้งเลข",
    ],
)
def test_a_file_that_is_offered_is_one(text: str) -> None:
    assert tools("en", text) == {"AnyDesk"}
