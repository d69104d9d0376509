// After the compiler: build/app is whole, the page and the modules its import map names beside it.

import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

await cp(at('../public'), at('../build/app'), { recursive: true });
await cp(at('../../ts/build/esm'), at('../build/app/sdk'), {
    recursive: true,
    filter: (path) => !path.endsWith('.d.ts') && !path.includes('stand_in'),
});
await cp(fileURLToPath(import.meta.resolve('uqr')), at('../build/app/uqr.js'));
