// For tests (`@yangguang/sdk/testing`). Behaves like the `wx` of a mini-program: callbacks, no PATCH,
// ten requests at once, JSON as the default content; what is under way fails in the background.

import type { Wx } from './wx_transport.js';

type Call = Parameters<Wx['request']>[0];
type Upload = Parameters<Wx['uploadFile']>[0];

const METHODS = new Set<string>([
  'OPTIONS',
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'TRACE',
  'CONNECT',
]);
const AT_ONCE = 10;

export class WxStandIn implements Wx {
  readonly files = new Map<string, Uint8Array>();
  most = 0;
  private readonly running = new Set<AbortController>();

  constructor(private readonly code = 'wx-zhang') {}

  login({ success }: { success(said: { code: string }): void }): void {
    setTimeout(() => success({ code: this.code }), 0);
  }

  request(call: Call): { abort(): void } {
    const { method, data, responseType } = call;
    if (!METHODS.has(method)) return this.failed(call, 'request:fail invalid method');
    const header = { 'content-type': 'application/json', ...lowered(call.header) };
    const body = method === 'GET' ? null : (data ?? '');
    return this.begun(call, { method, headers: header, body }, async (answer) => {
      if (responseType === 'arraybuffer') return answer.arrayBuffer();
      return answer.text();
    });
  }

  uploadFile(call: Upload): { abort(): void } {
    const bytes = this.files.get(call.filePath);
    if (bytes === undefined) return this.failed(call, 'uploadFile:fail file not found');
    const form = new FormData();
    for (const [name, value] of Object.entries(call.formData)) form.append(name, value);
    const file = new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' });
    form.append(call.name, file, call.filePath.replace(/^.*\//, ''));
    const how = { method: 'POST', headers: call.header, body: form };
    return this.begun(call, how, (answer) => answer.text());
  }

  /** The person turns to another program. */
  goToBackground(): void {
    for (const control of this.running) control.abort('interrupted');
  }

  private begun(
    call: Call | Upload,
    how: RequestInit,
    read: (answer: Response) => Promise<unknown>,
  ): { abort(): void } {
    if (this.running.size >= AT_ONCE)
      return this.failed(call, 'request:fail exceed max request count');
    const control = new AbortController();
    const timer = setTimeout(() => control.abort('timeout'), call.timeout);
    this.running.add(control);
    this.most = Math.max(this.most, this.running.size);
    const ended = (): void => {
      clearTimeout(timer);
      this.running.delete(control);
    };
    fetch(call.url, { ...how, signal: control.signal })
      .then(async (answer) => ({
        statusCode: answer.status,
        header: titled(answer.headers),
        data: await read(answer),
      }))
      .then(
        (answer) => (ended(), call.success(answer)),
        (fault: unknown) => (
          ended(),
          call.fail({ errMsg: `request:fail ${String(control.signal.reason ?? fault)}` })
        ),
      );
    return { abort: () => control.abort('abort') };
  }

  private failed(call: Call | Upload, errMsg: string): { abort(): void } {
    setTimeout(() => call.fail({ errMsg }), 0);
    return { abort: () => undefined };
  }
}

function lowered(header: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** Phones spell headers as they like: `Etag`, `Retry-After`. */
function titled(headers: Headers): Record<string, string> {
  const spelt = (name: string): string =>
    name.replace(/(^|-)\w/g, (letter) => letter.toUpperCase());
  return Object.fromEntries([...headers].map(([name, value]) => [spelt(name), value]));
}
