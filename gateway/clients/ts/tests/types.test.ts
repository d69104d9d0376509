// What the types know: this file is right when it compiles. Nothing is sent.

import { test } from 'node:test';
import { createClient, fetchTransport, type Schemas } from '@yangguang/sdk';

const client = createClient({ baseUrl: '', transport: fetchTransport() });

export async function typed(): Promise<void> {
  const guide = await client.get('/api/v1/matters/{code}', { path: { code: 'HC-YJS-0001' } });
  guide.data.guide.promised_days.toFixed();

  // @ts-expect-error a path that is not there
  await client.get('/api/v1/nowhere');
  // @ts-expect-error the part of the path is missing
  await client.get('/api/v1/matters/{code}');
  // @ts-expect-error no such member of the answer
  void guide.data.colour;
  // @ts-expect-error a body that lacks what is needed
  await client.post('/api/v1/cases', { body: { answers: {} } });
  // @ts-expect-error reviews are not replaced
  await client.put('/api/v1/reviews', {});

  for await (const matter of client.pages('/api/v1/matters', { query: { q: '开店' } })) {
    const code: Schemas['approvals_MatterView']['code'] = matter.code;
    void code;
  }
  for await (const { number, data } of client.live('/api/v1/track/{case_no}', {
    path: { case_no: '1' },
  })) {
    void (number + data.nodes.length);
  }
  // @ts-expect-error a list of matters cannot be followed
  client.live('/api/v1/matters', {});
  await client.post('/api/v1/cases/{case_id}/materials/{code}', {
    path: { case_id: '1', code: 'M01' },
    file: { filePath: 'wxfile://1.pdf' },
  });
}

test('the types say what the house wants and answers', () => undefined);
