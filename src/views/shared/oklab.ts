/**
 * OKLab, the perceptual colour space the scales are built in: equal steps look equally large.
 * Source: Björn Ottosson, "A perceptual color space for image processing" (2020), https://bottosson.github.io/posts/oklab/.
 */

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

export function oklabDistance(x: Oklab, y: Oklab): number {
  return Math.hypot(x.L - y.L, x.a - y.a, x.b - y.b);
}
