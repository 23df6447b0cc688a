"""The reading room: the project in a browser, as a server on this machine or as a folder of pages.

`edition.py` holds the book with what pages look up; each file in `pages/` turns it into the values of one template;
`app.py` answers requests with them, `publish.py` writes the same pages as files, `feed.py` gives the same as JSON.
Only `app.py`, `feed.py` and `sending.py` need the extra `web`.
"""
