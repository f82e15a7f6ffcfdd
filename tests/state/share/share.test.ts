import { describe, expect, it } from 'vitest';
import { isLocalAddress, shareStatus } from '../../../src/state/share/share.ts';
import { decodeView } from '../../../src/state/view/urlCodec.ts';
import { defaultView, type ViewState } from '../../../src/state/view/viewFields.ts';
import { plainPanel } from '../../../src/state/view/panelSpec.ts';
import type { RecordingSource } from '../../../src/worker/protocol.ts';

const url = (address: string): RecordingSource => ({ kind: 'url', url: address, name: 'ring.safetensors', expectedBytes: null });
const sources: Record<string, RecordingSource> = {
  ring: url('https://lab.example/ring.safetensors'),
  near: url('http://localhost:8000/ring.safetensors'),
  'file:mine.safetensors': { kind: 'file', file: new Blob(), name: 'mine.safetensors' },
};
const page = 'https://lab.example/scope/?recording=x#v=1&old';
const status = (view: Partial<ViewState>, at = page) =>
  shareStatus({ view: { ...defaultView, panels: [plainPanel('ring')], ...view }, sourceOf: (id) => sources[id] ?? null, page: at });

describe('sharing', () => {
  it('is the address of the page with the view as it is now, but not its theme', () => {
    const link = status({ basis: 'raw', theme: 'dark' });
    expect(link).toEqual({ kind: 'link', href: 'https://lab.example/scope/?recording=x#v=1&p=ring&b=raw', local: null });
    expect(decodeView(new URL(link.kind === 'link' ? link.href : '').hash).view.basis).toBe('raw');
  });

  it('warns of an address that only this computer can reach', () => {
    expect(status({}, 'http://localhost:5173/')).toMatchObject({ local: 'page' });
    expect(status({ panels: [plainPanel('ring'), plainPanel('near')] })).toMatchObject({ local: 'recording' });
  });

  it('names the files that have no address, each once', () => {
    const mine = plainPanel('file:mine.safetensors');
    expect(status({ panels: [plainPanel('ring'), mine, mine] })).toEqual({ kind: 'no-link', files: ['mine.safetensors'], graphs: [] });
  });

  it('names the drawn graphs that are too large for an address', () => {
    const edges = Array.from({ length: 511 }, (_, i) => [i, i + 1] as const);
    const big = { id: 'custom:big', title: 'Big', directed: false, nodes: 512, words: '00000000', edges, layout: null };
    expect(status({ customGraphs: [big] })).toEqual({ kind: 'no-link', files: [], graphs: ['Big'] });
  });

  it.each([
    ['http://localhost/', true],
    ['http://127.0.0.1:4173/x', true],
    ['http://[::1]/', true],
    ['http://page.localhost/', true],
    ['file:///home/page.html', true],
    ['https://localhost.example.org/', false],
    ['https://127.example.org/', false],
    ['nonsense', false],
  ])('knows which addresses are local: %s', (address, local) => {
    expect(isLocalAddress(address)).toBe(local);
  });
});
