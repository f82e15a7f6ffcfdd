/** Window means of the present nodes, centred on their own mean: double precision inside, single precision out. */

/** Dimensions worked on together: the doubles of all nodes should stay in the first-level cache. */
// @ts-expect-error: a decorator of the compiler
@inline const BLOCK: i32 = 32;

/** Sum of squares of the last frame's means, and of its centred rows. */
const squares = memory.data(16);
const mean = memory.data(256);

/** Address of two F64: sums of squares of the last frame, of its means before and after centring. */
export function squaresAt(): usize {
  return squares;
}

/**
 * For every present node i the mean over the window, sum over s of weights[i, s] x[s, i], minus the mean of those means.
 *
 * @param places I32 [segments] addresses of the window's segments, each F32 [nodes, d]. Cells of weight 0 are multiplied
 *   too: they must be finite
 * @param d hidden size, a multiple of 4
 * @param weights F64 [count, segments], each node's summing to 1
 * @param present I32 [count] indices of the present nodes, ascending
 * @param scratch F64 [count, BLOCK]
 * @param out F32 [count, d]
 */
export function centreFrame(
  places: usize, d: i32, segments: i32,
  weights: usize, present: usize, count: i32, scratch: usize, out: usize,
): void {
  let offset = f64x2.splat(0);
  let after = f64x2.splat(0);
  const inverse = f64x2.splat(1.0 / <f64>count);
  const only = segments == 1 ? <usize>load<u32>(places) : 0;
  for (let c = 0; c < d; c += BLOCK) {
    const width = min(BLOCK, d - c);
    const widthBytes = <usize>width << 3;
    memory.fill(mean, 0, 256);
    for (let i = 0; i < count; i++) {
      const from = (<usize>load<i32>(present + (<usize>i << 2)) * d + c) << 2;
      if (segments == 1) addSingles(only + from, widthBytes);
      else average(places, from, segments, weights + ((<usize>i * segments) << 3), scratch + ((<usize>i * BLOCK) << 3), widthBytes);
    }
    for (let k: usize = 0; k < widthBytes; k += 16) {
      const centre = f64x2.mul(v128.load(mean + k), inverse);
      v128.store(mean + k, centre);
      offset = f64x2.add(offset, f64x2.mul(centre, centre));
    }
    for (let i = 0; i < count; i++) {
      const to = out + ((<usize>i * d + c) << 2);
      if (segments == 1) {
        const from = only + ((<usize>load<i32>(present + (<usize>i << 2)) * d + c) << 2);
        for (let k: usize = 0; k < widthBytes; k += 32) {
          const values = v128.load(from + (k >> 1));
          const low = f64x2.sub(f64x2.promote_low_f32x4(values), v128.load(mean + k));
          const high = f64x2.sub(f64x2.promote_low_f32x4(i64x2.shuffle(values, values, 1, 1)), v128.load(mean + k, 16));
          after = f64x2.add(after, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
          storeSingles(to + (k >> 1), low, high);
        }
      } else {
        const from = scratch + ((<usize>i * BLOCK) << 3);
        for (let k: usize = 0; k < widthBytes; k += 32) {
          const low = f64x2.sub(v128.load(from + k), v128.load(mean + k));
          const high = f64x2.sub(v128.load(from + k, 16), v128.load(mean + k, 16));
          after = f64x2.add(after, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
          storeSingles(to + (k >> 1), low, high);
        }
      }
    }
  }
  const centred = f64x2.extract_lane(after, 0) + f64x2.extract_lane(after, 1);
  // Sum of squares before centring: that of the centred rows and that of the mean, once for every row.
  store<f64>(squares, centred + <f64>count * (f64x2.extract_lane(offset, 0) + f64x2.extract_lane(offset, 1)));
  store<f64>(squares, centred, 8);
}

/** Adds `widthBytes` of doubles, given as singles at `from`, to the mean: a window of one segment is its own mean. */
// @ts-expect-error: a decorator of the compiler
@inline
function addSingles(from: usize, widthBytes: usize): void {
  for (let k: usize = 0; k < widthBytes; k += 32) {
    const values = v128.load(from + (k >> 1));
    v128.store(mean + k, f64x2.add(v128.load(mean + k), f64x2.promote_low_f32x4(values)));
    v128.store(mean + k, f64x2.add(v128.load(mean + k, 16), f64x2.promote_low_f32x4(i64x2.shuffle(values, values, 1, 1))), 16);
  }
}

/** Writes the weighted mean of one node over the window to `to`, and adds it to the mean over nodes. */
// @ts-expect-error: a decorator of the compiler
@inline
function average(places: usize, from: usize, segments: i32, weights: usize, to: usize, widthBytes: usize): void {
  for (let k: usize = 0; k < widthBytes; k += 32) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let s = 0; s < segments; s++) {
      const at = from + (k >> 1) + <usize>load<u32>(places + (<usize>s << 2));
      const weight = v128.load64_splat(weights + (<usize>s << 3));
      low = f64x2.add(low, f64x2.mul(weight, f64x2.promote_low_f32x4(v128.load64_zero(at))));
      high = f64x2.add(high, f64x2.mul(weight, f64x2.promote_low_f32x4(v128.load64_zero(at, 8))));
    }
    v128.store(to + k, low);
    v128.store(to + k, high, 16);
    v128.store(mean + k, f64x2.add(v128.load(mean + k), low));
    v128.store(mean + k, f64x2.add(v128.load(mean + k, 16), high), 16);
  }
}

// @ts-expect-error: a decorator of the compiler
@inline
function storeSingles(to: usize, low: v128, high: v128): void {
  v128.store(to, i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2));
}
