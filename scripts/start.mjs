/**
 * `npm start`: installs what is missing, builds the explorer with the sample recordings and serves it.
 * Options: --port N (default 4173; the next free one when taken), --host H (default 127.0.0.1).
 */
import { parseArgs } from 'node:util';
import { ensureNodeModules } from './ensure-node-modules.mjs';
import { root } from './root.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' }, host: { type: 'string', default: '127.0.0.1' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port ${values.port}: give a whole number from 0 to 65535.`);
  process.exit(1);
}

ensureNodeModules();
const { build, preview } = await import('vite');
await build({ root, logLevel: 'warn' });
const server = await preview({ root, logLevel: 'warn', preview: { port, host: values.host, strictPort: false } });
const address = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0];
console.log(`\nContextscope is at ${address}\nStop it with Ctrl-C.`);
