import type { DataOf } from '@yangguang/sdk';
import type { App, Screen } from '../app.js';
import { button, card, el, list, quiet } from '../elements.js';
import { review } from './review.js';

type Tracked = DataOf<'get', '/api/v1/track/{case_no}'>;

/** Where a case stands, live as long as the screen is open. */
export function track(case_no = '', code = ''): Screen {
  return (app) => {
    const number = el('input', { name: 'case_no', placeholder: '办件编号', value: case_no });
    const query = el('input', { name: 'code', placeholder: '查询码', value: code });
    const shown = el('div', { class: 'tracked' });
    const asked = (event: Event): void => {
      event.preventDefault();
      void app.go(track(number.value.trim(), query.value.trim()));
    };
    if (case_no) void app.telling(() => follow(app, shown, case_no, code));
    return [
      el('h2', {}, '查进度'),
      el(
        'form',
        { class: 'list', onsubmit: asked },
        number,
        query,
        el('button', { class: 'main' }, '查询'),
      ),
      shown,
    ];
  };
}

async function follow(app: App, shown: HTMLElement, case_no: string, code: string): Promise<void> {
  const asked = { path: { case_no }, query: { code }, signal: app.left };
  for await (const { data } of app.kiosk.live('/api/v1/track/{case_no}', asked)) {
    shown.replaceChildren(...standing(app, data));
    if (data.state === 'closed') return app.parting.sawClosed(case_no);
  }
}

function standing(app: App, data: Tracked): Node[] {
  return [
    card(
      el('h2', {}, [data.state_name, data.result_name].filter(Boolean).join('：')),
      el('div', {}, data.matter_name),
      quiet(`${data.applicant_masked} · ${data.case_no}`),
      app.somebody &&
        data.state === 'closed' &&
        button('评价本次服务', () => void app.go(review), { class: 'main' }),
    ),
    list(
      data.nodes.map(({ name, state_name, handler, handler_phone }) =>
        el(
          'div',
          { class: 'card row node' },
          name,
          quiet([state_name, handler, handler_phone].filter(Boolean).join(' ')),
        ),
      ),
    ),
  ];
}
