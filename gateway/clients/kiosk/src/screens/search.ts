import { lacking, type ItemOf } from '@yangguang/sdk';
import type { App, Screen } from '../app.js';
import { button, card, el, list, quiet } from '../elements.js';
import { guide } from './guide.js';
import { match } from './match.js';

type Found = ItemOf<'/api/v1/search'>;

/** Everything the house knows in a person's own words; all matters before a word is said. */
export function search(q: string): Screen {
  return async (app) => {
    const entry = el('input', { name: 'q', value: q, placeholder: '想办什么事？例如：开理发店' });
    const asked = (event: Event): void => {
      event.preventDefault();
      void app.go(search(entry.value.trim()));
    };
    return [
      el('h2', {}, '我要办事'),
      el('form', { class: 'row', onsubmit: asked }, entry, el('button', { class: 'main' }, '搜索')),
      ...(q ? await found(app, q) : await matters(app)),
    ];
  };
}

async function found(app: App, q: string): Promise<Node[]> {
  const { data } = await app.kiosk.get('/api/v1/search', { query: { q, limit: 20 } });
  const missing = lacking(data.partial);
  const meant = data.did_you_mean;
  return [
    missing && el('p', { class: 'lacking', role: 'status' }, missing),
    meant && button(`您是不是要找“${meant}”？`, () => void app.go(search(meant))),
    list(data.items.map((item) => shown(app, item))),
    data.items.length === 0 && quiet(`没有找到“${q}”，请换个说法。`),
  ].filter((one): one is HTMLElement => Boolean(one));
}

/** Matters lead to their guide, policies to the questions; the rest says all it has to say. */
function shown(app: App, item: Found): Node {
  const about = [item.kind_title, item.organ_name, item.state].filter(Boolean).join(' · ');
  const words = [quiet(item.summary), quiet(about)];
  const leads: Partial<Record<Found['kind'], Screen>> = { matter: guide(item.id), policy: match };
  const screen = leads[item.kind];
  const box = screen
    ? button(item.title, () => void app.go(screen))
    : card(el('div', {}, item.title));
  box.dataset['kind'] = item.kind;
  box.append(...words);
  return box;
}

async function matters(app: App): Promise<Node[]> {
  const query = { limit: 10, fields: 'code,name,lead_organ_name,promised_days' };
  const { data } = await app.kiosk.get('/api/v1/matters', { query });
  const buttons = data.items.map(({ code, name, lead_organ_name, promised_days }) => {
    const matter = button(name, () => void app.go(guide(code)));
    matter.append(quiet(`${lead_organ_name} · 承诺 ${promised_days} 个工作日`));
    return matter;
  });
  return [list(buttons)];
}
