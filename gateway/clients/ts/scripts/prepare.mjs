// Before the compiler runs: src/schema.ts, the types of every request and answer, from the
// gateway's OpenAPI document, unless the one that is there is newer; refusals are left out, all of
// them are one Problem. And the note that makes Node read build/cjs as CommonJS.

import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';

const at = (path) => new URL(path, import.meta.url);
const made = async (path) => (await stat(at(path)).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
const DOCUMENT = '../../../openapi.json';
const SCHEMA = '../src/schema.ts';

async function schema() {
    const { default: typesOf, astToString } = await import('openapi-typescript');
    const document = JSON.parse(await readFile(at(DOCUMENT), 'utf8'));
    for (const { responses } of Object.values(document.paths).flatMap(Object.values)) {
        for (const status of Object.keys(responses)) if (status >= '400') delete responses[status];
    }
    const types = await typesOf(document, { alphabetize: true, defaultNonNullable: false });
    return `// Made by scripts/prepare.mjs from gateway/openapi.json.\n${astToString(types)}`;
}

const newest = Math.max(await made(DOCUMENT), await made('prepare.mjs'));
if ((await made(SCHEMA)) <= newest) await writeFile(at(SCHEMA), await schema());
await mkdir(at('../build/cjs/'), { recursive: true });
await writeFile(at('../build/cjs/package.json'), '{ "type": "commonjs" }\n');
