import type { Client } from '@yangguang/sdk';
import type { App, Screen } from '../app.js';
import { button, el, list, quiet } from '../elements.js';
import { track } from './track.js';

const CASE = '/api/v1/cases/{case_id}';

/** The papers of a case, by scanner (a file, as the browser sees it) or by one's word. */
export function papers(person: Client, case_id: string): Screen {
  const path = { case_id };
  return async (app) => {
    const { data } = await person.get(CASE, { path });
    const again = (work: () => Promise<unknown>): void =>
      void app.doing(async () => {
        await work();
        await app.go(papers(person, case_id));
      });
    return [
      el('h2', {}, data.matter_name),
      quiet(`办件编号 ${data.case_no}`),
      list(
        data.materials.map(({ code, name, state, commitment_allowed }) => {
          const scan = (file: File): Promise<unknown> =>
            person.post(`${CASE}/materials/{code}`, {
              path: { case_id, code },
              file: { name: file.name, type: file.type, data: file },
            });
          const commit = (): Promise<unknown> =>
            person.post(`${CASE}/materials/{code}/commitment`, { path: { case_id, code } });
          return el(
            'div',
            { class: 'card row material', 'data-code': code },
            name,
            state === 'missing'
              ? scanner((file) => again(() => scan(file)))
              : el('span', { class: 'good' }, '已递交'),
            state === 'missing' && commitment_allowed && button('告知承诺', () => again(commit)),
          );
        }),
      ),
      button('提交申请', () => void submit(app, person, case_id), { class: 'main' }),
    ];
  };
}

function submit(app: App, person: Client, case_id: string): Promise<void> {
  return app.doing(async () => {
    const path = { case_id };
    const { data } = await person.post(`${CASE}/submit`, { path });
    if (app.settings.printing !== false) {
      app.machine.print(await person.bytes('get', `${CASE}/receipt`, 'application/pdf', { path }));
    }
    await app.go(track(data.case_no, data.query_code));
  });
}

function scanner(scanned: (file: File) => void): HTMLElement {
  const entry = el('input', { type: 'file', accept: 'application/pdf,image/jpeg,image/png' });
  entry.addEventListener('change', () => {
    const file = entry.files?.[0];
    if (file) scanned(file);
  });
  return entry;
}
