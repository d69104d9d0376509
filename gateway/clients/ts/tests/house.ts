// A small real server that plays the house, and a wait that takes no time.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answering = (asked: Asked, answer: ServerResponse) => void;

/** Serves until the tests of the file are over; remembers what it was asked. */
export async function aHouse(answering: Answering): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, answer) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(pieces).toString() };
      asked.push(one);
      answering(one, answer);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

export function json(
  answer: ServerResponse,
  data: unknown,
  headers: Record<string, string> = {},
): void {
  answer
    .writeHead(200, { 'Content-Type': 'application/json', ...headers })
    .end(JSON.stringify(data));
}

export function refuse(
  answer: ServerResponse,
  status: number,
  reason: string,
  headers: Record<string, string> = {},
): void {
  const problem = {
    type: `https://yangguang.example/problems/${reason}`,
    title: '不行。',
    status,
    detail: '请改正后重试。',
    request_id: 'r-1',
    errors: [{ pointer: '#/form/phone', code: 'missing', message: '请填写手机号。' }],
    wanted: 3,
  };
  answer
    .writeHead(status, { 'Content-Type': 'application/problem+json', ...headers })
    .end(JSON.stringify(problem));
}

/** Waits that are only written down. */
export function noWait(): { wait: (ms: number) => Promise<void>; waited: number[] } {
  const waited: number[] = [];
  return {
    waited,
    wait: async (ms) => {
      waited.push(ms);
      await new Promise(setImmediate);
    },
  };
}
