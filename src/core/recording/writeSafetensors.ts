/** The safetensors container, written: an 8-byte little-endian header length, JSON padded to eight bytes, then the tensors. */

export interface TensorPlan {
  readonly name: string;
  readonly dtype: 'I32' | 'F32';
  readonly shape: readonly number[];
}

const WIDTH = 4;

const bytesOf = ({ shape }: TensorPlan): number => shape.reduce((product, size) => product * size, WIDTH);

/** Everything before the first tensor's bytes; the tensors follow in the order given, little-endian and row-major, without gaps. */
export function safetensorsPrefix(tensors: readonly TensorPlan[], metadata: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  let offset = 0;
  const header = new Map<string, unknown>([['__metadata__', metadata]]);
  for (const tensor of tensors) {
    header.set(tensor.name, { dtype: tensor.dtype, shape: tensor.shape, data_offsets: [offset, offset + bytesOf(tensor)] });
    offset += bytesOf(tensor);
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const length = Math.ceil(text.length / 8) * 8;
  const prefix = new Uint8Array(8 + length).fill(0x20);
  new DataView(prefix.buffer).setBigUint64(0, BigInt(length), true);
  prefix.set(text, 8);
  return prefix;
}
