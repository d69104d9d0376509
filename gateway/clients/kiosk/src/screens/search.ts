import type { Screen } from '../app.js';
import { button, el, list, quiet } from '../elements.js';
import { guide } from './guide.js';

/** Matters in a person's own words; all of them before a word is said. */
export function search(q: string): Screen {
  return async (app) => {
    const query = { limit: 10, fields: 'code,name,lead_organ_name,promised_days', ...(q && { q }) };
    const { data } = await app.kiosk.get('/api/v1/matters', { query });
    const entry = el('input', { name: 'q', value: q, placeholder: '想办什么事？例如：开理发店' });
    const asked = (event: Event): void => {
      event.preventDefault();
      void app.go(search(entry.value.trim()));
    };
    return [
      el('h2', {}, '我要办事'),
      el('form', { class: 'row', onsubmit: asked }, entry, el('button', { class: 'main' }, '搜索')),
      list(
        data.items.map(({ code, name, lead_organ_name, promised_days }) => {
          const found = button(name, () => void app.go(guide(code)));
          found.append(quiet(`${lead_organ_name} · 承诺 ${promised_days} 个工作日`));
          return found;
        }),
      ),
      data.items.length === 0 && quiet(`没有找到“${q}”，请换个说法。`),
    ].filter((one) => one !== false);
  };
}
