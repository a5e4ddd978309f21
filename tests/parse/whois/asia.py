"""WHOIS answers made up in the manner of the registries of Asia; no text here was ever sent by one."""

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
