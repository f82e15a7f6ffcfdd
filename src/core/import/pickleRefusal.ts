/** Files that run code when they are read are never read; each refusal says how to convert them. */
import type { RecordingError } from '../recording/recordingError.ts';
import { failIn, fileStem, nameInCommand } from './importError.ts';

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
export function pickleRefusal(file: string): RecordingError {
  const name = nameInCommand(file, 'x.pkl');
  return failIn(file)(
    'wrong-format', null, `This is a Python pickle, which ${RUNS_CODE}.`,
    `If the file is your own, convert its arrays: python -c "import pickle, numpy as np; d = pickle.load(open('${name}', 'rb')); np.savez('${fileStem(name)}.npz', **{k: np.asarray(v) for k, v in d.items()})".`,
  );
}
