"""All that a service keeps, to be compared before and after: every row, every file."""

from hashlib import sha256

from budget_building import Budget

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
ROWS = "SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM {} t"


async def kept(budget: Budget) -> dict[str, str]:
    """A digest of every table and of every file, by name."""
    names = [row["tablename"] for row in await budget.pool.fetch(TABLES)]
    found = {name: await budget.pool.fetchval(ROWS.format(f'"{name}"')) for name in names}
    folder = budget.settings.files_dir
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found[str(path.relative_to(folder))] = sha256(content).hexdigest()
    return found
