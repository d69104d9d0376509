// Forms as the guide lays them out: which fields are shown for what is known, and what a person's
// entry means. Conditions are data: what is not answered yet neither holds nor fails.

export type Value = string | number | boolean | readonly string[] | null | undefined;
export type Values = Readonly<Record<string, Value>>;

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly field: string; readonly op: string; readonly value?: unknown };

export interface Field {
  readonly key: string;
  readonly title: string;
  readonly kind: 'text' | 'integer' | 'number' | 'date' | 'yes_no' | 'choice' | 'choices';
  readonly required: boolean;
  readonly hint: string;
  readonly example: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly when: Condition | null;
}

export interface Section {
  readonly key: string;
  readonly title: string;
  readonly fields: readonly Field[];
}

/** The sections of a `form_layout` with the fields that are asked, given answers and entries. */
export function shownSections(layout: unknown, values: Values): Section[] {
  const { sections } = layout as { sections: Section[] };
  return sections
    .map((section) => ({
      ...section,
      fields: section.fields.filter(({ when }) => holds(when, values)),
    }))
    .filter(({ fields }) => fields.length > 0);
}

/** The keys of shown fields that have to be filled in and are not. */
export function missingKeys(sections: readonly Section[], values: Values): string[] {
  const fields = sections.flatMap((section) => section.fields);
  return fields
    .filter(({ key, required }) => required && isEmpty(values[key]))
    .map(({ key }) => key);
}

/** Whether a condition is known to hold. */
export function holds(condition: Condition | null, values: Values): boolean {
  return condition === null || judged(condition, values) === true;
}

/** What an entry means for its field; undefined when nothing was entered. */
export function valueOf(field: Pick<Field, 'kind'>, entry: Value): Value {
  if (entry === '' || entry === null || entry === undefined) return undefined;
  if (field.kind === 'integer' || field.kind === 'number') {
    const number = Number(entry);
    return Number.isNaN(number) ? entry : number; // the house says what is wrong with it
  }
  if (field.kind === 'yes_no') return entry === true || entry === 'true';
  return entry;
}

function isEmpty(value: Value): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

type Verdict = boolean | undefined;

function judged(condition: Condition, values: Values): Verdict {
  if ('all' in condition) return all(condition.all.map((part) => judged(part, values)));
  if ('any' in condition) return not(all(condition.any.map((part) => not(judged(part, values)))));
  if ('not' in condition) return not(judged(condition.not, values));
  return compared(condition.op, values[condition.field], condition.value);
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function not(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}

function compared(op: string, given: Value, value: unknown): Verdict {
  if (op === 'answered') return isEmpty(given) !== (value ?? true);
  if (isEmpty(given)) return undefined;
  return OPERATORS[op]?.(given, value);
}

type Compare = (given: unknown, value: unknown) => boolean;

const contents = (list: readonly unknown[]): string => JSON.stringify([...list].sort());
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
const isSame: Compare = (given, value) =>
  Array.isArray(given)
    ? Array.isArray(value) && contents(given) === contents(value)
    : given === value;
const isAmong: Compare = (given, value) => listed(given).some((one) => listed(value).includes(one));
const hasAll: Compare = (given, value) =>
  typeof given === 'string'
    ? typeof value === 'string' && given.includes(value)
    : listed(value).every((one) => listed(given).includes(one));

/** Numbers with numbers, texts (so dates) with texts; anything else does not hold. */
const ordered =
  (decide: (order: number) => boolean): Compare =>
  (given, value) => {
    const isOfOneKind = typeof given === typeof value && /^(number|string)$/.test(typeof given);
    const [left, right] = [given as number, value as number];
    return isOfOneKind && decide(Number(left > right) - Number(left < right));
  };

const OPERATORS: Readonly<Record<string, Compare>> = {
  eq: isSame,
  ne: (given, value) => !isSame(given, value),
  in: isAmong,
  not_in: (given, value) => !isAmong(given, value),
  contains: hasAll,
  lt: ordered((order) => order < 0),
  lte: ordered((order) => order <= 0),
  gt: ordered((order) => order > 0),
  gte: ordered((order) => order >= 0),
};
