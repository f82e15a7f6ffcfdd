/** Entry of a thread: a thread starts without the TypeScript loader. */
import { register } from 'tsx/esm/api';

register();
await import('./fuzzWorker.ts');
