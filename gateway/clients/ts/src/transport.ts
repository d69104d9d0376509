// What carries a request. The client knows nothing of fetch or wx: it hands a Transport what goes
// out, and gets what comes in.

import type { FilePart } from './paths.js';

export type As = 'json' | 'text' | 'bytes';

/** Tells a request that nobody waits for it any more; an AbortSignal is one. */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly upload?: { readonly file: FilePart; readonly fields: Readonly<Record<string, string>> };
  readonly as: As;
  readonly timeoutMs: number;
  readonly signal?: Signal | undefined;
}

/** An answer; the names of headers are in small letters, refusals are always text. */
export interface Incoming {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | ArrayBuffer;
}

/** An answer that goes on: its text comes in pieces until `close` or its end. */
export interface Opened {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  next(): Promise<string | undefined>;
  close(): void;
}

export interface Transport {
  send(request: Outgoing): Promise<Incoming>;
  /** Only where answers can be read as they come; without it live reads are long-polls. */
  open?(request: Outgoing): Promise<Opened>;
}

/** A stop for places without AbortController, such as mini-programs. */
export class Stop implements Signal {
  private listeners = new Set<() => void>();
  aborted = false;

  stop(): void {
    this.aborted = true;
    for (const listener of [...this.listeners]) listener();
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.delete(listener);
  }
}
