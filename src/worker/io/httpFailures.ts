/** What can go wrong with an address, in words: one function per kind, each with its remedy. */
import { type Failure, FailureError } from '../failure.ts';

function fail(code: Failure['code'], file: string, field: string | null, message: string, remedy: string): FailureError {
  return new FailureError({ code, file, field, message, remedy });
}

/** Only a plain `false` says that there is no network; elsewhere than in a browser it is not known. */
function isOffline(): boolean {
  return typeof navigator !== 'undefined' && (navigator as { readonly onLine?: boolean }).onLine === false;
}

export function badAddress(name: string, url: string): FailureError {
  return fail('invalid', name, 'address', `"${url}" is not an http or https address.`, 'Give the full address, beginning with https://, or open the file itself.');
}

export function unreachable(name: string, url: string): FailureError {
  if (isOffline()) {
    return fail('network', name, 'offline', `This device is offline, and ${name} is not among the recordings kept on it.`, 'Connect and try again. While connected, recordings can be kept under Offline use at the top of the page.');
  }
  return fail('network', name, null, `${url} could not be reached.`, 'Check the connection and the address, then try again.');
}

export function crossOriginRefused(name: string, url: string): FailureError {
  return fail(
    'network',
    name,
    'CORS',
    `${new URL(url).host} answers, but does not let other sites read the recording.`,
    'Ask its owner to send Access-Control-Allow-Origin, or download the recording and open it as a file.',
  );
}

export function badStatus(name: string, url: string, status: number): FailureError {
  if (status === 404 || status === 410) {
    return fail('not-found', name, null, `There is no recording at ${url} (status ${status}).`, 'Check the address; the file may have been moved or renamed.');
  }
  if (status === 401 || status === 403) {
    return fail('network', name, 'permission', `${url} may not be read without permission (status ${status}).`, 'Download the recording with your account and open it as a file.');
  }
  if (status === 416) return emptyFile(name);
  const passing = status >= 500 || status === 408 || status === 429;
  return fail('network', name, passing ? 'server' : 'status', `The server of ${url} failed with status ${status}.`, 'Try again later.');
}

/** True for what may pass by itself: a break, a silence, a server in trouble; false for a refusal or another file. */
export function mayPass({ failure: { code, field } }: FailureError): boolean {
  return code === 'truncated' || (code === 'network' && (field === null || field === 'timeout' || field === 'server'));
}

export function webPage(name: string, url: string): FailureError {
  return fail('wrong-format', name, null, `${url} returned a web page instead of a recording.`, 'Give the address of the file itself: a recording (.safetensors), or arrays in .safetensors, .npz, .npy or .json.');
}

export function cutOff(name: string, received: number, announced: number | null): FailureError {
  return fail(
    'truncated',
    name,
    null,
    announced === null ? `The connection ended after ${received} bytes.` : `Only ${received} of ${announced} bytes arrived.`,
    'Try again; if it is cut off at the same place, the file on the server is damaged.',
  );
}

/** `received` of `announced` bytes had come by then, where that is known. */
export function stalled(name: string, url: string, milliseconds: number, received: number, announced: number | null): FailureError {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  const far = announced === null ? '' : `; ${received} of ${announced} bytes had come`;
  return fail(
    'network',
    name,
    'timeout',
    `No byte has come from ${new URL(url).host} for ${seconds} s${far}.`,
    'Try again: a layer that was under way goes on from where it stopped. If it stays silent, the server or the connection is down.',
  );
}

/** Asks before a download. `bytes`: null where the server does not say. */
export function wholeFile(name: string, bytes: number | null, hidden: boolean): FailureError {
  const why = hidden ? 'This server does not let the page ask for parts of the file and sends it whole' : 'This server sends the whole file';
  const size = bytes === null ? ', and does not say how large it is' : `: ${megabytes(bytes)}`;
  return fail('confirm-download', name, 'bytes', `${why}${size}.`, 'Download it to see it; the page keeps it in memory while there is room.');
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}

export function emptyFile(name: string): FailureError {
  return fail('truncated', name, null, 'The file is empty (0 bytes).', 'Copy or record the file again.');
}

export function unexpectedSize(name: string, bytes: number, expected: number): FailureError {
  return fail('size-mismatch', name, 'bytes', `The file has ${bytes} bytes, but its catalog lists ${expected}.`, 'Rebuild the catalog, or restore the file that it was made for.');
}

export function changedMeanwhile(name: string): FailureError {
  return fail('size-mismatch', name, null, 'The file on the server changed while it was being read.', 'Open it again to read the new file from its start.');
}

/** `bytes`: null where the limit was passed without an announcement. */
export function tooLarge(name: string, bytes: number | null, limit: number): FailureError {
  const size = bytes === null ? '' : ` (${megabytes(bytes)})`;
  return fail(
    'too-large',
    name,
    'bytes',
    `The server does not serve byte ranges, and the whole file${size} is over the limit of ${megabytes(limit)}.`,
    'Use a server with range requests, or download the recording and open it as a file.',
  );
}
