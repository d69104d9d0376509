// Before somebody goes: what they may review comes by itself, and one touch passes it by. It holds
// nobody up: what is not told in time, or not at all, is not asked for.

import type { Client } from '@yangguang/sdk';
import type { App, Screen } from './app.js';
import { home } from './screens/home.js';
import { reviewing, waiting, type Onward } from './screens/review.js';

const PATIENCE_MS = 3_000;

export class Parting {
  private closed: string | undefined;
  /** Stands for one question whether there is something to review; another step takes it back. */
  private asked: object | undefined;

  constructor(private readonly app: App) {}

  /** The person at the kiosk has seen this case closed. */
  sawClosed(case_no: string): void {
    if (this.app.somebody) this.closed = case_no;
  }

  /** Back to the first screen; what was just closed comes to be reviewed on the way, once. */
  async start(): Promise<void> {
    const { app, closed } = this;
    const asked = (this.asked = {});
    const onward = { text: '不评价，回首页', go: (next: Screen = home) => app.go(next) };
    const first = closed === undefined ? undefined : await this.review(onward, closed);
    if (this.asked !== asked) return;
    this.asked = undefined;
    if (first) this.closed = undefined;
    await app.go(first ?? home);
  }

  /** The person is done, and may review first; who says it twice is gone at once. */
  async finish(): Promise<void> {
    const { app } = this;
    if (this.asked) return app.leave();
    const asked = (this.asked = {});
    const onward = { text: '不评价，直接退出', go: (next?: Screen) => app.leave(next) };
    const last = await this.review(onward);
    if (this.asked === asked) await (last ? app.go(last) : app.leave());
  }

  forget(): void {
    this.closed = this.asked = undefined;
  }

  /** The review to be shown, of one case or of all that waits; undefined when there is none. */
  private async review(onward: Onward, case_no?: string): Promise<Screen | undefined> {
    const { somebody } = this.app;
    if (!somebody) return undefined;
    let found: Screen | undefined;
    const late = new Promise<undefined>((done) => setTimeout(done, PATIENCE_MS));
    await this.app.doing(async () => {
      const told = due(somebody, onward, case_no).catch(() => undefined);
      found = await Promise.race([told, late]);
    });
    return found;
  }
}

async function due(person: Client, onward: Onward, case_no?: string): Promise<Screen | undefined> {
  const all = await waiting(person);
  const asked = case_no === undefined ? all : all.filter((one) => one.case_no === case_no);
  return asked.length > 0 ? reviewing(person, asked, onward) : undefined;
}
