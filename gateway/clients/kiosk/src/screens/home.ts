import type { App } from '../app.js';
import { button, el } from '../elements.js';
import { guide } from './guide.js';
import { match } from './match.js';
import { review } from './review.js';
import { search } from './search.js';
import { track } from './track.js';

/** Four doors, and the matters this kiosk is set up to offer. */
export function home(app: App): Node[] {
  const doors = { 我要办事: search(''), 查进度: track(), 找政策: match, 评价: review } as const;
  return [
    el('h2', {}, '请选择您要办理的业务'),
    el(
      'div',
      { class: 'doors' },
      ...Object.entries(doors).map(([text, screen]) =>
        button(text, () => void app.go(screen), { class: 'main' }),
      ),
      ...app.matters.map(({ code, name }) => button(name, () => void app.go(guide(code)))),
    ),
  ];
}
