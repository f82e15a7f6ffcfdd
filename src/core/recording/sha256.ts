/**
 * SHA-256 (FIPS 180-4) over bytes that arrive in pieces. The browser's own digest wants all of them at once, which a
 * recording of gigabytes cannot give; this one keeps a single block.
 */

const BLOCK = 64;

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const ROUND_CONSTANTS = fractions(64, Math.cbrt);
/** The first 32 bits of the fractional parts of the square roots of the first 8 primes. */
const INITIAL = fractions(8, Math.sqrt);

export interface Sha256 {
  /** Takes the next bytes in; they may be changed afterwards. Throws once `hex` has been asked for. */
  update(bytes: Uint8Array): void;
  /** The digest of all that was taken in, 64 lowercase hexadecimal digits. */
  hex(): string;
}

export function createSha256(): Sha256 {
  const state = Int32Array.from(INITIAL);
  const schedule = new Int32Array(BLOCK);
  const pending = new Uint8Array(BLOCK);
  let held = 0;
  let length = 0;
  let digest: string | null = null;

  return {
    update(bytes) {
      if (digest !== null) throw new RangeError('the digest has been taken');
      length += bytes.length;
      let at = 0;
      if (held > 0) {
        at = Math.min(BLOCK - held, bytes.length);
        pending.set(bytes.subarray(0, at), held);
        held += at;
        if (held < BLOCK) return;
        compress(state, schedule, pending, 0);
      }
      for (; at + BLOCK <= bytes.length; at += BLOCK) compress(state, schedule, bytes, at);
      pending.set(bytes.subarray(at));
      held = bytes.length - at;
    },
    hex() {
      if (digest === null) {
        finish(state, schedule, pending.subarray(0, held), length);
        digest = [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
      }
      return digest;
    },
  };
}

/** The closing blocks: a one bit, zeros, and the length in bits as a 64-bit number. */
function finish(state: Int32Array, schedule: Int32Array, rest: Uint8Array, length: number): void {
  const tail = new Uint8Array(rest.length + 9 > BLOCK ? 2 * BLOCK : BLOCK);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(tail.length - 4, (length * 8) >>> 0);
  for (let at = 0; at < tail.length; at += BLOCK) compress(state, schedule, tail, at);
}

/** Mixes the block of 64 bytes at `at` into the state, in place. `schedule` is scratch. */
function compress(state: Int32Array, schedule: Int32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const byte = at + 4 * i;
    schedule[i] = (bytes[byte]! << 24) | (bytes[byte + 1]! << 16) | (bytes[byte + 2]! << 8) | bytes[byte + 3]!;
  }
  for (let i = 16; i < BLOCK; i++) {
    const early = schedule[i - 15]!;
    const late = schedule[i - 2]!;
    const s0 = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const s1 = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    schedule[i] = (schedule[i - 16]! + s0 + schedule[i - 7]! + s1) | 0;
  }
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!;
  let e = state[4]!, f = state[5]!, g = state[6]!, h = state[7]!;
  for (let i = 0; i < BLOCK; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + s1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[i]! + schedule[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
  state[5] = state[5]! + f;
  state[6] = state[6]! + g;
  state[7] = state[7]! + h;
}

/** The first `count` primes through `root`, the fraction's leading 32 bits. Doubles hold those exactly. */
function fractions(count: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return Int32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32));
}
