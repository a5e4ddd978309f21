"""What the names of settings say: one table for scripts, for data and for attributes."""

import pytest

from scamtriage.parse.contact.setting_names import messenger_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(
            ("whats", "whatsapp"),
            ("waNumber", "whatsapp"),
            ("whatsappBtn", "whatsapp"),
            ("whatsappnumber", "whatsapp"),
            ("KakaoTalkId", "kakaotalk"),
        ),
        *(
            ("zaloid", "zalo"),
            ("line_id", "line"),
            ("lineHeight", ""),
            ("signalStrength", ""),
            ("baseline", ""),
            ("telePhone", ""),
            ("faxNumber", ""),
        ),
    ],
)
def test_a_name_speaks_of_the_messenger_whose_word_it_holds(name: str, kind: str) -> None:
    assert messenger_of(name) == kind
