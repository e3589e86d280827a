"""The light page: a meeting on any phone, under 60 KB, without JavaScript if need be."""
