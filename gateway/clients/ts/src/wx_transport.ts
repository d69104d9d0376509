// Over wx.request and wx.uploadFile: mini-programs. They know no PATCH, no streams and at most ten
// requests at once; a request under way when the program goes to the background fails.

import { Stopped, Unreachable } from './problem.js';
import type { Incoming, Outgoing, Signal, Transport } from './transport.js';

interface WxAnswer {
  statusCode: number;
  data: unknown;
  header?: object;
}

interface WxCall {
  url: string;
  header: Record<string, string>;
  timeout: number;
  success: (answer: WxAnswer) => void;
  fail: (fault: { errMsg: string }) => void;
}

interface WxTask {
  abort(): void;
}

/** The part of `wx` that is used here. */
export interface Wx {
  request(
    call: WxCall & {
      method: WxMethod;
      data?: string;
      dataType: '其他';
      responseType: 'text' | 'arraybuffer';
    },
  ): WxTask;
  uploadFile(
    call: WxCall & { filePath: string; name: string; formData: Record<string, string> },
  ): WxTask;
}

type WxMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

const AT_ONCE = 10;
const LONGEST_MS = 60_000;

export function wxTransport(wx: Wx): Transport {
  const slots = new Slots(AT_ONCE);
  return {
    async send(request) {
      await slots.take();
      try {
        return await asked(wx, request);
      } finally {
        slots.give();
      }
    },
  };
}

function asked(wx: Wx, request: Outgoing): Promise<Incoming> {
  return new Promise((answered, failed) => {
    const { signal } = request;
    if (signal?.aborted) return failed(new Stopped());
    const call: WxCall = {
      url: request.url,
      header: { ...request.headers },
      timeout: Math.min(request.timeoutMs, LONGEST_MS),
      success: (answer) => answered(settled(incoming(answer, request.as))),
      fail: ({ errMsg }) =>
        failed(settled(signal?.aborted ? new Stopped() : new Unreachable(errMsg))),
    };
    const task = request.upload ? uploaded(wx, call, request.upload) : requested(wx, call, request);
    const settled = watched(signal, task);
    return undefined;
  });
}

function requested(wx: Wx, call: WxCall, request: Outgoing): WxTask {
  const overridden = request.method === 'PATCH';
  if (overridden) call.header['X-HTTP-Method-Override'] = request.method;
  return wx.request({
    ...call,
    method: overridden ? 'POST' : (request.method as WxMethod),
    ...(request.body !== undefined && { data: request.body }),
    dataType: '其他', // left as it is; the client reads JSON itself
    responseType: request.as === 'bytes' ? 'arraybuffer' : 'text',
  });
}

function uploaded(wx: Wx, call: WxCall, { file, fields }: NonNullable<Outgoing['upload']>): WxTask {
  if (!('filePath' in file)) throw new TypeError('wxTransport sends files by their path');
  return wx.uploadFile({ ...call, filePath: file.filePath, name: 'file', formData: { ...fields } });
}

function watched(signal: Signal | undefined, task: WxTask): <T>(value: T) => T {
  const stop = (): void => task.abort();
  signal?.addEventListener('abort', stop);
  return (value) => {
    signal?.removeEventListener('abort', stop);
    return value;
  };
}

function incoming(answer: WxAnswer, as: Outgoing['as']): Incoming {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.header ?? {}))
    headers[name.toLowerCase()] = String(value);
  const refused = answer.statusCode >= 400;
  const body =
    answer.data instanceof ArrayBuffer && (refused || as !== 'bytes')
      ? textOf(answer.data)
      : answer.data;
  return { status: answer.statusCode, headers, body: (body ?? '') as string | ArrayBuffer };
}

/** UTF-8 without a TextDecoder, which mini-programs do not have. */
function textOf(bytes: ArrayBuffer): string {
  const escaped = Array.from(
    new Uint8Array(bytes),
    (byte) => `%${byte.toString(16).padStart(2, '0')}`,
  );
  return decodeURIComponent(escaped.join(''));
}

/** So many at once; the others wait in order. */
class Slots {
  private waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async take(): Promise<void> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((go) => this.waiting.push(go));
  }

  give(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
