// The client: every call typed by the generated schema.

import {
  Calls,
  type Answer,
  type CallOptions,
  type ClientOptions,
  type Loose,
  type TokenSource,
} from './calls.js';
import { follow, type Followed, type Version } from './live.js';
import { pagesOf } from './pages.js';
import type { DataOf, ItemOf, ListPath, LivePath, PathOf, QueryOf, Wanted } from './paths.js';
import { Problem } from './problem.js';

type Taken<M extends 'get' | 'post' | 'put' | 'patch' | 'delete', P extends PathOf<M>> = Wanted<
  M,
  P
> &
  CallOptions;
/** Options that may be left out when nothing in them is needed. */
type Given<T> = Record<string, never> extends T ? [options?: T] : [options: T];
type Present<P extends PathOf<'get'>> = DataOf<'get', P>;
type Answered<M extends 'get' | 'post' | 'put' | 'patch' | 'delete', P extends PathOf<M>> = Promise<
  Answer<DataOf<M, P>>
>;

const OLD_VERSION = 412;
const CHANGES_TRIED = 3;

export class Client {
  private readonly calls: Calls;

  constructor(private readonly options: ClientOptions) {
    this.calls = new Calls(options);
  }

  /** The same house, asked by somebody else; by nobody in particular without a token. */
  as(token?: TokenSource): Client {
    return new Client({ ...this.options, token });
  }

  get<P extends PathOf<'get'>>(path: P, ...[options]: Given<Taken<'get', P>>): Answered<'get', P> {
    return this.calls.call('get', path, loose(options));
  }

  post<P extends PathOf<'post'>>(
    path: P,
    ...[options]: Given<Taken<'post', P>>
  ): Answered<'post', P> {
    return this.calls.call('post', path, loose(options));
  }

  put<P extends PathOf<'put'>>(path: P, ...[options]: Given<Taken<'put', P>>): Answered<'put', P> {
    return this.calls.call('put', path, loose(options));
  }

  patch<P extends PathOf<'patch'>>(
    path: P,
    ...[options]: Given<Taken<'patch', P>>
  ): Answered<'patch', P> {
    return this.calls.call('patch', path, loose(options));
  }

  delete<P extends PathOf<'delete'>>(
    path: P,
    ...[options]: Given<Taken<'delete', P>>
  ): Answered<'delete', P> {
    return this.calls.call('delete', path, loose(options));
  }

  /** What is read or made as a file: a notice to print, a certificate, a picture. */
  async bytes<M extends 'get' | 'post', P extends PathOf<M>>(
    method: M,
    path: P,
    accept: string,
    ...[options]: Given<Taken<M, P>>
  ): Promise<ArrayBuffer> {
    return (
      await this.calls.call<ArrayBuffer>(method, path, { ...loose(options), accept, as: 'bytes' })
    ).data;
  }

  /** Everything of a list, page by page, as far as it is read. */
  pages<P extends ListPath>(
    path: P,
    ...[options]: Given<Taken<'get', P>>
  ): AsyncGenerator<ItemOf<P>> {
    const asked = loose(options);
    return pagesOf((query) =>
      this.calls.call('get', path, { ...asked, query: { ...asked.query, ...query } }),
    );
  }

  /** Every version of one thing as it comes, the present one first: by stream, long-poll or poll. */
  live<P extends LivePath>(
    path: P,
    options: Omit<Taken<'get', P>, 'query'> & {
      query?: Omit<QueryOf<'get', P>, 'after' | 'wait'>;
    } & Followed,
  ): AsyncGenerator<Version<Present<P>>> {
    const asked = loose(options);
    const { transport } = this.options;
    return follow<Present<P>>(path, options as Followed, {
      read: (query, timeoutMs) =>
        this.calls.call('get', path, { ...asked, query: { ...asked.query, ...query }, timeoutMs }),
      open:
        transport.open &&
        (async (stream, headers) =>
          transport.open!(await this.calls.prepared('get', stream, { ...asked, headers }))),
      wait: this.calls.wait,
    });
  }

  /** Read, work out the change, write it on the version that was read; again when somebody was faster. */
  async change<M extends 'put' | 'patch', P extends Extract<PathOf<M>, PathOf<'get'>>>(
    method: M,
    path: P,
    options: Omit<Taken<M, P>, 'body'>,
    work: (present: Present<P>) => unknown,
  ): Answered<M, P> {
    const asked = loose(options);
    for (let tried = 1; ; tried += 1) {
      const present = await this.calls.call<Present<P>>('get', path, asked);
      const ifMatch = present.etag;
      try {
        return await this.calls.call(method, path, { ...asked, ifMatch, body: work(present.data) });
      } catch (fault) {
        const wasFaster = fault instanceof Problem && fault.status === OLD_VERSION;
        if (!wasFaster || tried === CHANGES_TRIED) throw fault;
      }
    }
  }
}

export function createClient(options: ClientOptions): Client {
  return new Client(options);
}

function loose(options: unknown): Loose {
  return (options ?? {}) as Loose;
}
