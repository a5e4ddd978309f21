"""WHOIS answers made up in the manner of the registries of Europe; no text here was ever sent by one."""

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
