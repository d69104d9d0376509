import type { DataOf } from '@yangguang/sdk';
import type { App, Screen } from '../app.js';
import { button, card, el, list, quiet } from '../elements.js';

const SESSION = '/api/v1/match/sessions/{session_id}';
type Asked = DataOf<'post', '/api/v1/match/sessions'>;

/** Whose policies: then a few questions, then what fits. */
export function match(app: App): Node[] {
  const begin = (audience: 'enterprise' | 'person'): void =>
    void app.go(async () =>
      questions((await app.kiosk.post('/api/v1/match/sessions', { body: { audience } })).data)(app),
    );
  return [
    el('h2', {}, '回答几个问题，看看能享受哪些政策'),
    el(
      'div',
      { class: 'doors' },
      button('我是企业', () => begin('enterprise'), { class: 'main' }),
      button('我是个人', () => begin('person'), { class: 'main' }),
    ),
  ];
}

function questions({ session_id, question, counts }: Asked): Screen {
  const path = { session_id };
  return (app) => {
    if (!question) return found(session_id)(app);
    const say = (answer: unknown): void =>
      void app.go(async () => {
        const body = { attr: question.attr, answer };
        return questions((await app.kiosk.post(`${SESSION}/answers`, { path, body })).data)(app);
      });
    const entry = el('input', { name: 'answer', inputmode: 'decimal', placeholder: question.unit });
    const entered = (): void =>
      say(
        question.kind === 'date'
          ? entry.value
          : { value: Number(entry.value), unit: question.unit },
      );
    return [
      quiet(`符合 ${counts.matched} 项，待定 ${counts.undecided} 项`),
      el('h2', {}, question.question),
      quiet(question.reason),
      list(
        question.options.length > 0
          ? question.options.map(({ label, answer }) =>
              button(label, () => say(answer), { class: 'option' }),
            )
          : [entry, button('下一题', entered, { class: 'main' })],
      ),
      el(
        'div',
        { class: 'row' },
        button('不清楚，跳过', () => say({ unknown: true })),
        button('看结果', () => void app.go(found(session_id)), { class: 'main' }),
      ),
    ];
  };
}

function found(session_id: string): Screen {
  return async (app) => {
    const { data } = await app.kiosk.post(`${SESSION}/match`, { path: { session_id } });
    return [
      el('h2', {}, `符合 ${data.counts.matched} 项，可能符合 ${data.counts.undecided} 项`),
      list(
        [...data.matched, ...data.undecided].map(
          ({ title, benefit_text, organ_name, settled_by }) =>
            card(
              el('div', {}, title),
              el('div', { class: 'good' }, benefit_text),
              quiet(organ_name),
              ...settled_by.map(({ question, title }) => quiet(`还要看：${question || title}`)),
            ),
        ),
      ),
    ];
  };
}
