import type { Value } from '@yangguang/sdk';
import type { Screen } from '../app.js';
import { button, card, el, list, quiet } from '../elements.js';
import { apply } from './apply.js';

const PATH = '/api/v1/matters/{code}';
type Answers = Readonly<Record<string, Value>>;

/** The guide of a matter for one's own answers; its notice in print. */
export function guide(code: string, answers: Answers = {}): Screen {
  return async (app) => {
    const asked = { path: { code }, body: { answers } };
    const { data } = await app.kiosk.post(`${PATH}/resolve`, asked);
    const again = (key: string, value: Value): void =>
      void app.go(guide(code, { ...answers, [key]: value }));
    const print = (): void =>
      void app.doing(async () => {
        app.machine.print(
          await app.kiosk.bytes('post', `${PATH}/notice`, 'application/pdf', asked),
        );
      });
    return [
      el('h2', {}, data.matter_name),
      quiet(`承诺 ${data.promised_days} 个工作日 · ${data.place} · 咨询 ${data.consult_phone}`),
      ...data.questions.map((question) =>
        card(
          el('div', {}, question.title),
          quiet(question.hint),
          choices(question, answers[question.key], again),
        ),
      ),
      card(
        el('div', {}, `需要 ${data.materials.length} 份材料`),
        ...data.materials.map(({ name }) => quiet(name)),
      ),
      el(
        'div',
        { class: 'row' },
        app.settings.printing !== false && button('打印一次性告知单', print),
        button('开始办理', () => void app.go(apply(code, answers)), {
          class: 'main',
          disabled: data.unanswered.length > 0,
        }),
      ),
    ];
  };
}

interface Question {
  readonly key: string;
  readonly kind: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

function choices(
  { key, kind, choices: offered }: Question,
  given: Value,
  say: (key: string, value: Value) => void,
): Node {
  if (offered.length === 0) {
    const entry = el('input', { name: key, inputmode: 'decimal', value: String(given ?? '') });
    entry.addEventListener('change', () =>
      say(key, entry.value === '' ? null : Number(entry.value)),
    );
    return entry;
  }
  const chosen = Array.isArray(given) ? given : [given];
  const next = (value: string): Value => {
    if (kind === 'single') return value;
    return chosen.includes(value)
      ? chosen.filter((one) => one !== value)
      : [...chosen.filter(Boolean), value];
  };
  return list(
    offered.map(({ value, label }) =>
      button(label, () => say(key, next(value)), {
        class: chosen.includes(value) ? 'main' : '',
        'data-value': value,
      }),
    ),
  );
}
