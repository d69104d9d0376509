// What is said while the kiosk is cut off: kept on it with its key, sent in one batch later. The
// house does each once, however often it is sent.

import { newKey, Unreachable, type Client, type Schemas } from '@yangguang/sdk';

type Entry = Schemas['gateway_EntryRequest'];
const PLACE = 'yangguang.stored';
const AT_ONCE = 100;

export class Stored {
  constructor(
    private readonly kiosk: Client,
    private readonly storage: Storage,
  ) {}

  /** Sent now, or kept to be sent: true when the house has it already. */
  async review(body: Schemas['feedback_ReviewRequest']): Promise<boolean> {
    const key = newKey();
    try {
      await this.kiosk.post('/api/v1/reviews', { body, key });
      return true;
    } catch (fault) {
      if (!(fault instanceof Unreachable)) throw fault;
      this.keep({
        idempotency_key: key,
        path: '/api/v1/reviews',
        body,
        stored_at: new Date().toISOString(),
      });
      return false;
    }
  }

  /** Send what is kept; what the house has judged, done or refused, is forgotten. */
  async send(): Promise<void> {
    const entries = this.entries().slice(0, AT_ONCE);
    if (entries.length === 0) return;
    const { data } = await this.kiosk.post('/api/v1/kiosks/batch', { body: { entries } });
    const judged = new Set(
      data.results
        .filter(({ outcome }) => outcome === 'done' || outcome === 'refused')
        .map(({ idempotency_key }) => idempotency_key),
    );
    this.write(this.entries().filter(({ idempotency_key }) => !judged.has(idempotency_key)));
  }

  get count(): number {
    return this.entries().length;
  }

  private keep(entry: Entry): void {
    this.write([...this.entries(), entry]);
  }

  private entries(): Entry[] {
    return JSON.parse(this.storage.getItem(PLACE) ?? '[]') as Entry[];
  }

  private write(entries: Entry[]): void {
    this.storage.setItem(PLACE, JSON.stringify(entries));
  }
}
