/** `npm run samples:record`: makes every sample recording again with the recorder (fixtures/make_samples.py); arguments pass through. */
import { spawnSync } from 'node:child_process';
import { ensureRecorder } from './ensure-recorder.mjs';
import { root } from './root.mjs';

const { status } = spawnSync(ensureRecorder(), ['fixtures/make_samples.py', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
