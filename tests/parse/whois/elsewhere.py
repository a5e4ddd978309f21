"""WHOIS answers made up in the manner of registries of generic and other suffixes; no text here was ever sent by one."""

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

POLYNESIA = """Informations about 'lucky-parcel.pf' :

Status : ACTIVE
Created (JJ/MM/AAAA) : 03/02/2021
Last renewed (JJ/MM/AAAA) : 01/01/2024
Expire (JJ/MM/AAAA) : 04/02/2026
Name server 1 : ns1.parcel.example
Name server 2 : ns2.parcel.example
"""
