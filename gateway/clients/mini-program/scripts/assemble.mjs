// After the compiler: build/app is whole, with pages, styles and the SDK where mini-programs look
// for packages, so that the developer tools open it without another step.

import { cp } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const isCopied = (path) => !['.ts', '.map'].includes(extname(path));

await cp(at('../src'), at('../build/app'), { recursive: true, filter: isCopied });
await cp(at('../../ts/build/cjs'), at('../build/app/miniprogram_npm/@yangguang/sdk'), {
    recursive: true,
    filter: (path) => !path.endsWith('.d.ts') && !path.includes('stand_in'),
});
