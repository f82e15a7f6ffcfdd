/** The averaging windows offered, and what a window at a context really covers. */
import type { FrameWindow, LayerAnalysis, WindowSpec } from '../../core/analysis/settings.ts';

export interface WindowChoice {
  readonly id: string;
  readonly label: string;
  readonly spec: WindowSpec;
}

export const WINDOW_CHOICES: readonly WindowChoice[] = [
  { id: 'last50', label: '50', spec: { kind: 'last', tokens: 50 } },
  { id: 'last100', label: '100', spec: { kind: 'last', tokens: 100 } },
  { id: 'last200', label: '200', spec: { kind: 'last', tokens: 200 } },
  { id: 'half', label: 'half', spec: { kind: 'half' } },
  { id: 'all', label: 'all', spec: { kind: 'all' } },
];

/** The offered choice that equals a window, or null for one that came from elsewhere (an address, say). */
export function windowChoice(spec: WindowSpec): WindowChoice | null {
  return (
    WINDOW_CHOICES.find(
      ({ spec: offered }) =>
        offered.kind === spec.kind && (offered.kind !== 'last' || spec.kind !== 'last' || offered.tokens === spec.tokens),
    ) ?? null
  );
}

export function windowName(spec: WindowSpec): string {
  if (spec.kind === 'all') return 'all tokens so far';
  return spec.kind === 'half' ? 'second half of the context' : `last ${spec.tokens} tokens`;
}

export interface WindowCoverage {
  /** Tokens the window holds, per sequence. */
  readonly covered: number;
  /** Tokens asked for at this context. */
  readonly asked: number;
  /** Tokens behind a present node, over all sequences; null when no node is present. */
  readonly perNode: { readonly min: number; readonly median: number; readonly max: number } | null;
  readonly missing: number;
}

function askedTokens(spec: WindowSpec, frame: FrameWindow): number {
  if (spec.kind === 'all') return frame.context;
  return spec.kind === 'half' ? frame.context / 2 : spec.tokens;
}

/** What the window of recorded frame `frame` covers. `frame` must be a frame of the analysis. */
export function windowCoverage(analysis: LayerAnalysis, frame: number): WindowCoverage {
  const { nodes, tokenCounts, settings } = analysis;
  const at = analysis.frames[frame]!;
  const present = Array.from(tokenCounts.subarray(frame * nodes, (frame + 1) * nodes))
    .filter((count) => count > 0)
    .sort((a, b) => a - b);
  const middle = present.length >> 1;
  return {
    covered: at.context - at.start,
    asked: askedTokens(settings.window, at),
    perNode:
      present.length === 0
        ? null
        : {
            min: present[0]!,
            median: present.length % 2 === 1 ? present[middle]! : (present[middle - 1]! + present[middle]!) / 2,
            max: present.at(-1)!,
          },
    missing: nodes - present.length,
  };
}

/** One sentence on a window that holds more or fewer tokens than asked; null when it holds as many. */
export function coverageRemark(coverage: WindowCoverage, spec: WindowSpec, context: number): string | null {
  const { covered, asked } = coverage;
  if (covered < asked) {
    return spec.kind === 'last' && context < spec.tokens
      ? `The context has only ${covered} tokens so far.`
      : `${covered} tokens rather than ${formatAsked(asked)}: windows end at recorded segments.`;
  }
  return covered > asked ? `${covered} tokens rather than ${formatAsked(asked)}: segments are not cut.` : null;
}

function formatAsked(asked: number): string {
  return Number.isInteger(asked) ? String(asked) : asked.toFixed(1);
}
