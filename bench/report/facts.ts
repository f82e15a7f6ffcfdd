/** What a run was measured on and with. */
import { cpus, release, totalmem, type } from 'node:os';
import { explorerKernel } from '../frames/explorerPaths.ts';
import type { ChromiumPeer } from '../peers/chromiumPeer.ts';
import type { PythonPeer } from '../peers/pythonPeer.ts';

export interface Facts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  /** Node's own V8 is often years older than Chromium's, and may run another build of the explorer's kernel. */
  readonly node: { readonly version: string; readonly v8: string; readonly kernel: string };
  readonly chromium: { readonly version: string; readonly kernel: string } | null;
  readonly python: PythonPeer['facts'] | null;
}

export function machineFacts(python: PythonPeer | undefined, chromium: ChromiumPeer | undefined): Facts {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()} ${process.arch}`,
    node: { version: process.versions.node, v8: process.versions.v8, kernel: explorerKernel() },
    chromium: chromium === undefined ? null : { version: chromium.version, kernel: chromium.kernel },
    python: python?.facts ?? null,
  };
}

/** One line for the reader of the table. */
export function factsLine({ cpu, cores, node, chromium, python }: Facts): string {
  const numpy = python === null ? [] : [`numpy ${python.numpy} (${python.libraries.filter(({ api }) => api === 'blas').map(({ library, version }) => `${library} ${version ?? ''}`.trim()).join(', ')})`, `scikit-learn ${python['scikit-learn']}`];
  return [`${cpu}, ${cores} cores`, `Node ${node.version} (V8 ${node.v8}, kernel: ${node.kernel})`, ...(chromium === null ? [] : [`Chromium ${chromium.version} (kernel: ${chromium.kernel})`]), ...numpy].join('; ');
}
