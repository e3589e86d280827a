"""Tables, engine, queries, migrations and seed: the only importer of SQLModel and SQLAlchemy."""
