"""What RDAP and WHOIS share: dates that can be believed, and the terms of registrations."""
