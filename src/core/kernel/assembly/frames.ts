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
  let before = f64x2.splat(0);
  let after = f64x2.splat(0);
  const inverse = f64x2.splat(1.0 / <f64>count);
  for (let c = 0; c < d; c += BLOCK) {
    const width = min(BLOCK, d - c);
    const widthBytes = <usize>width << 3;
    memory.fill(mean, 0, 256);
    for (let i = 0; i < count; i++) {
      const node = load<i32>(present + (<usize>i << 2));
      let from = (<usize>node * d + c) << 2;
      const own = weights + ((<usize>i * segments) << 3);
      const to = scratch + ((<usize>i * BLOCK) << 3);
      for (let k: usize = 0; k < widthBytes; k += 32) {
        let low = f64x2.splat(0);
        let high = f64x2.splat(0);
        for (let s = 0; s < segments; s++) {
          const at = from + load<u32>(places + (<usize>s << 2));
          const weight = v128.load64_splat(own + (<usize>s << 3));
          low = f64x2.add(low, f64x2.mul(weight, f64x2.promote_low_f32x4(v128.load64_zero(at))));
          high = f64x2.add(high, f64x2.mul(weight, f64x2.promote_low_f32x4(v128.load64_zero(at, 8))));
        }
        from += 16;
        v128.store(to + k, low);
        v128.store(to + k, high, 16);
        v128.store(mean + k, f64x2.add(v128.load(mean + k), low));
        v128.store(mean + k, f64x2.add(v128.load(mean + k, 16), high), 16);
        before = f64x2.add(before, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
      }
    }
    for (let k: usize = 0; k < widthBytes; k += 16) v128.store(mean + k, f64x2.mul(v128.load(mean + k), inverse));
    for (let i = 0; i < count; i++) {
      const from = scratch + ((<usize>i * BLOCK) << 3);
      let to = out + ((<usize>i * d + c) << 2);
      for (let k: usize = 0; k < widthBytes; k += 32) {
        const low = f64x2.sub(v128.load(from + k), v128.load(mean + k));
        const high = f64x2.sub(v128.load(from + k, 16), v128.load(mean + k, 16));
        after = f64x2.add(after, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
        const x = f32x4.demote_f64x2_zero(low);
        const y = f32x4.demote_f64x2_zero(high);
        v128.store(to, i64x2.shuffle(x, y, 0, 2));
        to += 16;
      }
    }
  }
  store<f64>(squares, f64x2.extract_lane(before, 0) + f64x2.extract_lane(before, 1));
  store<f64>(squares, f64x2.extract_lane(after, 0) + f64x2.extract_lane(after, 1), 8);
}
