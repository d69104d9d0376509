import type { Field, Value } from '@yangguang/sdk';
import { button, el } from '../elements.js';

/** One field of a form: its name, its entry, what is wrong with it. */
export function entryOf(
  field: Field,
  value: Value,
  error: string,
  say: (entry: Value) => void,
): HTMLElement {
  return el(
    isOffered(field) ? 'div' : 'label', // a label would touch its first button
    { class: 'field', 'data-key': field.key },
    el('div', {}, field.title, !field.required && '（可不填）'),
    entry(field, value, say),
    error && el('div', { class: 'problem', role: 'alert' }, error),
  );
}

/** Chosen by touch, not typed. */
export function isOffered({ kind }: Pick<Field, 'kind'>): boolean {
  return kind === 'yes_no' || kind === 'choice' || kind === 'choices';
}

function entry(field: Field, value: Value, say: (entry: Value) => void): HTMLElement {
  if (field.kind === 'yes_no') {
    const yesOrNo = [
      { value: 'true', label: '是' },
      { value: 'false', label: '否' },
    ];
    return offered(yesOrNo, [String(value ?? '')], say);
  }
  if (field.kind === 'choice') return offered(field.choices, [String(value ?? '')], say);
  if (field.kind === 'choices') {
    const chosen = Array.isArray(value) ? (value as string[]) : [];
    return offered(field.choices, chosen, (one) => {
      const rest = chosen.filter((other) => other !== one);
      say(rest.length < chosen.length ? rest : [...chosen, one as string]);
    });
  }
  const looks = {
    name: field.key,
    placeholder: field.example,
    value: String(value ?? ''),
    ...keyboardOf(field),
  };
  const made = el('input', looks);
  made.addEventListener('change', () => say(made.value.trim()));
  return made;
}

function keyboardOf({ kind }: Field): Record<string, string> {
  if (kind === 'date') return { type: 'date' };
  return kind === 'text' ? {} : { inputmode: 'decimal' };
}

function offered(
  choices: readonly { readonly value: string; readonly label: string }[],
  chosen: readonly string[],
  say: (value: Value) => void,
): HTMLElement {
  const buttons = choices.map(({ value, label }) =>
    button(label, () => say(value), {
      'data-value': value,
      class: chosen.includes(value) ? 'main' : '',
    }),
  );
  return el('div', { class: 'choices', role: 'group' }, ...buttons);
}
