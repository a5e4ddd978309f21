"""Parts shared by RDAP and WHOIS: reading dates, choosing between stated dates, and normalizing the terms of registrations."""
