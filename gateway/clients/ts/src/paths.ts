// What can be asked, taken from the generated schema: which paths know a method, what each wants
// and what it answers. Types only.

import type { components, paths } from './schema.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Schemas = components['schemas'];

/** The paths that know a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never;
}[keyof paths];

type Operation<M extends Method, P extends PathOf<M>> = paths[P][M];
type Parameters<O, In extends string> = O extends { parameters: { [key in In]?: infer V } }
  ? NonNullable<V>
  : never;
type Contents<O> = O extends { requestBody?: infer B }
  ? NonNullable<B> extends { content: infer C }
    ? C
    : never
  : never;

/** The query of an operation. */
export type QueryOf<M extends Method, P extends PathOf<M>> = Parameters<Operation<M, P>, 'query'>;

/** The JSON an operation takes. */
export type BodyOf<M extends Method, P extends PathOf<M>> =
  Contents<Operation<M, P>> extends { 'application/json': infer J } ? J : never;

type FormOf<O> = Contents<O> extends { 'application/x-www-form-urlencoded': infer F } ? F : never;

type Json<R> = R extends { content: { 'application/json': infer J } } ? J : never;

/** The JSON an operation answers; undefined where it answers nothing or something else. */
export type DataOf<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { responses: infer R }
    ? [Json<R[keyof R]>] extends [never]
      ? undefined
      : Json<R[keyof R]>
    : never;

type Needed<Name extends string, V> = [V] extends [never]
  ? unknown
  : Record<string, never> extends V
    ? { [key in Name]?: V }
    : { [key in Name]: V };

/** A file to hand in: bytes (browser, Node) or the path of a file of a mini-program. */
export type FilePart =
  | { readonly name: string; readonly type: string; readonly data: BlobPart }
  | { readonly filePath: string };

type UploadOf<O> =
  Contents<O> extends { 'multipart/form-data': unknown }
    ? { file: FilePart; fields?: Readonly<Record<string, string>> }
    : unknown;

/** What an operation wants: the parts of its path, its query, its content. */
export type Wanted<M extends Method, P extends PathOf<M>> = Needed<
  'path',
  Parameters<Operation<M, P>, 'path'>
> &
  Needed<'query', QueryOf<M, P>> &
  Needed<'body', BodyOf<M, P>> &
  Needed<'form', FormOf<Operation<M, P>>> &
  UploadOf<Operation<M, P>>;

/** Lists that come in pages. */
export type ListPath = {
  [P in PathOf<'get'>]: DataOf<'get', P> extends { items: unknown[]; next_cursor?: unknown }
    ? QueryOf<'get', P> extends { cursor?: unknown }
      ? P
      : never
    : never;
}[PathOf<'get'>];

export type ItemOf<P extends ListPath> =
  DataOf<'get', P> extends { items: (infer I)[] } ? I : never;

/** Reads that can be followed: each version has a number. */
export type LivePath = {
  [P in PathOf<'get'>]: QueryOf<'get', P> extends { after?: unknown; wait?: unknown }
    ? DataOf<'get', P> extends { version: number } | { number: number }
      ? P
      : never
    : never;
}[PathOf<'get'>];
