/**
 * Files that are opened by mistake, and those that run code when they are read and so never are: each with what to do
 * instead.
 */
import type { RecordingError } from '../recording/failure.ts';
import { failIn, fileBase, fileStem, nameInCommand } from './importError.ts';
import { startsWith } from './npy.ts';

const RUNS_CODE = 'runs code when it is read; Contextscope never reads one';

/** A checkpoint that torch.save wrote. */
export function torchRefusal(file: string): RecordingError {
  const name = nameInCommand(file, 'x.pt');
  return failIn(file)(
    'wrong-format', null, `This is a PyTorch file. It holds a pickle, which ${RUNS_CODE}.`,
    `Convert it: python -c "import torch; from safetensors.torch import save_file; d = torch.load('${name}', map_location='cpu', weights_only=True); save_file({k: v.clone().contiguous() for k, v in d.get('state_dict', d).items() if hasattr(v, 'contiguous')}, '${fileStem(name)}.safetensors')".`,
  );
}

/** Any other pickle. */
function pickleRefusal(file: string): RecordingError {
  const name = nameInCommand(file, 'x.pkl');
  return failIn(file)(
    'wrong-format', null, `This is a Python pickle, which ${RUNS_CODE}.`,
    `If the file is your own, convert its arrays: python -c "import pickle, numpy as np; d = pickle.load(open('${name}', 'rb')); np.savez('${fileStem(name)}.npz', **{k: np.asarray(v) for k, v in d.items()})".`,
  );
}

const UNPACK = 'Unpack it, and open the file in it.';
const SAVE_ARRAYS = 'Save the arrays with numpy.savez, or as .safetensors.';
const IMAGE = 'Choose the file of numbers that the picture was made from.';

const ascii = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));

const KINDS: readonly (readonly [magic: readonly number[], what: string, remedy: string])[] = [
  [[0x89, ...ascii('HDF\r\n')], 'an HDF5 file', "Save its arrays with numpy.savez: python -c \"import h5py, numpy as np; f = h5py.File('x.h5'); np.savez('x.npz', **{k: f[k][()] for k in f})\"."],
  [ascii('PAR1'), 'a Parquet table', `${SAVE_ARRAYS} pandas reads the table: pandas.read_parquet('x.parquet').to_numpy().`],
  [ascii('ARROW1'), 'an Arrow table', SAVE_ARRAYS],
  [ascii('GGUF'), 'a model in GGUF format, its weights', 'Record the model with `contextscope record`, and open the recording.'],
  [ascii('MATLAB 5.0'), 'a MATLAB file', "Convert it: python -c \"import scipy.io, numpy as np; d = scipy.io.loadmat('x.mat'); np.savez('x.npz', **{k: v for k, v in d.items() if k[0] != '_'})\"."],
  [[0x1f, 0x8b], 'a gzip archive', UNPACK],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard archive', UNPACK],
  [[0xfd, ...ascii('7zXZ')], 'an xz archive', UNPACK],
  [ascii('BZh'), 'a bzip2 archive', UNPACK],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive', UNPACK],
  [[0x89, ...ascii('PNG')], 'a PNG picture', IMAGE],
  [[0xff, 0xd8, 0xff], 'a JPEG picture', IMAGE],
  [ascii('GIF8'), 'a GIF picture', IMAGE],
  [ascii('%PDF'), 'a PDF document', IMAGE],
  [ascii('version https://git-lfs'), 'a Git LFS pointer, not the file it stands for', 'Fetch the file itself with git lfs pull, or download it from its page.'],
];

/** The refusal of a file of a known wrong kind, or null. `head` holds its first bytes, 262 at least where it has them. */
export function wrongFile(head: Uint8Array, file: string): RecordingError | null {
  const fail = failIn(file);
  if (head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5) return isTorch(head, file) ? torchRefusal(file) : pickleRefusal(file);
  for (const [magic, what, remedy] of KINDS) if (startsWith(head, magic)) return fail('wrong-format', null, `This is ${what}.`, remedy);
  if (startsWith(head.subarray(257), ascii('ustar'))) return fail('wrong-format', null, 'This is a tar archive.', UNPACK);
  const text = new TextDecoder().decode(head, { stream: true }).trimStart().toLowerCase();
  if (text.startsWith('<!doctype html') || text.startsWith('<html')) {
    return fail('wrong-format', null, 'This is a web page, not a file of arrays.', 'Use the address of the file itself, such as its "raw" or "download" link.');
  }
  if (text.startsWith('<?xml') || text.startsWith('<svg')) return fail('wrong-format', null, 'This is an XML document.', SAVE_ARRAYS);
  return null;
}

/** The refusal of a file that is nothing known. */
export function unknownFile(file: string): RecordingError {
  if (/\.(pt|pth|ckpt)$/i.test(fileBase(file))) return torchRefusal(file);
  if (/\.(pkl|pickle|joblib)$/i.test(fileBase(file))) return pickleRefusal(file);
  return failIn(file)('wrong-format', null, 'This file does not begin like any that is read here: .npz, .npy, .safetensors, .json.', SAVE_ARRAYS);
}

/** Torch's own mark of old checkpoints, a long integer, or a name that says so. */
function isTorch(head: Uint8Array, file: string): boolean {
  return startsWith(head.subarray(2), [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9]) || /\.(pt|pth|ckpt)$/i.test(fileBase(file));
}
