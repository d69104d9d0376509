// The kiosk: one screen at a time, one person at a time, and nothing of them left behind.

import {
  byDevice,
  createClient,
  fetchTransport,
  NotAgreed,
  openVisit,
  Problem,
  session,
  Stopped,
  Unreachable,
  type Client,
  type KioskVisit,
  type Schemas,
} from '@yangguang/sdk';
import { button, el } from './elements.js';
import { whenIdle, type Idle } from './idle.js';
import { Parting } from './parting.js';
import { home } from './screens/home.js';
import { scanning } from './screens/scanning.js';
import { Stored } from './stored.js';

export interface Config {
  /** Where the gateway is; empty for the page's own origin. */
  readonly house: string;
  readonly code: string;
  readonly device_token: string;
}

/** What the machine lends. */
export interface Machine {
  readonly print: (paper: ArrayBuffer) => void;
  readonly paper: () => number;
  readonly storage: Storage;
  readonly fetch?: typeof fetch;
}

export type Screen = (app: App) => Promise<Node[]> | Node[];
type Settings = Schemas['gateway_KioskSettings'];

const VERSION = '0.1.0';
const IDLE_SECONDS = 60;
const OVER = '本次登录已结束，屏幕上的信息已清除。';

export class App {
  readonly kiosk: Client;
  readonly stored: Stored;
  readonly parting = new Parting(this);
  settings: Settings = {};
  /** The matters this kiosk is set up to offer at once. */
  matters: { code: string; name: string }[] = [];
  private settingsVersion = 0;
  private visit: KioskVisit | undefined;
  private watching = new AbortController();
  private readonly main = el('main');
  private readonly out = button('退出', () => void this.parting.finish(), { hidden: true });
  private readonly notice = el('div', { class: 'notice', hidden: true });
  private leaving = new AbortController();
  private readonly idle: Idle;

  constructor(
    private readonly body: HTMLElement,
    config: Config,
    readonly machine: Machine,
  ) {
    const transport = fetchTransport(machine.fetch ? { fetch: machine.fetch } : {});
    const nobody = createClient({ baseUrl: config.house, transport, attempts: 2 });
    this.kiosk = nobody.as(session(nobody, byDevice(nobody, config.code, config.device_token)));
    this.stored = new Stored(this.kiosk, machine.storage);
    const start = button('首页', () => void this.parting.start());
    body.replaceChildren(
      el('header', {}, el('h1', {}, '阳光政务'), start, this.out),
      this.notice,
      this.main,
    );
    const stays = (): void => void this.telling(async () => void (await this.visit?.token(false)));
    for (const sign of ['pointerdown', 'input']) body.addEventListener(sign, stays);
    this.idle = whenIdle(
      body,
      () => (this.settings.idle_seconds ?? IDLE_SECONDS) * 1000,
      () => void this.leave(),
    );
  }

  /** Aborted when the screen changes: what a screen follows, it follows until then. */
  get left(): AbortSignal {
    return this.leaving.signal;
  }

  /** Show a screen; a refusal is told above what is there. */
  async go(screen: Screen): Promise<void> {
    this.leaving.abort();
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    await this.doing(async () => {
      const shown = await screen(this);
      if (!signal.aborted) this.main.replaceChildren(...shown);
    });
  }

  /** Do something; nothing else is touched meanwhile. */
  async doing(work: () => Promise<void>): Promise<void> {
    this.body.classList.add('busy');
    await this.telling(work);
    this.body.classList.remove('busy');
  }

  /** Do something, and tell why it did not work. */
  async telling(work: () => Promise<void>): Promise<void> {
    this.main.querySelector('.problem.top')?.remove();
    try {
      await work();
    } catch (fault) {
      if (this.visit && isOver(fault)) await this.wipe();
      const told = words(fault);
      if (told) this.main.prepend(el('p', { class: 'problem top', role: 'alert' }, told));
    }
  }

  /** The person at the kiosk; shows the code to scan when nobody has said yet who they are. */
  async person(): Promise<Client> {
    if (!this.visit) {
      const signal = this.left;
      const visit = await openVisit(this.kiosk, signal);
      this.main.replaceChildren(...scanning(visit.code));
      this.body.classList.remove('busy'); // the code has to be seen well
      await visit.agreed;
      if (signal.aborted) throw new Stopped();
      this.visit = visit;
      this.out.hidden = false;
      void this.watch(visit);
    }
    return this.as(this.visit);
  }

  /** Who has said who they are, if anybody has. */
  get somebody(): Client | undefined {
    return this.visit && this.as(this.visit);
  }

  private as(visit: KioskVisit): Client {
    return this.kiosk.as((renew) => visit.token(renew));
  }

  /** The person is gone: their session ends, the screen and what was entered are wiped. */
  async leave(next?: Screen): Promise<void> {
    const { visit } = this;
    await this.wipe(next);
    if (visit) await this.telling(() => visit.end());
  }

  /** Who says on the phone that they are done is gone from the screen at once. */
  private async watch(visit: KioskVisit): Promise<void> {
    this.watching = new AbortController();
    await this.telling(() => visit.over(this.watching.signal));
    if (this.visit !== visit) return;
    await this.wipe();
    this.main.prepend(el('p', { class: 'problem top', role: 'alert' }, OVER));
  }

  private async wipe(next: Screen = home): Promise<void> {
    this.watching.abort();
    this.visit = undefined;
    this.parting.forget();
    this.out.hidden = true;
    await this.go(next);
  }

  /** Once a minute: how the kiosk is doing, what it is told, what it had kept. */
  async beat(): Promise<void> {
    const paper = this.machine.paper();
    const printer = paper > 0 ? 'ok' : 'no_paper';
    const body = {
      version: VERSION,
      paper,
      printer,
      settings_version: this.settingsVersion,
    } as const;
    const { data } = await this.kiosk.post('/api/v1/kiosks/heartbeat', { body });
    this.settings = data.settings.settings;
    this.settingsVersion = data.settings.version;
    this.matters = await Promise.all(
      (this.settings.home_matters ?? []).map((code) => this.named(code)),
    );
    this.body.classList.toggle('big', this.settings.big_text === true);
    this.notice.replaceChildren(data.notices.map(({ text }) => text).join('　'));
    this.notice.hidden = data.notices.length === 0;
    await this.stored.send();
  }

  private async named(code: string): Promise<{ code: string; name: string }> {
    const asked = { path: { code }, query: { fields: 'name' } };
    return { code, name: (await this.kiosk.get('/api/v1/matters/{code}', asked)).data.name };
  }

  stop(): void {
    this.idle.stop();
    this.leaving.abort();
    this.watching.abort();
  }
}

/** The house has ended the person's session: by the phone, or because nobody was there. */
function isOver(fault: unknown): boolean {
  return fault instanceof Problem && fault.reason === 'kiosk-session-over';
}

function words(fault: unknown): string {
  if (fault instanceof Stopped) return '';
  if (fault instanceof Problem) return [fault.title, fault.detail].filter(Boolean).join('');
  if (fault instanceof NotAgreed) return fault.message;
  if (fault instanceof Unreachable) return '网络暂时不通，请稍后再试。';
  throw fault;
}
