"""Decide whether the sentence around a tool's name warns against it, denies asking for it, or describes how victims were tricked."""

import re

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.wallets import says

REACH = 110  # how far the sentence is read on each side, in characters
_SENTENCE_END = re.compile(r"\.(?=\s)|[!?](?=\s|[^\x00-\x7f])|[|\n।]")
"""In a folded text, "|" replaces the sentence marks of scripts without spaces."""
_LATIN_TURN = r"(?:\s(?:ever|please|po|pong|mo|mong|muna|munang|ninyong|sampai|dulu|boleh|được|nên|hết)){0,2}\s"
_UNABLE = re.compile(
    r"नहीं (?:चले|चल|हो|खुले|खुल|चलता|चलती|चल रहा|मिले|आए)[^,;.]{0,14} तो|(?:यदि|अगर) [^,;.]{1,40}नहीं[^,;.]{0,20} तो"
    r"|(?:ถ้า|หาก|กรณี)[^,;.\n]{1,40}(?:ไม่ได้|ไม่ขึ้น|ไม่ติด)|nếu [^,;.]{0,30}(?:không|ko) [^,;.]{1,24}(?:được|,)"
    r"|(?:如果|若|要是|如)[^,;|]{0,16}(?:不了|不开|不開|无法|無法|不能|不行)|(?:でき"
    r"|開か|動か|繋がら|つながら|使え)ない(?:場合|とき|時|方)"
    r"|(?:안|않|못)[^,.]{0,10}(?:면|경우)|បើ[^,.|]{0,30}មិន[^,.|]{0,20}|မ[^,.|]{0,12}(?:ရင်|လျှင်|ပါက)|ຖ້າ[^,.]{0,30}ບໍ່[^,.]{0,20}"
    r"|(?:if|when|in case) [^,.;]{1,40}(?:not|n't|cannot|fails?)[^,.;]{0,30}|kung (?:ayaw|hindi) [^,.;]{1,30}"
    r"|(?:kalau|kalo|jika|bila|sekiranya|apabila) [^,.;]{0,30}(?:tidak|tak|gagal|nggak|gak)[^,.;]{0,30}"
    r"|không (?:cài|tải)(?: đặt| về)? (?:được|đc|dc)|(?:se|caso|quando) [^,.;]{0,40}não [^,.;]{0,30}"
    r"|(?:if|when) [^,.;]{1,30} won't (?:open|load|install|start|work)"
    r"|(?:kalau|kalo|jika|bila) [^,.;]{1,30} (?:tidak bisa|tak boleh)"
)
"""Phrases about what does not work, which are not warnings: "nếu máy không cài được, mở …"."""
_CLEANED = re.compile(
    r"\bremov(?:e|ing) (?:the |all |any |this |that |these |those |your )?"
    r"(?:virus(?:es)?|malware|spyware|trojans?|infections?|threats?|hackers?|errors?|block)\b"
)
"""Phrases for the tool's alleged purpose, which are not warnings."""
_KEPT_ON = re.compile(
    rf"(?:do not|don['’]?t|never|not to|without|avoid){_LATIN_TURN}(?:clos"
    rf"|turn(?:ing)? [a-z ]{{0,20}}off|switch(?:ing)? [a-z ]{{0,20}}off|shut"
    r"|exit|quit|leav|disconnect|log(?:ging)? ?(?:off|out)|lock|interrupt|stop|cancel"
    r"|hang up|hanging up|touch|mov|minimi[sz]|restart|reboot"
    r"|unplug|uninstall|remov|delet|end|use your|worry|tell(?:ing)? (?:anyone|anybody"
    r"|your (?:bank|family)|the bank)(?! (?:your|the|this) ))"
    r"|(?:ห้าม|อย่าเพิ่ง|อย่า|ไม่ต้อง|โดยไม่)\s?(?:ปิด|วางสาย|วางหู|ออกจาก|ตัดสาย|ตัดการ"
    r"|ล็อก|บอกใคร|สลับ|กดออก|ถอน|ลบ|แตะ|รีสตาร์ท|ยกเลิก|กังวล)"
    rf"|(?:tuyệt đối không|không được|không|đừng|chớ){_LATIN_TURN}(?:tắt|thoát|đóng|cúp"
    rf"|gác máy|ngắt|khóa|khoá|rời|chạm|gỡ|xóa|xoá|hủy|huỷ|dừng|lo"
    r"|nói (?:với|cho) ai|báo ai)"
    rf"|(?:jangan|tanpa|dilarang|usah|tidak boleh|tak boleh){_LATIN_TURN}(?:me|men|meng"
    rf"|mem)?(?:tutup|nutup|letak|matikan|keluar|padam|putus|cabut|kunci"
    r"|ngunci|hentikan|hapus|sentuh|nyentuh|batalkan|logout|log out|uninstall|nyahpasang"
    r"|(?:beri ?tahu|bilang|cerita) (?:se)?siapa|risau|khawatir)"
    rf"|(?:huwag|wag){_LATIN_TURN}(?:isara|isasara|i-close|ibaba|patayin|i-off|putulin|i-exit"
    rf"|lumabas|umalis|i-lock|i-uninstall|burahin|tanggalin"
    r"|galawin|sabihin (?:sa|kahit)|ipagsabi|mag-alala)"
    r"|(?:កុំ|មិនត្រូវ|ហាម)\s?(?:ឱ្យ|ឲ្យ)?\s?(?:បិទ|ដាក់|ចេញ|ផ្ដាច់|ផ្តាច់|លុប|ប្រាប់|ចាក់សោ|បារម្ភ)"
    r"|မ(?:ပိတ်|ချ|ထွက်|ဖြုတ်|ဖျက်|ပြော|ဖြတ်|စိုးရိမ်)(?:လိုက်)?ပါ(?:နဲ့|နှင့်)"
    r"|(?:ຢ່າ|ຫ້າມ|ບໍ່ຕ້ອງ)\s?(?:ປິດ|ວາງ|ອອກ|ຕັດ|ລຶບ|ບອກໃຜ|ລັອກ|ມອດ|ກັງວົນ)"
    r"|(?:千万|千萬|绝对|絕對)?(?:不要|请勿|請勿|切勿|勿|别|別|不得|不能|不可|禁止|严禁|嚴禁)(?:随意|隨意|自行|中途)?[^,|;\n]{0,6}?"
    r"(?:关|關|退出|挂|掛|断|斷|锁|鎖|离开|離開|卸载|卸載|移除|删除|刪除|告诉(?:他|别|家|任)|告訴(?:他"
    r"|別|家|任)|触碰|觸碰|切换|切換|重启|重啟|停止|取消|担心|擔心|息屏)"
    r"|(?:閉じ|切ら|切断し|終了し|消さ|離れ|離さ|触ら|触れ|抜か|止め|中断し|ロックし"
    r"|削除し|落とさ|アンインストールし|話さ)(?:ないで|ずに)"
    r"|(?:종료하|끄|끊|닫|나가|잠그|중단하|삭제하|취소하|만지|건드리|알리|걱정하|해제하)지\s?(?:마|말)[가-힣]{0,4}"
    r"|(?:बंद|डिस्कनेक्ट|लॉक|रद्द|रीस्टार्ट|अनइंस्टॉल|चिंता)\s(?:न|ना|मत|नहीं)\s(?:करें|करे|करना|करिए|होने दें)"
    r"|(?:न|ना|मत)\s(?:बंद|काटें|काटे|काटना|काटिए|हटाएं|हटाना|छुएं|निकलें)"
)
"""Orders not to stop the agent, which are not warnings either: "do not close AnyDesk", "phone को मत काटें"."""
_SO_NOT = re.compile(
    rf"(?:do not|don['’]?t|never){_LATIN_TURN}(?:do (?:this|that|so|it|what)|comply|follow|agree|obey|fall for|believe|give in)"
    r"|ignore (?:such|any|the|this|it)"
    r"|(?:อย่า|ห้าม|ไม่ควร)(?:ทำ|หลงเชื่อ|เชื่อ)|(?:đừng|không nên|không)\s(?:nên )?(?:làm theo|làm vậy|làm như|tin|nghe theo)"
    r"|jangan (?:buat|lakukan|turuti|dituruti|ikut|diikuti|percaya|layan)|(?:tidak|tak) (?:usah "
    r"|perlu )?(?:diikuti|dituruti|dilayan)|(?:di)?abaikan"
    r"|huwag(?: po(?:ng)?)? (?:sumunod|sundin|susundin|gawin|pansinin|paniwalaan|maniwala|pumayag)"
    r"|កុំ(?:ធ្វើ|ជឿ)|မ(?:လုပ်|လိုက်နာ|ယုံ)[\u1000-\u109f]{0,6}ပါ(?:နဲ့|နှင့်)|ຢ່າ(?:ເຮັດ|ເຊື່ອ|ຫຼົງ)"
    r"|(?:不要|勿|别|別)(?:照做|照办|照辦|相信|轻信|輕信|理会|理會|配合|听从|聽從|这样|這樣|如此|上当|上當)"
    r"|応じない|応じず|従わない|従わず|無視して|信じない|おやめください|しないようにして|(?:응하"
    r"|따르|믿|속)지\s?(?:마|말)|무시하(?:세|시|십)"
    r"|(?:ऐसा|यह|इसे|ये)\s(?:न|ना|मत|नहीं|कभी न|कभी मत)\s(?:करे|मानें)|(?:न|ना|मत)\sमाने|(?:विश्वास|भरोसा)\s(?:न|ना|मत)\s"
)
"""Advice not to do what the previous sentence describes."""
_REFUSED = re.compile(
    r"\b(?:refuse|decline|hang up|put the phone down|end the call)\b|ปฏิเสธ|วางสาย|từ chối|cúp máy"
    r"|\b(?:tolak|tutup teleponnya|letak telefon)\b|tanggihan|ibaba ang"
    r"|បដិសេធ|ငြင်း|ပယ်ချ|ປະຕິເສດ|ວາງສາຍ|拒绝|拒絕|挂断|掛斷|断って|電話を切|거절|끊(?:으|고)|(?:फोन|फ़ोन|कॉल) काट|मना कर"
)
_NOBODY_ASKS = re.compile(
    r"(?:does not|doesn['’]t|nobody|no one|no (?:employee|agent|officer|member of staff))\s[^.;\n]{0,60}(?:ask"
    r"|tell|request|require|install|download)"
    r"|ไม่(?:ได้|มี|เคย|โทร|ส่ง|ขอ|ให้|แนะนำ|บังคับ|ติดต่อ|สั่ง)[^.\n]{0,60}(?:ให้|ขอ|ติดตั้ง|ดาวน์โหลด)"
    r"|không (?:bao giờ )?(?:gọi|nhắn|liên hệ|gửi|yêu cầu|đề nghị|hướng dẫn|bảo|nhờ|mời|chủ động)\s"
    r"|(?:tidak|tak|takkan)\s(?:akan |pernah )?(?:menghantar|menelefon|menelepon|menghubungi|meminta"
    r"|minta|menyuruh|suruh|mengarahkan|mengirim|menawarkan|mengajak)"
    r"|hindi(?:\s(?:po|namin|kami|ito|kailanman)){0,3}\s(?:tumatawag|tatawag|humihingi|hihingi|nagpapa"
    r"|magpapa|ipapa|ipina|pinapa|nanghihingi|nag-uutos|mag-uutos)"
    r"|មិន(?:ទូរស័ព្ទ|ហៅ|ស្នើ|សុំ|ឱ្យ|ឲ្យ|ផ្ញើ|តម្រូវ|ណែនាំ)|မ(?:ခိုင်း|တောင်း|ညွှန်ကြား|ဆက်သွယ်)"
    r"|(?:ခိုင်း|တောင်းဆို|စေ)[\u1000-\u109f ]{0,12}မ(?:ဟုတ်|ရှိ|ပြု)|ບໍ່(?:ໂທ|ຂໍ|ໃຫ້|ສົ່ງ|ຮຽກຮ້ອງ|ແນະນຳ|ຕິດຕໍ່|ສັ່ງ|ມີການ)"
    r"|(?:不会|不會|绝不|絕不|从不|從不|不曾)[^,|;\n]{0,24}(?:要求|让|讓|叫|引导|引導|指示|索取|打电话|打電話|致电|致電)"
    r"|(?:お願い|依頼|要求|要請|求め|案内|指示|させ)[^,|\n]{0,14}(?:ません|ない(?!場合|とき|時"
    r"|方))|ことは?(?:一切|絶対に|決して)?(?:ありません|ございません)"
    r"|(?:요청|요구|권유|유도|안내|지시|하라고|하게)[가-힣 ]{0,12}(?:않|없)|नहीं (?:कहता|कहते|माँगता|मांगता|मांगते|करवाते|करवाता)"
)
"""Statements that the page's owner never asks for it."""
_TOLD = re.compile(
    r"\bthey (?:make|get|trick|talk|persuade|convince) (?:you|them|people|victims|customers)|[让讓叫]你们?(?:下载|下載|安装|安裝)"
    r"|\bif (?:(?:somebody|someone|anybody|anyone|a caller) [^,.;]{0,24}?(?:asks?|asked|tells?|told|wants?|wanted) you"
    r"|(?:told|asked|instructed)) to\b"
    r"|\b(?:was|were)(?: then)? (?:told|asked|made|tricked|talked|persuaded|instructed|led|convinced) (?:in)?to\b"
    r"|\b(?:make|made|had|have|get|got|asked?|told|instruct(?:s|ed)?) (?:victims?|people|her|him|the elderly) (?:to |into )?"
    r"(?:install|download|open|run)"
    r"|ถูก(?:หลอก|ขอ|บอก|สั่ง|ชักชวน)ให้|ให้(?:เหยื่อ|ผู้เสียหาย|ประชาชน)(?:ติดตั้ง|ดาวน์โหลด|โหลด|ลง|กด|เปิด)"
    r"|(?:yêu cầu|dụ|bảo|hướng dẫn) (?:người dân|nạn nhân|bị hại|bà con)\b|bị (?:yêu cầu|dụ|lừa) (?:cài|tải)"
    r"|đã (?:bảo|yêu cầu|hướng dẫn|dụ|kêu|nhờ|xúi) (?:anh|chị|ông|bà|cô|chú|bác|em|tôi|mẹ|bố)(?: [^\W\d_]\.?)? (?:cài|tải|mở|bấm)"
    r"|(?:me)?(?:minta|nyuruh|suruh|ngarahkan|mbujuk|mujuk) (?:nasabah|korban|mangsa|warga)\b"
    r"|(?:disuruh|dipujuk|dibujuk) (?:me|pasang|muat|unduh)"
    r"|\b(?:pina|pinag|ipina|pinapa)-?(?:install|download)"
    r"|(?:让|讓|叫|要求|诱导|誘導|指示|诱骗|誘騙)(?:受害人|被害人|受害者|民众|民眾|事主|市民|长者|長者|老人)|被(?:要求|诱导|誘導|骗|騙)(?:下载|下載|安装|安裝)"
    r"|[对對]方(?:[称稱会會]|要求|声称|聲稱)|\bđối tượng (?:nói|gọi|yêu cầu|hướng dẫn|sẽ|này|xưng|giả)"
    r"|\b(?:sasabihin|hihingin|ipapa-?install) (?:nila|niya)"
    r"|させられ|使わされ|入れさせ|(?:起動|インストール)させ[、,]|聞き出[しす]|(?:よう(?:に)?|ことを|しろと|してと|て(?:くださ|下さ)いと)(?:言わ|指示さ|促さ|求めら|勧めら|頼ま|誘導さ)れ(?:る(?:まま|ケース|事例|被害)|[,てた])"
    r"|(?:言わ|指示さ)れるが?まま|勝手に操作|遠隔操作(?:され|で(?:預金|お金|現金))"
    r"|(?:하라는|하라고) (?:말|요구|지시|전화)(?:를|을|에)|원격(?:으로 )?(?:조종|제어)?(?:을|를)? ?당[했하한]"
    r"|(?:설치|다운로드|실행)했다가|(?:깔았|내려받았|다운받았)다가|시키는 ?대로"
    r"|หลงเชื่อ(?:จึง|แล้ว|จน)?(?:ติดตั้ง|ดาวน์โหลด|โหลด)|按(?:照)?(?:骗子|騙子|骗徒|騙徒|对方|對方)的?(?:指示|要求|引导|引導)"
    r"|(?:피해자|어르신)(?:에게|한테|가|는)|설치하게 (?:한|했|함|합니다|하고)|(?:करवाया|करवाई|करवाकर|करवा लिया)"
    r"|ឱ្យ(?:ជនរងគ្រោះ|ប្រជាពលរដ្ឋ)|(?:သားကောင်|ပြည်သူ)(?:များ)?(?:ကို|အား)|(?:သွင်း|ဆွဲ|ဖွင့်|တင်|လုပ်)ခိုင်း(?:ကာ|ပြီး|ခဲ့|သော|သည့်|တဲ့)|ໃຫ້(?:ຜູ້ເຄາະຮ້າຍ|ປະຊາຊົນ)"
)
"""Descriptions of how victims were tricked."""
_COMPARED = re.compile(
    r"\bthe (?:best value|(?:cheapest|quickest|fastest|slowest)(?! way)|most (?:complete|expensive|reliable|polished|generous))\b"
    r"|(?:คุ้มค่า|ถูก|แพง|ครบ)ที่สุด|(?:rẻ|đắt|đầy đủ|đáng tiền) nhất|paling (?:lengkap|murah|mahal|berbaloi)|termurah|termahal"
    r"|pinakamura|pinakamahal|最便宜|最划算|最贵|最貴|性价比|性價比|最も(?:安い|安価|高い|高価|多機能)|コスパ"
    r"|가성비|가장 (?:저렴|비싼|비싸)|सबसे (?:सस्त|महंग)"
)
"""Phrases of product comparisons."""
_SKILL = re.compile(
    r"\bhands[- ]on (?:with|experience)|\bexperience (?:with|in|using|of)\b|\bfamiliar(?:ity)? with|\bproficien(?:t|cy) (?:in|with)"
    r"|\bknowledge of\b|ประสบการณ์(?:ใช้|การใช้|ด้าน|กับ|ใน)|kinh nghiệm (?:sử dụng|dùng|với|về)|thành thạo"
    r"|pengalaman (?:dengan|meng|memakai|guna)|(?:mahir|terbiasa) (?:meng|guna|memakai|dengan)|menguasai"
    r"|karanasan sa\b|(?<!di )(?<!hindi )(?:marunong|sanay) (?:sa|gumamit|mag)|熟悉|熟练|熟練(?!工)|使用经验|使用經驗"
    r"|使用経験|の(?:実務)?経験|실무 경험|사용 경험|능숙"
    r"|(?:का|में|की) (?:अनुभव|ज्ञान)|បទពិសោធន៍(?:ប្រើ|ក្នុង)|အတွေ့အကြုံ|ປະສົບການ(?:ໃຊ້|ໃນ)"
)
"""Phrases for the skills that a job requires."""


_NOT_NEEDED = re.compile(
    r"\s?(?:is|are|adalah)?\s?(?:not (?:needed|necessary|required)|ไม่ต้อง(?:ใช้|ลง|โหลด|มี)|ไม่จำเป็น|không cần"
    r"|(?:tidak|tak|gak|nggak) (?:perlu|usah)"
    r"|hindi (?:na )?kailangan|não (?:é|precisa)|មិនចាំបាច់|មិនត្រូវការ|[^\x00-\x7f]{0,6}မလို|ບໍ່ຈຳເປັນ|ບໍ່ຕ້ອງໃຊ້|不需要|不必|不用|无需|無需"
    r"|(?:は|も)?(?:不要|必要(?:あり|ござい)ません)"
    r"|(?:은|는|도)? ?(?:필요 ?(?:없|하지)|불필요))"
)
"""Behind a tool's name: that nobody needs it."""
_NEEDLESS = re.compile(
    r"(?:no need (?:for|to (?:install|download|use|open))|(?:without|no) (?:installing|downloading|using)|ไม่ต้อง(?:ติดตั้ง|โหลด|ลง|ใช้)"
    r"|không cần (?:cài|tải|dùng)(?: đặt)?|(?:tidak|tak) (?:perlu|usah) (?:pasang|instal|unduh|guna|muat turun|pakai)"
    r"|(?:មិនចាំបាច់|មិនត្រូវការ)(?:ដំឡើង|ទាញយក|ប្រើ)|ບໍ່ຕ້ອງ(?:ໃຊ້|ຕິດຕັ້ງ|ໂຫຼດ)|ບໍ່ຈຳເປັນຕ້ອງ(?:ໃຊ້|ຕິດຕັ້ງ|ໂຫຼດ)"
    r"|hindi (?:na )?kailangan (?:ng|ang|mag-install ng)|não (?:precisa|é preciso|é necessário) (?:de |do |instalar |baixar )?(?:o )?"
    r"|(?:不需要|不必|不用|无需|無需)(?:安装|安裝|下载|下載|使用|打开|打開))\s?\Z"
)
"""Right before a tool's name: the same."""


def warns(low: str, start: int, end: int) -> bool:
    """Whether the tool's name from `start` to `end` is in a sentence that warns of it.

    The next sentence counts too if it says "do not do so", or says not to install such things.
    """
    before, after, following = sentence(low, start, end)
    if _NOT_NEEDED.match(after) or _NEEDLESS.search(before):
        return True
    said = _without_others(before + " " + after)
    if says("negation", said) or any(form.search(said) for form in (_SO_NOT, _REFUSED, _NOBODY_ASKS, _TOLD, _COMPARED, _SKILL)):
        return True
    then = _without_others(following)
    if _SO_NOT.search(then):
        return True
    # "They have customers install it. Never install …": the next sentence must deny installing, not for example giving a password
    return says("install", then) and (says("negation", then) or _NOBODY_ASKS.search(then) is not None)


def _without_others(text: str) -> str:
    """Return the text without phrases that contain a negation but are not warnings."""
    return _KEPT_ON.sub(" ", _UNABLE.sub(" ", _CLEANED.sub(" ", _DOES.sub(" ", words_of("negation-none").sub(" ", text)))))


_DOES = re.compile(r"[\u0904-\u0939\u093e-\u094d]न करें")
"""The end of words that ask for something in Hindi: भुगतान करें, सत्यापन करें. With a space before it, न denies."""


def sentence(low: str, start: int, end: int) -> tuple[str, str, str]:
    """Return (the sentence up to the name, its rest, the next sentence), within REACH."""
    before, behind = low[max(0, start - REACH) : start], low[end : end + 2 * REACH]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    stop = _SENTENCE_END.search(behind)
    after = behind[:REACH] if stop is None else behind[: min(stop.start(), REACH)]
    following = "" if stop is None else behind[stop.end() :].lstrip()
    last = _SENTENCE_END.search(following)
    return before[ends[-1] if ends else 0 :], after, following[: last.start()] if last else following
