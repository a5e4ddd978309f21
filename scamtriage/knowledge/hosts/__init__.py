"""What is known of host names, suffixes, addresses of pages and who is behind them."""
