"""What pages and their forms, links and contacts hold."""
