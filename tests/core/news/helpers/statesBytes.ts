/** Safetensors files put together of tensors, sound or not. */

export interface StatesTensor {
  dtype: string;
  shape: number[];
  bytes: Uint8Array<ArrayBuffer>;
}

export type StatesTensors = Record<string, StatesTensor>;

/** @param claimed bytes that the last tensor claims beyond those it has */
export function statesBytes(tensors: StatesTensors, claimed = 0): Uint8Array<ArrayBuffer> {
  let at = 0;
  const names = Object.keys(tensors);
  const header = Object.fromEntries(
    names.map((name, index) => {
      const { dtype, shape, bytes } = tensors[name]!;
      const from = at;
      at += bytes.length + (index === names.length - 1 ? claimed : 0);
      return [name, { dtype, shape, data_offsets: [from, at] }];
    }),
  );
  const text = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + names.reduce((sum, name) => sum + tensors[name]!.bytes.length, 0));
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  let place = 8 + text.length;
  for (const name of names) {
    file.set(tensors[name]!.bytes, place);
    place += tensors[name]!.bytes.length;
  }
  return file;
}

/** The tensors of a sound file, each in memory of its own. */
export function tensorsOf(file: Uint8Array): StatesTensors {
  const view = new DataView(file.buffer, file.byteOffset);
  const start = 8 + Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, start))) as Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  delete header.__metadata__;
  return Object.fromEntries(Object.entries(header).map(([name, { dtype, shape, data_offsets: [from, to] }]) => [name, { dtype, shape, bytes: new Uint8Array(file.slice(start + from, start + to)) }]));
}
