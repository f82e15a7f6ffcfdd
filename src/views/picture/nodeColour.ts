/**
 * The colours of nodes, by their place in the graph or by their tokens, in both themes.
 *
 * OKLab, the perceptual colour space the scales are built in: equal steps look equally large.
 * Source: Björn Ottosson, "A perceptual color space for image processing" (2020), https://bottosson.github.io/posts/oklab/.
 */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import { graphShape } from './contextGraph.ts';

/** `L` lightness 0..1; `a` green to red and `b` blue to yellow, about -0.3..0.3. */
export interface Oklab {
  readonly L: number;
  readonly a: number;
  readonly b: number;
}

const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const toGamma = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

function linearRgb({ L, a, b }: Oklab): [number, number, number] {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const GAMUT_SLACK = 1e-4;
const inGamut = (rgb: readonly number[]) => rgb.every((c) => c >= -GAMUT_SLACK && c <= 1 + GAMUT_SLACK);

/** The sRGB colour `#rrggbb` nearest in chroma: lightness and hue are kept, chroma shrinks until the colour exists. */
export function oklabToHex(colour: Oklab): string {
  const L = Math.min(1, Math.max(0, colour.L));
  let rgb = linearRgb({ ...colour, L });
  if (!inGamut(rgb)) {
    let low = 0;
    let high = 1;
    for (let step = 0; step < 18; step++) {
      const middle = (low + high) / 2;
      if (inGamut(linearRgb({ L, a: colour.a * middle, b: colour.b * middle }))) low = middle;
      else high = middle;
    }
    rgb = linearRgb({ L, a: colour.a * low, b: colour.b * low });
  }
  const byte = (c: number) =>
    Math.round(255 * toGamma(Math.min(1, Math.max(0, c)))).toString(16).padStart(2, '0');
  return `#${byte(rgb[0])}${byte(rgb[1])}${byte(rgb[2])}`;
}

/** Reads `#rrggbb`. */
export function hexToOklab(hex: string): Oklab {
  const channel = (at: number) => toLinear(parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = [channel(1), channel(3), channel(5)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    L: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

export function mixOklab(from: Oklab, to: Oklab, t: number): Oklab {
  return { L: from.L + (to.L - from.L) * t, a: from.a + (to.a - from.a) * t, b: from.b + (to.b - from.b) * t };
}

/**
 * Colours of the nodes. By position on the graph: a closed perceptually even loop for cycles, four blended corners for
 * layouts. By evidence: one ramp over the tokens behind the point. Every scale also varies in lightness and in the
 * blue-yellow direction, so that it stays readable with red-green colour blindness.
 */
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
