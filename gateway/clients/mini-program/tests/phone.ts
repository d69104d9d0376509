// A phone with the program on it: pages are rendered by WeChat's simulator into a document, and
// reach the house that HOUSE names through a stand-in of `wx`.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { WxStandIn } from '@yangguang/sdk/testing';
import { Window } from 'happy-dom';

const window = new Window();
const NEEDED = ['document', 'Node', 'Element', 'HTMLElement', 'Event', 'CustomEvent'] as const;
for (const name of NEEDED) Object.assign(globalThis, { [name]: window[name] });

class Phone extends WxStandIn {
  readonly visited: string[] = [];
  /** What the camera is held at. */
  seen = '';
  /** How the documents begin that were opened. */
  readonly opened: string[] = [];
  /** The templates the person was asked about. */
  readonly subscriptions: string[] = [];
  /** Services that do not answer the house in time, as a composed answer names them. */
  away: string[] = [];

  override request(call: Parameters<WxStandIn['request']>[0]): { abort(): void } {
    if (this.away.length === 0 || !call.url.includes('/api/v1/search')) return super.request(call);
    const success: typeof call.success = (answer) => {
      const whole = JSON.parse(answer.data as string) as object;
      call.success({ ...answer, data: JSON.stringify({ ...whole, partial: this.away }) });
    };
    return super.request({ ...call, success });
  }

  navigateTo({ url }: { url: string }): Promise<void> {
    this.visited.push(url);
    return Promise.resolve();
  }

  reLaunch(to: { url: string }): Promise<void> {
    return this.navigateTo(to);
  }

  switchTab(to: { url: string }): Promise<void> {
    return this.navigateTo(to);
  }

  /** As WeChat does: a file of the phone, whatever the answer was. */
  downloadFile(call: {
    url: string;
    success(said: { statusCode: number; tempFilePath: string }): void;
    fail(said: { errMsg: string }): void;
  }): void {
    const tempFilePath = `wxfile://tmp/${this.files.size}.pdf`;
    fetch(call.url)
      .then(async (answer) => {
        this.files.set(tempFilePath, new Uint8Array(await answer.arrayBuffer()));
        return answer.status;
      })
      .then(
        (statusCode) => call.success({ statusCode, tempFilePath }),
        (fault: unknown) => call.fail({ errMsg: String(fault) }),
      );
  }

  openDocument({ filePath }: { filePath: string }): Promise<void> {
    this.opened.push(new TextDecoder().decode(this.files.get(filePath)?.slice(0, 5)));
    return Promise.resolve();
  }

  /** The person says no, which is an answer too. */
  requestSubscribeMessage(asked: { tmplIds: string[]; complete(): void }): void {
    this.subscriptions.push(...asked.tmplIds);
    asked.complete();
  }

  scanCode(): Promise<{ result: string }> {
    return Promise.resolve({ result: this.seen });
  }

  chooseMessageFile(): Promise<{ tempFiles: { path: string }[] }> {
    const path = `wxfile://tmp/${this.files.size}.pdf`;
    this.files.set(
      path,
      new TextEncoder().encode('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
    );
    return Promise.resolve({ tempFiles: [{ path }] });
  }
}

interface Component {
  instance: Record<string, (options: unknown) => unknown> & { data: Record<string, unknown> };
  dom: Element;
  attach(parent: unknown): void;
  querySelectorAll(
    selector: string,
  ): { dom: Element; dispatchEvent(name: string, how?: object): void }[];
}

Object.assign(globalThis, { window });
const simulate = require('miniprogram-simulate') as {
  load(path: string, name: string, how: object): string;
  render(id: string): Component;
};

export const phone = new Phone('wx-zhang');
Object.assign(globalThis, {
  wx: phone,
  App: () => undefined,
  getApp: () => ({ globalData: { house: process.env['HOUSE'], templates: ['T1', 'T2'] } }),
});

const APP = join(__dirname, '../app');

export class Page {
  private constructor(private readonly component: Component) {}

  /** `pages/guide/guide?code=…`, as wx.navigateTo opens it. */
  static open(url: string): Page {
    const [path = '', query = ''] = url.replace(/^\//, '').split('?');
    const id = simulate.load(join(APP, path), 'page', { compiler: 'simulate', rootPath: APP });
    const component = simulate.render(id);
    component.attach(window.document.createElement('main'));
    const options = Object.fromEntries(
      query
        .split('&')
        .filter(Boolean)
        .map((pair) => pair.split('=')),
    );
    component.instance['onLoad']?.(options);
    return new Page(component);
  }

  get data(): Record<string, unknown> {
    return this.component.instance.data;
  }

  texts(selector: string): string[] {
    return this.component
      .querySelectorAll(selector)
      .map(({ dom }) => (dom.textContent ?? '').replace(/\s+/g, ' ').trim());
  }

  /** A touch becomes a tap a moment later. */
  async tap(selector: string, at = 0): Promise<void> {
    this.told(selector, at, 'tap');
    await new Promise((done) => setTimeout(done, 10));
  }

  /** A value put into an input, or chosen in a group. */
  give(event: 'input' | 'change' | 'confirm', selector: string, value: unknown, at = 0): void {
    this.told(selector, at, event, { detail: { value } });
  }

  /** A value for a field of a form, whatever kind of entry it has. */
  enter(key: string, value: unknown): void {
    for (const event of ['input', 'change'] as const) this.give(event, `.of-${key}`, value);
  }

  /** Wait until it shows this; a problem it shows instead ends the wait. */
  async shows(selector: string, ...wanted: string[]): Promise<string[]> {
    const has = (text: string): boolean => this.texts(selector).some((one) => one.includes(text));
    const expectsProblem = selector.endsWith('.problem');
    await this.until(() => {
      assert.ok(expectsProblem || !this.data['problem'], String(this.data['problem']));
      return this.texts(selector).length > 0 && wanted.every(has);
    }, `${selector} ${wanted.join()}`);
    return this.texts(selector);
  }

  async until(is: (data: Record<string, any>) => boolean, what = String(is)): Promise<void> {
    for (let left = 1_200; left > 0; left -= 1) {
      if (is(this.data)) return;
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error(`never: ${what}: ${this.component.dom.innerHTML}`);
  }

  leave(): void {
    this.component.instance['onUnload']?.({});
  }

  private told(selector: string, at: number, event: string, how?: object): void {
    const found = this.component.querySelectorAll(selector)[at];
    assert.ok(found, `no ${selector}: ${this.component.dom.innerHTML}`);
    found.dispatchEvent(event, how);
  }
}
