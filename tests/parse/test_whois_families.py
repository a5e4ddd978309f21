"""Answers made up in the manner of each family of registries; no text here was ever sent by one."""

from datetime import UTC, datetime

import pytest

from scamtriage.parse import whois
from scamtriage.records.facts import RegistrationFacts

ICANN = """Domain Name: LUCKY-PARCEL.TOP
Registry Domain ID: D20240101G10001G_00000001-top
Registrar WHOIS Server: whois.registrar.example
Registrar URL: http://www.registrar.example
Updated Date: 2024-03-02T10:00:00Z
Creation Date: 2024-02-29T23:30:00Z
Registry Expiry Date: 2025-02-28T23:30:00Z
Registrar: Example Names, Inc.
Registrar IANA ID: 4242
Registrar Abuse Contact Email: abuse@registrar.example
Registrar Abuse Contact Phone: +1.5550100
Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited
Domain Status: addPeriod https://icann.org/epp#addPeriod
Registrant Organization: Parcel Trading
Registrant Country: TH
Registrant Email: boss@parcel.example
Name Server: NS2.PARCEL.EXAMPLE
Name Server: NS1.PARCEL.EXAMPLE 192.0.2.1
DNSSEC: unsigned
>>> Last update of WHOIS database: 2024-03-03T00:00:00Z <<<
"""

NOMINET = """
    Domain name:
        lucky-parcel.co.uk

    Registrant:
        Parcel Trading

    Registrar:
        Example Names Ltd [Tag = EXAMPLE]
        URL: https://names.example

    Relevant dates:
        Registered on: 03-Feb-2021
        Expiry date:  03-Feb-2026
        Last updated:  04-Mar-2024

    Registration status:
        Registered until expiry date.

    Name servers:
        ns1.parcel.example        192.0.2.1
        ns2.parcel.example

    WHOIS lookup made at 10:00:00 01-Apr-2024
"""

JPRS = """[ JPRS database provides information on network administration. ]
Domain Information: [ドメイン情報]
[Domain Name]                   LUCKYPARCEL.JP

[登録者名]                      見本株式会社
[Name Server]                   ns1.parcel.example
[Name Server]                   ns2.parcel.example
[Signing Key]

[登録年月日]                    2021/02/03
[有効期限]                      2026/02/28
[状態]                          Active
[最終更新]                      2024/03/01 01:05:07 (JST)

Contact Information: [公開連絡窓口]
[名前]                          見本太郎
[Email]                         taro@parcel.example
"""

JPRS_ORGANISATION = """Domain Information:
a. [Domain Name]                LUCKYPARCEL.CO.JP
g. [Organization]               Parcel K.K.
p. [Name Server]                ns1.parcel.example
[State]                         Connected (2026/03/31)
[Registered Date]               2021/02/03
[Connected Date]                2021/02/05
[Last Update]                   2024/04/01 01:05:07 (JST)
"""

KRNIC = """query : lucky-parcel.kr

도메인이름                  : lucky-parcel.kr
등록인                      : 견본
등록일                      : 2021. 02. 03.
최근 정보 변경일            : 2024. 03. 04.
사용 종료일                 : 2026. 02. 03.
등록대행자                  : (주)견본(http://www.names.example)

1차 네임서버 정보
   호스트이름               : ns1.parcel.example

# ENGLISH

Domain Name                 : lucky-parcel.kr
Registered Date             : 2021. 02. 03.
Last Updated Date           : 2024. 03. 04.
Expiration Date             : 2026. 02. 03.
Primary Name Server
   Host Name                : ns1.parcel.example
Secondary Name Server
   Host Name                : ns2.parcel.example
"""

TWNIC = """Domain Name: lucky-parcel.com.tw
   Domain Status: ok
   Registrant:
      見本有限公司
      service@parcel.example  +886.200000000

   Administrative Contact:
      Somebody   someone@parcel.example

   Record expires on 2026-02-03 (YYYY-MM-DD)
   Record created on 2021-02-03 (YYYY-MM-DD)

   Domain servers in listed order:
      ns1.parcel.example      192.0.2.1
      ns2.parcel.example

Registration Service Provider: Example Names
"""

CNNIC = """Domain Name: lucky-parcel.cn
ROID: 20210203s10001s00000001-cn
Domain Status: clientTransferProhibited
Registrant: 见本公司
Registrant Contact Email: boss@parcel.example
Sponsoring Registrar: 见本科技股份有限公司
Name Server: ns1.parcel.example
Name Server: ns2.parcel.example
Registration Time: 2021-02-03 12:20:05
Expiration Time: 2026-02-03 12:20:05
DNSSEC: unsigned
"""

THNIC = """% THNIC WHOIS
Domain Name:\tLUCKY-PARCEL.CO.TH
Registrar:\tT.H.NIC Co., Ltd.
Name Server:\tNS1.PARCEL.EXAMPLE
Name Server:\tNS2.PARCEL.EXAMPLE
Status:\tACTIVE
Updated date:\t04 Mar 2024
Created date:\t03 Feb 2021
Exp date:\t02 Feb 2026
Domain Holder:\tบริษัท ตัวอย่าง จำกัด
Tech Contact:\tsomebody
"""

SGNIC = """
    Domain Name:\t\tlucky-parcel.com.sg

    Registrar:\t\tEXAMPLE NAMES PTE LTD

    Registrant:

        Name:\t\tPARCEL PTE LTD

    Creation Date:\t\t03-Feb-2021 10:42:37
    Modified Date:\t\t04-Mar-2024 10:00:00
    Expiration Date:\t\t03-Feb-2026 10:42:37

    Domain Status:\t\tOK

    Name Servers:

        NS1.PARCEL.EXAMPLE
        NS2.PARCEL.EXAMPLE (192.0.2.1)
"""

PANDI = """ID ccTLD whois server
Domain ID: PANDI-DO000001
Domain Name: lucky-parcel.co.id
Created On: 2021-02-03 13:33:21
Last Updated On: 2024-03-04 10:00:00
Expiration Date: 2026-02-03 23:59:59
Status: clientTransferProhibited
====================================================
Sponsoring Registrar Organization: Contoh Nama
Sponsoring Registrar URL: names.example
====================================================
Name Server: ns1.parcel.example
Name Server: ns2.parcel.example
DNSSEC: Unsigned
Abuse Domain Report https://pandi.id/domain-abuse-form/?lang=en
"""

MYNIC = """Welcome to .my DOMAIN REGISTRY Whois Server.
  Note: Please note that the query limit is 500 per day from the same IP.

SEARCH BY DOMAIN NAME

a [Domain Name]                    lucky-parcel.com.my
b [Registration No.]               D1A000001
c [Record Created]                 03-FEB-2021
d [Record Expired]                 03-FEB-2026
e [Record Last Modified]           04-MAR-2024
f [Invoicing Party]                EXAMPLE NAMES

g [Registrant Code]                P100001
h [Registrant]                     PARCEL SDN BHD

[SLD-Nameserver]
  [Primary Name Server]            ns1.parcel.example
  [Secondary Name Server]          ns2.parcel.example     192.0.2.1
"""

HKIRC = """Whois server by HKIRC
Domain Name:  LUCKY-PARCEL.COM.HK

Domain Status: Active

DNSSEC:  unsigned

Registrar Name: Example Names Limited

Registrar Contact Information: Email: hello@names.example

Registrant Contact Information:

Company English Name (It should be the same as the registered/corporation name on your certificate): PARCEL LTD
Country: Hong Kong (HK)
Domain Name Commencement Date: 03-02-2021
Expiry Date: 04-02-2026
Re-registration Status: Complete

Technical Contact Information:

Given name: SOME
Country: Hong Kong (HK)

Name Servers Information:

NS1.PARCEL.EXAMPLE
NS2.PARCEL.EXAMPLE
"""

MONIC = """Domain Name: lucky-parcel.mo

Record created on 2021-02-03 22:59:12.55172
Record expires on 2026-02-03

Registrant:
-----------------------------------------------------
Org:          見本有限公司

Domain name servers:
-----------------------------------------------------
ns1.parcel.example
ns2.parcel.example
"""

BNNIC = """Domain Name:
\tlucky-parcel.com.bn
Registrar:
\tEXAMPLE
Creation Date:
\t03-Feb-2021 11:52:43
Modified Date:
\t04-Mar-2024 10:00:00
Expiration Date:
\t03-Feb-2026 00:00:00
Status:
\tACTIVE
Name Servers:
\tNS1.PARCEL.EXAMPLE
\tNS2.PARCEL.EXAMPLE
"""

LKNIC = """\tThis Service is Provided by the LK Domain Registry
\tParcel Limited.

Domain Name:
\tlucky-parcel.lk

Created on...............:2021-02-03
Expires on...............:2026-02-03
Record last updated on...:2024-03-04

Domain Servers in listed order:
ns1.parcel.example.
ns2.parcel.example.
"""

SIDN = """Domain name: lucky-parcel.nl
Status:      active

Registrar:
   Example Names B.V.
   Example Street 1
   Netherlands

Abuse Contact:
   +31.200000000
   abuse@names.example

DNSSEC:      yes

Domain nameservers:
   ns1.parcel.example
   ns2.parcel.example

Creation Date: 2021-02-03
Updated Date: 2024-03-04

Record maintained by: SIDN BV
"""

AFNIC = """%% This is the AFNIC Whois server.
%% complete date format : DD/MM/YYYY

domain:      lucky-parcel.fr
status:      ACTIVE
holder-c:    AB1-FRNIC
registrar:   EXAMPLE NAMES
Expiry Date: 05/02/2026
created:     03/02/2021
last-update: 04/03/2024
source:      FRNIC

ns-list:     NSL1-FRNIC
nserver:     ns1.parcel.example [192.0.2.1]
nserver:     ns2.parcel.example
source:      FRNIC

registrar:   EXAMPLE NAMES
type:        Isp Option 1
anonymous:   NO
registered:  22/05/1997
source:      FRNIC

nic-hdl:     AB1-FRNIC
type:        ORGANIZATION
contact:     Parcel
changed:     01/01/2001
"""

RED_ES = """
    Domain:
    -------

       Domain Name:                  lucky-parcel.es
       Creation Date:                03/02/21
       Expiration Date:              03/02/26

    Domain Servers:
    ---------------

       Name Server 1:                ns1.parcel.example
       IPv4 Server 1:                192.0.2.1
       Name Server 2:                ns2.parcel.example
"""

DNS_PT = """Nome de domínio / Domain Name: lucky-parcel.pt
Data de registo / Creation Date (dd/mm/yyyy): 03/02/2021
Data de expiração / Expiration Date (dd/mm/yyyy): 04/02/2026
Estado / Status: ACTIVE

Titular / Registrant
   Parcel Lda
   Email: boss@parcel.example

Nameserver Information
   Nameserver: lucky-parcel.pt\tNS\tns1.parcel.example.
   Nameserver: lucky-parcel.pt\tNS\tns2.parcel.example.
"""

NIC_IT = """
Domain:             lucky-parcel.it
Status:             ok
Created:            2021-02-03 09:00:00
Last Update:        2024-03-04 00:43:43
Expire Date:        2026-02-03

Registrant
  Organization:     Parcel SRL
  Created:          2017-01-01 00:00:00
  Last Update:      2025-01-01 00:00:00

Admin Contact
  Name:             hidden
  Created:          2016-01-01 00:00:00

Registrar
  Organization:     Example Names SpA
  Name:             EXAMPLE-REG

Nameservers
  ns1.parcel.example
  ns2.parcel.example
"""

FRED = """% (c) FRED style
domain:       lucky-parcel.cz
registrant:   AB-1
nsset:        NS-SET:1
registrar:    REG-EXAMPLE
registered:   03.02.2021 18:55:00
changed:      04.03.2024 15:53:04
expire:       03.02.2026

contact:      AB-1
org:          Parcel s.r.o.
created:      19.11.2004 15:05:00
changed:      20.11.2010 15:05:00

nsset:        NS-SET:1
nserver:      ns1.parcel.example (192.0.2.1)
nserver:      ns2.parcel.example
created:      01.10.2007 02:00:00
"""

TCI = """% By submitting a query to TCI's Whois Service
domain:        LUCKY-PARCEL.RU
nserver:       ns1.parcel.example.
nserver:       ns2.parcel.example. 192.0.2.1, 2001:db8::1
state:         REGISTERED, DELEGATED, VERIFIED
person:        Private Person
registrar:     EXAMPLE-RU
admin-contact: https://www.names.example/whois
created:       2021-02-03T21:00:00Z
paid-till:     2026-02-03T21:00:00Z
free-date:     2026-03-07
source:        TCI
"""

NIC_BR = """domain:      lucky-parcel.com.br
owner:       Encomendas Ltda
country:     BR
nserver:     ns1.parcel.example
nsstat:      20240301 AA
nserver:     ns2.parcel.example
created:     20210203 #162310
changed:     20240304
expires:     20260203
status:      published

nic-hdl-br:  ABC1
person:      Alguem
created:     19980310
changed:     20250219
"""

TRAFICOM = """domain.............: lucky-parcel.fi
status.............: Registered
created............: 3.2.2021 04:04:23
expires............: 3.2.2026 22:16:55
available..........: 3.3.2026 22:16:55
modified...........: 4.3.2024

Nameservers

nserver............: ns1.parcel.example [OK]
nserver............: ns2.parcel.example [OK]

Holder

name...............: Parcel Oy
register number....: 1234567-8

Registrar

registrar..........: Example Names Oy
www................: www.names.example
"""

SK_COLUMNS = """
Domain-name         lucky-parcel.sk
Admin-id            ABCD-0001
Admin-name          Niekto
dns_name            ns1.parcel.example
dns_name            ns2.parcel.example
Last-update         2024-03-04
Valid-date          2026-02-03
Domain-status       DOM_OK
"""

CHANNEL_ISLANDS = """Domain:
     lucky-parcel.gg

Domain Status:
     Active

Registrant:
     Parcel Limited

Registrar:
     Example Names Ltd (http://www.names.example)

Relevant dates:
     Registered on 3rd February 2021 at 00:00:00.000
     Registry fee due on 3rd February each year

Name servers:
     ns1.parcel.example
     ns2.parcel.example
"""

UANIC = """domain:     lucky-parcel.ua
nserver:    ns1.parcel.example
nserver:    ns2.parcel.example
created:    0-UANIC 20210203000000
changed:    EXAMPLE-UANIC 20240304164230
status:     OK-UNTIL 20260203000000
source:     UANIC

nic-handle:     AB-UANIC
organization:   Parcel
changed:        AB-UANIC 20080902125247
"""

FREENOM = """
   Domain name:
      LUCKY-PARCEL.TK

   Organisation:
      Parcel
      Phone: +31 200000000

   Domain Nameservers:
      NS1.PARCEL.EXAMPLE
      NS2.PARCEL.EXAMPLE

   Domain registered: 02/03/2021
   Record will expire on: 02/04/2026
"""

SENTENCES = """Domain LUCKY-PARCEL.KG (ACTIVE)

Billing Contact:
   PID: 11111-KG
   Name: somebody

Record created: Wed Feb 3 09:42:42 2021
Record last updated on  Mon Mar 04 20:12:12 2024
Record expires on Tue Feb 03 23:59:59 2026

Name servers in the listed order:

NS1.PARCEL.EXAMPLE
NS2.PARCEL.EXAMPLE
"""

OLD_REGISTRAR = """Registrant:
   Parcel

   Domain Name: LUCKY-PARCEL.COM

   Administrative Contact:
      Somebody  somebody@parcel.example

   Record expires on 03-Feb-2026.
   Record created on 03-Feb-2021.
   Database last updated on 26-Mar-2024 11:54:26 EDT.

   Domain servers in listed order:

   NS1.PARCEL.EXAMPLE            192.0.2.1
   NS2.PARCEL.EXAMPLE
"""

NIC_TN = """NIC.TN
Domain name.......: lucky-parcel.tn
Creation date.....: 03-02-2021 10:00:00 GMT+1
Domain status.....: Active
Registrar.........: Example Names

Owner Contact
Name..............: PARCEL
Created by........:

DNS servers
Name..............: ns1.parcel.example
Name..............: ns2.parcel.example
"""

ESTONIA = """Estonia .ee Top Level Domain WHOIS server

Domain:
name:       lucky-parcel.ee
status:     ok (paid and in zone)
registered: 2021-02-03 04:33:23 +03:00
changed:    2024-03-04 00:00:00 +02:00
expire:     2026-02-03
outzone:

Registrant:
name:       Parcel
changed:    2025-01-01 00:00:00 +02:00

Registrar:
name:       Example Names
changed:    2025-01-02 00:00:00 +03:00

Name servers:
nserver:   ns1.parcel.example
nserver:   ns2.parcel.example
changed:   2012-08-18 14:58:26 +03:00
"""

POLYNESIA = """Informations about 'lucky-parcel.pf' :

Status : ACTIVE
Created (JJ/MM/AAAA) : 03/02/2021
Last renewed (JJ/MM/AAAA) : 01/01/2024
Expire (JJ/MM/AAAA) : 04/02/2026
Name server 1 : ns1.parcel.example
Name server 2 : ns2.parcel.example
"""

HOSTS = ("ns1.parcel.example", "ns2.parcel.example")
CASES = [
    ("lucky-parcel.co.uk", NOMINET, "2021-02-03", "2026-02-03", "Example Names Ltd", HOSTS),
    ("luckyparcel.jp", JPRS, "2021-02-03", "2026-02-28", "", HOSTS),
    ("luckyparcel.co.jp", JPRS_ORGANISATION, "2021-02-03", "2026-03-31", "", HOSTS[:1]),
    ("lucky-parcel.kr", KRNIC, "2021-02-03", "2026-02-03", "(주)견본", HOSTS),
    ("lucky-parcel.com.tw", TWNIC, "2021-02-03", "2026-02-03", "Example Names", HOSTS),
    ("lucky-parcel.cn", CNNIC, "2021-02-03", "2026-02-03", "见本科技股份有限公司", HOSTS),
    ("lucky-parcel.co.th", THNIC, "2021-02-03", "2026-02-02", "T.H.NIC Co., Ltd.", HOSTS),
    ("lucky-parcel.com.sg", SGNIC, "2021-02-03", "2026-02-03", "EXAMPLE NAMES PTE LTD", HOSTS),
    ("lucky-parcel.co.id", PANDI, "2021-02-03", "2026-02-03", "Contoh Nama", HOSTS),
    ("lucky-parcel.com.my", MYNIC, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.com.hk", HKIRC, "2021-02-03", "2026-02-04", "Example Names Limited", HOSTS),
    ("lucky-parcel.mo", MONIC, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.com.bn", BNNIC, "2021-02-03", "2026-02-03", "EXAMPLE", HOSTS),
    ("lucky-parcel.lk", LKNIC, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.nl", SIDN, "2021-02-03", None, "Example Names B.V.", HOSTS),
    ("lucky-parcel.fr", AFNIC, "2021-02-03", "2026-02-05", "EXAMPLE NAMES", HOSTS),
    ("lucky-parcel.es", RED_ES, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.pt", DNS_PT, "2021-02-03", "2026-02-04", "", HOSTS),
    ("lucky-parcel.it", NIC_IT, "2021-02-03", "2026-02-03", "Example Names SpA", HOSTS),
    ("lucky-parcel.cz", FRED, "2021-02-03", "2026-02-03", "REG-EXAMPLE", HOSTS),
    ("lucky-parcel.ru", TCI, "2021-02-03", "2026-02-03", "EXAMPLE-RU", HOSTS),
    ("lucky-parcel.com.br", NIC_BR, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.fi", TRAFICOM, "2021-02-03", "2026-02-03", "Example Names Oy", HOSTS),
    ("lucky-parcel.sk", SK_COLUMNS, None, "2026-02-03", "", HOSTS),
    ("lucky-parcel.gg", CHANNEL_ISLANDS, "2021-02-03", None, "Example Names Ltd", HOSTS),
    ("lucky-parcel.tk", FREENOM, "2021-02-03", "2026-02-04", "", HOSTS),
    ("lucky-parcel.kg", SENTENCES, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.com", OLD_REGISTRAR, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.tn", NIC_TN, "2021-02-03", None, "Example Names", HOSTS),
    ("lucky-parcel.ee", ESTONIA, "2021-02-03", "2026-02-03", "Example Names", HOSTS),
    ("lucky-parcel.pf", POLYNESIA, "2021-02-03", "2026-02-04", "", HOSTS),
    ("lucky-parcel.ua", UANIC, "2021-02-03", "2026-02-03", "", HOSTS),
]


def facts(text: str | bytes, domain: str, **options: object) -> RegistrationFacts:
    raw = text if isinstance(text, bytes) else text.encode()
    result = whois.parse(raw, domain, **options)  # type: ignore[arg-type]
    assert isinstance(result, RegistrationFacts), result
    return result


def day(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment is not None else None


@pytest.mark.parametrize(("domain", "text", "created", "expires", "registrar", "hosts"), CASES, ids=[case[0] for case in CASES])
def test_every_family_gives_dates_registrar_and_nameservers(
    domain: str, text: str, created: str | None, expires: str | None, registrar: str, hosts: tuple[str, ...]
) -> None:
    found = facts(text, domain)
    assert (day(found.created), day(found.expires), found.registrar, found.nameservers) == (created, expires, registrar, hosts)
    assert found.result == "found"
    assert found.date_notes == ()


@pytest.mark.parametrize(("domain", "text"), [case[:2] for case in CASES], ids=[case[0] for case in CASES])
def test_line_ends_and_a_missing_last_line_change_nothing(domain: str, text: str) -> None:
    plain, crlf = facts(text, domain), facts(text.replace("\n", "\r\n").rstrip(), domain)
    assert (plain.created, plain.expires, plain.nameservers, plain.status) == (crlf.created, crlf.expires, crlf.nameservers, crlf.status)


def test_an_icann_answer_is_read_whole() -> None:
    found = facts(ICANN, "lucky-parcel.top", server="whois.nic.top")
    assert found == RegistrationFacts(
        name="lucky-parcel.top",
        created=datetime(2024, 2, 29, 23, 30, tzinfo=UTC),
        updated=datetime(2024, 3, 2, 10, tzinfo=UTC),
        expires=datetime(2025, 2, 28, 23, 30, tzinfo=UTC),
        registrar="Example Names, Inc.",
        registrar_iana_id=4242,
        abuse_email="abuse@registrar.example",
        abuse_phone="+1.5550100",
        nameservers=HOSTS,
        status=("client transfer prohibited", "add period"),
        dnssec=False,
        privacy=False,
        registrant_country="TH",
        registrant_organisation="Parcel Trading",
        registrant_email_domain="parcel.example",
        source="whois:whois.nic.top",
        raw_sha256=found.raw_sha256,
        raw_bytes=len(ICANN),
        charset="ascii",
    )


def test_a_time_with_a_zone_is_told_in_utc() -> None:
    assert facts(JPRS, "luckyparcel.jp").updated == datetime(2024, 2, 29, 16, 5, 7, tzinfo=UTC)


def test_the_abuse_contact_of_a_block_is_found() -> None:
    found = facts(SIDN, "lucky-parcel.nl")
    assert (found.abuse_email, found.abuse_phone) == ("abuse@names.example", "+31.200000000")


def test_a_privacy_service_is_recognised_and_its_name_is_not_the_registrants() -> None:
    text = ICANN.replace("Parcel Trading", "Withheld for Privacy ehf")
    found = facts(text, "lucky-parcel.top")
    assert (found.privacy, found.registrant_organisation) == (True, "")


def test_person_data_is_left_out_unless_asked_for() -> None:
    assert facts(TWNIC, "lucky-parcel.com.tw").personal == ()
    asked_for = facts(TWNIC, "lucky-parcel.com.tw", personal_data=True).personal
    assert any("someone@parcel.example" in value for _, value in asked_for)
    assert "someone@parcel.example" not in repr(facts(TWNIC, "lucky-parcel.com.tw"))


def test_a_name_of_letters_beyond_ascii_is_compared_in_a_labels() -> None:
    text = "Domain: tästparcel.de\nNserver: ns1.parcel.example\nStatus: connect\n"
    assert facts(text, "xn--tstparcel-v2a.de").name == "xn--tstparcel-v2a.de"
    assert facts(text, "tästparcel.de").name == "xn--tstparcel-v2a.de"


def test_of_two_answers_in_one_only_the_part_about_the_name_counts() -> None:
    text = "refer: whois.nic.example\n\ndomain: TOP\ncreated: 1999-01-01\nnserver: a.nic.top\n\n" + ICANN
    found = facts(text, "lucky-parcel.top")
    assert (day(found.created), found.nameservers) == ("2024-02-29", HOSTS)


@pytest.mark.parametrize(
    ("charset", "domain", "text", "organisation"),
    [
        ("gb18030", "lucky-parcel.cn", CNNIC, "见本科技股份有限公司"),
        ("euc_kr", "lucky-parcel.kr", KRNIC, "(주)견본"),
        ("iso8859_1", "lucky-parcel.pt", DNS_PT, ""),
    ],
)
def test_the_charset_of_a_registry_is_read_without_loss(charset: str, domain: str, text: str, organisation: str) -> None:
    found = facts(text.encode(charset), domain)
    assert (found.registrar, found.replacements, found.nameservers) == (organisation, 0, HOSTS)


@pytest.mark.parametrize(
    ("charset", "domain", "text", "person"),
    [
        ("tis_620", "lucky-parcel.co.th", THNIC, "บริษัท ตัวอย่าง จำกัด"),
        ("big5", "lucky-parcel.com.tw", TWNIC, "見本有限公司"),
        ("shift_jis", "luckyparcel.jp", JPRS, "見本太郎"),
        ("iso2022_jp", "luckyparcel.jp", JPRS, "見本太郎"),
    ],
)
def test_names_of_holders_survive_their_charset(charset: str, domain: str, text: str, person: str) -> None:
    found = facts(text.encode(charset), domain, personal_data=True)
    assert found.replacements == 0
    assert any(person in value for _, value in found.personal)


def test_bytes_that_no_charset_reads_are_counted() -> None:
    found = facts(
        ICANN.encode() + b"Registrant Name: caf\xc3\xa9 \xff\xfe\n" + "Registrant City: บางกอก ตัวอย่าง\n".encode(), "lucky-parcel.top"
    )
    assert (found.charset, found.replacements) == ("utf-8", 2)


def test_an_empty_abuse_contact_does_not_swallow_what_follows() -> None:
    text = "Domain name: lucky-parcel.aw\n\nAbuse Contact:\n\nCreation Date: 2021-02-03\n\nDomain nameservers:\n   ns1.parcel.example\n"
    found = facts(text, "lucky-parcel.aw")
    assert (day(found.created), found.abuse_email, found.abuse_phone) == ("2021-02-03", "", "")


def test_the_dates_of_other_objects_are_not_the_domains_even_without_a_handle() -> None:
    text = "domain: lucky-parcel.example\nexpires: 2026-02-03\nnserver: ns1.parcel.example\n\norg-name: Parcel\ncreated: 1999-01-01\n"
    found = facts(text, "lucky-parcel.example")
    assert (found.created, day(found.expires), found.date_notes) == (None, "2026-02-03", ())


@pytest.mark.parametrize("number", ["(R22-LRCC)", "(292)", "R45-ME", "[Tag = EXAMPLE]", "( https://names.example/ )"])
def test_a_registrar_is_told_without_the_registrys_number_for_it(number: str) -> None:
    text = f"Domain Name: lucky-parcel.example\nSponsoring Registrar: Example Names, Inc. {number}\nCreated On:03-Feb-2021 00:58:18 UTC\n"
    assert facts(text, "lucky-parcel.example").registrar == "Example Names, Inc."
