/** Resident memory of the process that runs the page and its workers, as the operating system counts it (Linux). */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

export interface RendererMemory {
  /** Most bytes that were resident at any time since the process began. */
  readonly peak: () => number;
  readonly now: () => number;
}

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
}

/** Of the browser's page processes the one that has used most: idle spares stay small. */
export async function rendererMemory(page: Page): Promise<RendererMemory> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { readonly processInfo: readonly ProcessInfo[] };
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const most = (field: string) => Math.max(...renderers.map((id) => statusBytes(id, field)));
  return { peak: () => most('VmHWM'), now: () => most('VmRSS') };
}

function statusBytes(pid: number, field: string): number {
  try {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(kilobytes?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
