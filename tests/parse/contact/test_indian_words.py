"""Words of Tamil and Hindi around numbers: a messenger, a mobile, an account and its bank, and things that are never called."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ta", "வாட்ஸ்அப் எண் +91 953.48.270.16", {"whatsapp +919534827016"}),
        ("ta", "கைபேசி / வாட்ஸ்அப்: 98427 36150 (திரு. செந்தில்)", {"phone +919842736150", "whatsapp +919842736150"}),
        ("ta", "கைபேசி: 98427 36150 வாட்ஸ்ஆப்: 98427 36151", {"phone +919842736150", "whatsapp +919842736151"}),
        ("ta", "சாதாரண அழைப்பு: 0-74829-3O561", {"phone +917482930561"}),
        ("ta", "தொடர்புக்கு: 0452 274 8391 அல்லது 98427 36150", {"phone +914522748391", "phone +919842736150"}),
        ("ta", "ஆக்சிஸ் வங்கி கணக்கு எண் 9180 2004 7362 815, IFSC UTIB0000953.", {"bank-account 918020047362815"}),
        ("ta", "எஸ்பிஐ கணக்கு எண்: 30987654321", {"bank-account 30987654321"}),
        ("hi", "वॉट्सऐप नंबर: 98427 36150", {"whatsapp +919842736150"}),
        ("hi", "व्हाट्स ऐप: 98427 36150", {"whatsapp +919842736150"}),
        ("hi", "इंडसइंड बैंक खाता संख्या 159842736150", {"bank-account 159842736150"}),
        ("hi", "बैंक: यस बैंक, खाता सं. 028694700001234", {"bank-account 028694700001234"}),
        # numbers of things, and words that begin alike
        ("ta", "கோப்பு எண் 9534827016", set()),
        ("ta", "ஆர்டர் எண்: 98427 36150", set()),
        ("ta", "ரசீது எண் 9842736150 கைபேசி 98427 36151", {"phone +919842736151"}),
        ("ta", "பொங்கல் என்று அழைக்கப்படுகிறது 9842736150", set()),
        ("ta", "வங்கி விடுமுறை 2025 - 9842736150", set()),
        ("hi", "फाइल नंबर 9842736150", set()),
        ("hi", "केस नंबर: 9842736150, मोबाइल 98427 36151", {"phone +919842736151"}),
    ],
)
def test_words_of_india(language: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix="in") == expected
