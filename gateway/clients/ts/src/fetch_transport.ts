// Over fetch: browsers, kiosks, Node 20 and newer.

import { Stopped, Unreachable } from './problem.js';
import type { Incoming, Opened, Outgoing, Signal, Transport } from './transport.js';

export interface FetchOptions {
  readonly fetch?: typeof fetch;
}

export function fetchTransport(options: FetchOptions = {}): Transport {
  const ask = options.fetch ?? globalThis.fetch.bind(globalThis);
  return {
    async send(request) {
      const reach = reaching(request.signal, request.timeoutMs);
      try {
        return await received(await ask(request.url, outgoing(request, reach.signal)), request.as);
      } catch (fault) {
        throw whyNot(fault, request.signal);
      } finally {
        reach.end();
      }
    },
    async open(request) {
      const reach = reaching(request.signal, request.timeoutMs);
      try {
        const answer = await ask(request.url, outgoing(request, reach.signal));
        return opened(answer, reach);
      } catch (fault) {
        throw whyNot(fault, request.signal);
      } finally {
        reach.end();
      }
    },
  };
}

function outgoing(request: Outgoing, signal: AbortSignal): RequestInit {
  const { method, upload } = request;
  return {
    method,
    headers: request.headers,
    body: upload ? multipart(upload) : (request.body ?? null),
    signal,
  };
}

function multipart({ file, fields }: NonNullable<Outgoing['upload']>): FormData {
  if (!('data' in file)) throw new TypeError('fetchTransport sends bytes, not paths of files');
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file.data], { type: file.type }), file.name);
  return form;
}

async function received(answer: Response, as: Outgoing['as']): Promise<Incoming> {
  const wantsBytes = as === 'bytes' && answer.ok;
  const body = wantsBytes ? await answer.arrayBuffer() : await answer.text();
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body };
}

function opened(answer: Response, reach: { stop(): void }): Opened {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    async next() {
      const piece = await reader?.read().catch((fault: unknown) => {
        throw whyNot(fault, undefined);
      });
      return piece === undefined || piece.done
        ? undefined
        : decoder.decode(piece.value as Uint8Array, { stream: true });
    },
    close: () => reach.stop(),
  };
}

/** Ends a request when its time is over or nobody waits for it any more. */
function reaching(signal: Signal | undefined, ms: number) {
  const control = new AbortController();
  const stop = (): void => control.abort();
  const timer = setTimeout(stop, ms);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const end = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  };
  return { signal: control.signal, end, stop };
}

function whyNot(fault: unknown, signal: Signal | undefined): unknown {
  if (signal?.aborted) return new Stopped();
  const isOfTheNetwork = fault instanceof TypeError || (fault as Error).name === 'AbortError';
  return isOfTheNetwork ? new Unreachable((fault as Error).message) : fault;
}
