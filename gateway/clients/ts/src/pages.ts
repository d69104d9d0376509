// Lists to their end: the next page is asked for when the last item has been taken.

import type { Query } from './address.js';

interface Page<T> {
  readonly data: unknown;
  readonly items?: T[];
}

export async function* pagesOf<T>(ask: (query: Query) => Promise<Page<T>>): AsyncGenerator<T> {
  let query: Query = {};
  for (;;) {
    const { items, next_cursor } = (await ask(query)).data as {
      items: T[];
      next_cursor?: string | null;
    };
    yield* items;
    if (!next_cursor) return;
    query = { cursor: next_cursor };
  }
}
