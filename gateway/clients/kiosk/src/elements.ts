// Elements without a framework.

type Child = Node | string | false | null | undefined;
type Looks = Record<string, string | boolean | ((event: Event) => void)>;

/** `el('button', { class: 'main', onclick: act }, '确定')`; text is text, never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  looks: Looks = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(looks)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

export const button = (text: string, onclick: () => void, looks: Looks = {}): HTMLButtonElement =>
  el('button', { type: 'button', onclick, ...looks }, text);

export const quiet = (...children: Child[]): HTMLElement =>
  el('div', { class: 'quiet' }, ...children);

export const card = (...children: Child[]): HTMLElement =>
  el('section', { class: 'card' }, ...children);

export const list = (children: Child[]): HTMLElement => el('div', { class: 'list' }, ...children);
