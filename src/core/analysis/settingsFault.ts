import type { AnalysisSettings } from './types.ts';

/** Most components anyone may ask for. */
export const MAX_COMPONENTS = 256;

/** What is wrong with analysis settings, with the value, or null. `frames`: how many frames the recording has. */
export function settingsFault(settings: AnalysisSettings, frames: number): string | null {
  const { components, axes, basis, window } = settings;
  if (!Number.isInteger(components) || components < 1 || components > MAX_COMPONENTS) {
    return `components is ${components}; expected 1 to ${MAX_COMPONENTS}`;
  }
  const distinct = new Set(axes).size === axes.length;
  if (axes.length < 2 || axes.length > 3 || !distinct || !axes.every((axis) => Number.isInteger(axis) && axis >= 0)) {
    return `axes are [${axes.join(', ')}]; expected two or three distinct components`;
  }
  if ('frame' in basis && !(Number.isInteger(basis.frame) && basis.frame >= 0 && basis.frame < frames)) {
    return `basis.frame is ${basis.frame}; frames run from 0 to ${frames - 1}`;
  }
  if (window.kind === 'last' && !(window.tokens > 0)) return `window.tokens is ${window.tokens}; expected at least 1`;
  return null;
}
