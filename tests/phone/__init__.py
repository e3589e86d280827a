"""The light page, over HTTP, as a phone without JavaScript sees it."""
