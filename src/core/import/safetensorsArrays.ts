import { type ByteSource, sourceStream } from '../recording/byteSource.ts';
import { shortened } from '../recording/failure.ts';
import { readSafetensorsHeader, type TensorEntry } from '../recording/safetensorsHeader.ts';
import { type ArrayDtype, type ArrayFile, DTYPE_WIDTH } from './arrayFile.ts';
import { binaryArrayFile, type StoredArray } from './binaryArrayFile.ts';
import { failIn, type Fail } from './importError.ts';

const DTYPES: ReadonlyMap<string, Exclude<ArrayDtype, 'text'>> = new Map([
  ['BOOL', 'bool'], ['I8', 'i8'], ['U8', 'u8'], ['I16', 'i16'], ['U16', 'u16'], ['I32', 'i32'], ['U32', 'u32'], ['I64', 'i64'], ['U64', 'u64'],
  ['F16', 'f16'], ['BF16', 'bf16'], ['F32', 'f32'], ['F64', 'f64'],
]);

/** Any safetensors file, whatever its tensors are called. Rejects with RecordingError, or as the source does. */
export async function openSafetensorsArrays(source: ByteSource, signal?: AbortSignal): Promise<ArrayFile> {
  const fail = failIn(source.name);
  const { tensors } = await readSafetensorsHeader(source, signal);
  if (tensors.size === 0) throw fail('invalid', null, 'The file holds no tensors.', 'Choose a file with arrays in it.');
  return binaryArrayFile(source.name, 'safetensors', [...tensors.values()].map((tensor) => storedTensor(source, tensor, fail)));
}

function storedTensor(source: ByteSource, { name, dtype: stored, shape, start, end }: TensorEntry, fail: Fail): StoredArray {
  const dtype = DTYPES.get(stored);
  if (dtype === undefined) {
    const reason = stored.startsWith('F') ? 'numbers of so few bits mean nothing without their scales' : 'the type is not known here';
    throw fail('invalid', name, `Tensor ${shortened(name)} is of ${shortened(stored)}: ${reason}.`, 'Save the tensor as float32: t.float().');
  }
  const width = DTYPE_WIDTH[dtype];
  // The header's check has made these bytes the product of the shape.
  const count = (end - start) / width;
  return {
    layout: { name, dtype, shape, count, width, bigEndian: false, fortran: false, characters: null },
    stream: sourceStream(source, start, end, fail),
  };
}
