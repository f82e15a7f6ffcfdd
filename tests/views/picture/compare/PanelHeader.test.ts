import { describe, expect, it } from 'vitest';
import type { PanelSpec } from '../../../../src/state/view/panelSpec.ts';
import { askedFor } from '../../../../src/views/picture/compare/PanelHeader.tsx';
import { edgeLegend } from '../../../../src/views/picture/compare/drawnGraphs.ts';
import { syntheticResult } from '../../helpers/syntheticResult.ts';

const result = syntheticResult({ kind: 'ring', n: 6 });
const spec: PanelSpec = { recordingId: result.recordingId, layer: null, axes: [0, 1, 2] };
const aligned = { ...result, analysis: { ...result.analysis, settings: { ...result.analysis.settings, basis: { kind: 'aligned', frame: 0 } as const } } };

describe('what a panel asks for and does not show', () => {
  it('is nothing while the drawn recording, layer and components are those chosen', () => {
    expect(askedFor({ ...spec, layer: 6 }, 'plane', undefined, result)).toBeNull();
    expect(askedFor({ ...spec, layer: null, axes: [2, 3, 1] }, 'plane', undefined, { ...result, info: { ...result.info, metadata: { ...result.info.metadata, layers: [6] } } })).toBeNull();
  });

  it('names the other recording by its title, or by its id while nothing is known of it', () => {
    const other = { ...spec, recordingId: 'other', layer: 4 };
    expect(askedFor(other, 'plane', { title: 'Ring of 8', model: { layers: 4 } }, result)).toBe('Ring of 8, layer 4 (final norm)');
    expect(askedFor({ ...other, layer: null }, 'plane', undefined, result)).toBe('other');
  });

  it('names a recording that is known by its address alone by that address', () => {
    expect(askedFor({ ...spec, recordingId: 'url:http://a.example/ring.safetensors' }, 'plane', undefined, result)).toBe('http://a.example/ring.safetensors');
  });

  it('names the other layer, and the components of an aligned basis', () => {
    expect(askedFor({ ...spec, layer: 0 }, 'plane', undefined, result)).toBe('embedding');
    expect(askedFor({ ...spec, layer: 6, axes: [2, 3, 1] }, 'plane', undefined, aligned)).toBe('PC 3-4');
  });
});

describe('the legend of lines', () => {
  const weekdays = [2, 3].map((step) => syntheticResult({ kind: 'weekdays', step }).info.metadata);

  it('is empty while all lines mean the same', () => {
    expect(edgeLegend([result.info.metadata], ['calendar'], true)).toEqual([]);
    expect(edgeLegend(weekdays, [], true)).toEqual([]);
  });

  it('names every kind of line once for all panels', () => {
    expect(edgeLegend(weekdays, ['calendar'], true)).toEqual([
      { text: 'ring', reference: false },
      { text: 'calendar', reference: true },
    ]);
    expect(edgeLegend(weekdays, ['calendar'], false)).toEqual([{ text: 'calendar', reference: true }]);
  });
});
