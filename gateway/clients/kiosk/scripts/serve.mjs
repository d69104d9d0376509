// To try it: serves build/app at http://127.0.0.1:8080 beside a house with the demo data
// (HOUSE=http://127.0.0.1:8000), as a kiosk that is registered there anew at every start.

import { createReadStream, existsSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byPassword, createClient, fetchTransport, session } from '@yangguang/sdk';

const HOUSE = process.env.HOUSE ?? 'http://127.0.0.1:8000';
const PORT = Number(process.env.PORT ?? 8080);
const APP = fileURLToPath(new URL('../build/app', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const house = createClient({ baseUrl: HOUSE, transport: fetchTransport() });
const admin = house.as(session(house, byPassword(house, 'admin', 'demo')));
const code = `demo-${Date.now()}`;
const { data } = await admin.post('/api/v1/kiosks/devices', { body: { code, place: '演示终端' } });

createServer((asked, answer) => {
    const path = normalize(new URL(asked.url, HOUSE).pathname);
    const file = join(APP, path === '/' ? 'index.html' : path);
    if (path.startsWith('/api/')) {
        const { method, headers } = asked;
        const passed = request(new URL(asked.url, HOUSE), { method, headers }, (told) => {
            answer.writeHead(told.statusCode, told.headers);
            told.pipe(answer);
        });
        passed.on('error', () => answer.destroy());
        asked.pipe(passed);
    } else if (path === '/config.json') {
        answer
            .writeHead(200, { 'Content-Type': 'application/json' })
            .end(JSON.stringify({ house: '', ...data }));
    } else if (existsSync(file)) {
        answer.writeHead(200, {
            'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        });
        createReadStream(file).pipe(answer);
    } else answer.writeHead(404).end();
}).listen(PORT, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${PORT}\n`));
