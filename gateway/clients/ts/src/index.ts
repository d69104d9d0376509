export type { Answer, CallOptions, ClientOptions, TokenSource } from './calls.js';
export { createClient, type Client } from './client.js';
export { fetchTransport, type FetchOptions } from './fetch_transport.js';
export { openVisit, scanVisit, type KioskVisit, type ScannedVisit } from './kiosk.js';
export type { By, Followed, Version } from './live.js';
export type {
  BodyOf,
  DataOf,
  FilePart,
  ItemOf,
  ListPath,
  LivePath,
  Method,
  PathOf,
  QueryOf,
  Schemas,
} from './paths.js';
export { lacking } from './partial.js';
export { NotAgreed, Problem, Stopped, Unreachable, type FieldError } from './problem.js';
export { newKey } from './retry.js';
export { byDevice, byPassword, byWechat, session, type Tokens } from './session.js';
export {
  Stop,
  type As,
  type Incoming,
  type Opened,
  type Outgoing,
  type Signal,
  type Transport,
} from './transport.js';
export { EventReader, type Told } from './sse.js';
export { wxTransport, type Wx } from './wx_transport.js';
export {
  holds,
  missingKeys,
  shownSections,
  valueOf,
  type Condition,
  type Field,
  type Section,
  type Value,
  type Values,
} from './forms.js';
