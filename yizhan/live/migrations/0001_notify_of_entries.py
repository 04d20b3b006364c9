"""On PostgreSQL every new journal entry notifies `yizhan_entries` with its unit, after the commit."""

from __future__ import annotations

from typing import Any

from django.db import migrations

FORWARD = """
CREATE FUNCTION yizhan_notify_entry() RETURNS trigger AS $$
BEGIN
    PERFORM pg_notify('yizhan_entries', NEW.unit_id::text);
    RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER yizhan_notify_entry AFTER INSERT ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION yizhan_notify_entry();
"""
BACKWARD = "DROP TRIGGER yizhan_notify_entry ON journal_entry; DROP FUNCTION yizhan_notify_entry();"


def run(sql: str) -> Any:
    """SQLite needs no trigger: its stream watches PRAGMA data_version."""

    def execute(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(sql)

    return execute


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(run(FORWARD), run(BACKWARD))]
