"""Whether texts and images may become a film: judged by word lists and services, and by people where these doubt."""
