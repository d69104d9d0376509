// Addresses without URL and URLSearchParams, which mini-programs do not have.

type Plain = string | number | boolean | null | undefined;
export type Query = Readonly<Record<string, Plain | readonly Plain[]>>;

/** The path with its parts put in, behind the base, with the query. */
export function addressOf(
  base: string,
  path: string,
  parts: Readonly<Record<string, unknown>> = {},
  query: Query = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    if (parts[name] === undefined) throw new TypeError(`${path}: no ${name} is given`);
    return encodeURIComponent(String(parts[name]));
  });
  const asked = encoded(query);
  return base.replace(/\/$/, '') + filled + (asked && `?${asked}`);
}

/** A query or a form; what is undefined or null is left out, lists are repeated. */
export function encoded(pairs: Query): string {
  return Object.entries(pairs)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one]))
    .filter(([, value]) => value !== undefined && value !== null)
    .map(
      ([name, value]) => `${encodeURIComponent(String(name))}=${encodeURIComponent(String(value))}`,
    )
    .join('&');
}
