// On the machine: its code and token from config.json, its printer by the browser.

import { Unreachable } from '@yangguang/sdk';
import { App, type Config } from './app.js';
import { printed } from './printing.js';
import { home } from './screens/home.js';

const config = (await (await fetch('config.json')).json()) as Config;
const machine = { print: printed, paper: () => 100, storage: localStorage };
const app = new App(document.body, config, machine);

async function beat(): Promise<void> {
  try {
    await app.beat();
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault; // cut off: the next beat tries again
  } finally {
    setTimeout(() => void beat(), 60_000);
  }
}

void beat();
await app.go(home);
