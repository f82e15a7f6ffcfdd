/**
 * Colours of the nodes. By position on the graph: a closed perceptually even loop for cycles, four blended corners for
 * layouts. By evidence: one ramp over the tokens behind the point. Every scale also varies in lightness and in the
 * blue-yellow direction, so that it stays readable with red-green colour blindness.
 */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import { graphShape } from './contextGraph.ts';
import { hexToOklab, mixOklab, oklabToHex, type Oklab } from './oklab.ts';

export type Scheme = 'light' | 'dark';

const LIFT: Record<Scheme, number> = { light: 0, dark: 0.08 };

const LOOP_STEPS = 720;
const LOOP_CHROMA = 0.135;

/** Reds are darker than greens and blues darker than yellows: two lightness cues that red-green blindness leaves intact. */
function loopPoint(angle: number): Oklab {
  const [red, yellow] = [Math.cos(angle), Math.sin(angle)];
  return { L: 0.62 - 0.07 * red + 0.09 * yellow, a: LOOP_CHROMA * red, b: LOOP_CHROMA * yellow };
}

/** Angles at equal steps of colour difference along the loop. */
const evenAngles = ((): Float64Array => {
  const lengths = new Float64Array(LOOP_STEPS + 1);
  for (let i = 1; i <= LOOP_STEPS; i++) {
    const here = loopPoint((2 * Math.PI * i) / LOOP_STEPS);
    const before = loopPoint((2 * Math.PI * (i - 1)) / LOOP_STEPS);
    lengths[i] = lengths[i - 1]! + Math.hypot(here.L - before.L, here.a - before.a, here.b - before.b);
  }
  const total = lengths[LOOP_STEPS]!;
  const angles = new Float64Array(LOOP_STEPS + 1);
  let at = 0;
  for (let i = 0; i <= LOOP_STEPS; i++) {
    const wanted = (total * i) / LOOP_STEPS;
    while (at < LOOP_STEPS - 1 && lengths[at + 1]! < wanted) at++;
    const part = (wanted - lengths[at]!) / (lengths[at + 1]! - lengths[at]!);
    angles[i] = (2 * Math.PI * (at + part)) / LOOP_STEPS;
  }
  return angles;
})();

/** Turn 0 is blue-violet, where print and screen readers find the start of most cyclic maps. */
const LOOP_START = 0.78;

/** Cyclic scale: `turn` in turns, any real number; turn and turn + 1 are the same colour. */
export function cyclicColour(turn: number, scheme: Scheme): string {
  const wrapped = (((turn + LOOP_START) % 1) + 1) % 1;
  const at = wrapped * LOOP_STEPS;
  const index = Math.floor(at);
  const angle = evenAngles[index]! + (evenAngles[index + 1]! - evenAngles[index]!) * (at - index);
  const point = loopPoint(angle);
  return oklabToHex({ ...point, L: point.L + LIFT[scheme] });
}

interface Corners {
  readonly topLeft: Oklab;
  readonly topRight: Oklab;
  readonly bottomLeft: Oklab;
  readonly bottomRight: Oklab;
}

const corners: Corners = {
  topLeft: hexToOklab('#1f4fd8'),
  topRight: hexToOklab('#c2207f'),
  bottomLeft: hexToOklab('#12a594'),
  bottomRight: hexToOklab('#f0a202'),
};

const CORNER_CHROMA = 0.2;
/** Below 1: colours near the middle, where the corners cancel out, keep a hue instead of turning grey. */
const CHROMA_POWER = 0.55;

function livelier(colour: Oklab): Oklab {
  const chroma = Math.hypot(colour.a, colour.b);
  if (chroma === 0 || chroma >= CORNER_CHROMA) return colour;
  const grow = (CORNER_CHROMA * (chroma / CORNER_CHROMA) ** CHROMA_POWER) / chroma;
  return { L: colour.L, a: colour.a * grow, b: colour.b * grow };
}

/** Bilinear scale over the unit square; x to the right, y up, both clamped to 0..1. */
export function cornerColour(x: number, y: number, scheme: Scheme): string {
  const u = Math.min(1, Math.max(0, x));
  const v = Math.min(1, Math.max(0, y));
  const top = mixOklab(corners.topLeft, corners.topRight, u);
  const bottom = mixOklab(corners.bottomLeft, corners.bottomRight, u);
  const mixed = livelier(mixOklab(bottom, top, v));
  return oklabToHex({ ...mixed, L: mixed.L + LIFT[scheme] * (1 - mixed.L) * 2 });
}

/** One colour per node, by its place on the context graph. */
export function positionColours(metadata: RecordingMetadata, scheme: Scheme): readonly string[] {
  const shape = graphShape(metadata);
  if (shape.kind === 'layout') return shape.points.map(([x, y]) => cornerColour((x + 1) / 2, (y + 1) / 2, scheme));
  return shape.turns.map((turn) => cyclicColour(turn, scheme));
}

const ramps: Record<Scheme, readonly Oklab[]> = {
  light: ['#b9d7e8', '#5fa8c9', '#2a6fa8', '#25316f'].map(hexToOklab),
  dark: ['#2b4a73', '#2f7fb0', '#63bcc4', '#e3f2c1'].map(hexToOklab),
};

/** Sequential scale over the tokens behind a point: more tokens stand out more from the background. */
export function tokenColour(tokens: number, most: number, scheme: Scheme): string {
  const stops = ramps[scheme];
  const at = (most > 0 ? Math.min(1, Math.max(0, tokens / most)) : 0) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(at));
  return oklabToHex(mixOklab(stops[index]!, stops[index + 1]!, at - index));
}

/** The outline of a node: its own colour, moved away from the background so that pale fills keep an edge. */
export function rimColour(hex: string, scheme: Scheme): string {
  const colour = hexToOklab(hex);
  return oklabToHex({ ...colour, L: colour.L + (scheme === 'light' ? -0.16 : 0.14) });
}
