"""The sectors of organisations, and which of them play the same part on a page or in a name."""

SECTOR_TYPES: dict[str, tuple[str, ...]] = {
    "bank": ("bank-wallet",), "wallet": ("bank-wallet",), "payment": ("bank-wallet",), "wallet-crypto": ("wallet-drainer",),
    "crypto": ("invest-crypto",), "exchange": ("invest-crypto",), "broker": ("adviser-clone",), "trading": ("invest-crypto",),
    "stablecoin": ("invest-crypto",), "remittance": ("bank-wallet",), "lender": ("loan-app",), "police": ("gov-police",),
    "gov": ("gov-police",), "tax": ("gov-police",), "customs": ("gov-police",), "regulator": ("gov-police",), "cert": ("gov-police",),
    "igo": ("gov-police",), "courier": ("parcel-toll",), "toll": ("parcel-toll",), "ticketing": ("ticketing",),
    "ecommerce": ("fake-shop",), "retail": ("fake-shop",), "tech-support": ("tech-support",), "remote-access": ("tech-support",),
    "security": ("tech-support",), "software": ("tech-support",), "tech": ("tech-support",), "telecom": ("bank-wallet",),
    "utility": ("bank-wallet",), "energy": ("bank-wallet",), "casino": ("gambling",), "gaming": ("gambling",), "lottery": ("gambling",),
    "airline": ("fake-customer-care",), "travel": ("ticketing",), "streaming": ("bank-wallet",), "platform": ("bank-wallet",),
}  # fmt: skip
"""Sector -> what imitations of such an organisation are usually used for. Other sectors indicate no type."""
SECTORS = (*SECTOR_TYPES, "transport", "gold", "defi", "nft", "asset-mgmt", "charity", "auto")
"""All sectors."""

OFFICES = frozenset({"police", "gov", "tax", "customs", "regulator", "cert", "igo"})
"""Sectors of public bodies, which have no foreign branches and use restricted suffixes."""
AUTHORITY = OFFICES - {"igo"}
"""Sectors of bodies that may order or fine somebody."""
SUPERVISORS = frozenset({"regulator"})
"""Sectors that a house names beside itself."""
FINANCE = frozenset({"bank", "wallet", "payment", "broker", "exchange", "lender", "crypto", "remittance", "wallet-crypto"})
"""Sectors that hold or move the money of others."""
PAID_ONLINE = FINANCE | frozenset({"trading", "stablecoin", "defi", "nft", "courier", "toll"})
"""Sectors that ask customers for money or the way to it: banks and those who send a small fee's bill."""
COIN = "stablecoin"
"""Sector of organisations whose name in a text is mostly that of the money in which it reckons."""
CARD_MARKS = frozenset({"payment"})
"""Sectors whose names stand beside any checkout."""
CARRIER = frozenset({"courier", "utility", "toll", "telecom", "transport", "airline"})
"""Sectors that deliver something, and send a bill for it."""
MACHINES = frozenset({"tech", "software", "security", "tech-support"})
"""Sectors of what a help desk is about."""
EMBEDDED = frozenset({"platform", "tech", "ecommerce"})
"""Sectors whose pictures, buttons and names stand on the pages of many others."""
VENDOR = MACHINES | EMBEDDED
"""Sectors in whose name callers ask their way into a computer or an account."""
