import { describe, expect, it } from 'vitest';
import type { AnalysisSettings } from '../../src/core/analysis/settings.ts';
import { AnalysisService } from '../../src/worker/service.ts';
import type { Outcome, Progress } from '../../src/worker/protocol.ts';
import { syntheticRecording } from '../helpers/syntheticRecording.ts';

const settings: AnalysisSettings = { layer: 2, window: { kind: 'all' }, weighting: 'tokens', basis: { kind: 'raw' }, components: 3, axes: [0, 1] };

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

async function opened() {
  const service = new AnalysisService();
  const { handle } = valueOf(await service.open(1, { kind: 'file', file: new Blob([syntheticRecording()]), name: 'test.safetensors' }, () => undefined));
  return { service, handle };
}

describe('loadings of the worker', () => {
  it('have the components of the analysis, for every frame where frames have their own', async () => {
    const { service, handle } = await opened();
    const seen: Progress[] = [];
    const loadings = valueOf(await service.run(2, 'loadings', { handle, settings }, 'null', (progress) => seen.push(progress)));
    const analysis = valueOf(await service.run(3, 'analysis', { handle, settings }, 'panel', () => undefined));
    expect(loadings.components).toBe(analysis.components);
    expect(loadings.values.length).toBe(analysis.frames.length * loadings.components * 6);
    expect(seen.length).toBeGreaterThan(0);
  });

  it('are refused for settings that do not fit, as a failure', async () => {
    const { service, handle } = await opened();
    const outcome = await service.run(2, 'loadings', { handle, settings: { ...settings, basis: { kind: 'reference', frame: 99 } } }, 'null', () => undefined);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'invalid' } });
  });

  it('stop when cancelled', async () => {
    const { service, handle } = await opened();
    const running = service.run(2, 'loadings', { handle, settings }, 'null', () => undefined);
    await service.cancel(2);
    expect(await running).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});
