/** The sequence as MP4 or WebM, encoded by the browser itself (WebCodecs). */
import { BufferTarget, canEncodeVideo, CanvasSource, Mp4OutputFormat, Output, Quality, WebMOutputFormat, type VideoCodec } from 'mediabunny';
import { exportError, throwIfAborted } from '../../state/export/exportSources.ts';
import type { FilmOptions } from './gifFile.ts';

export type VideoKind = 'mp4' | 'webm';

const CODECS: Readonly<Record<VideoKind, readonly VideoCodec[]>> = { mp4: ['avc'], webm: ['vp9', 'vp8'] };
const QUALITY = new Quality('very-high');
const KEY_SECONDS = 2;

/** The codec that the browser can encode a film of this size with; null: none. */
async function encodable(kind: VideoKind, width: number, height: number): Promise<VideoCodec | null> {
  for (const codec of CODECS[kind]) if (await canEncodeVideo(codec, { width, height, quality: QUALITY })) return codec;
  return null;
}

export type VideoSupport = Readonly<Record<VideoKind, string | null>>;

/** Why a kind of film of this size cannot be written here, in a sentence; null where it can. Pixels. */
export async function videoSupport(width: number, height: number): Promise<VideoSupport> {
  if (typeof VideoEncoder === 'undefined') {
    const reason = isSecureContext ? 'This browser cannot encode video (it has no WebCodecs).' : 'This browser encodes video only on pages opened over https or from this computer.';
    return { mp4: reason, webm: reason };
  }
  const [mp4, webm] = await Promise.all([encodable('mp4', width, height), encodable('webm', width, height)]);
  return {
    mp4: mp4 === null ? 'This browser has no H.264 encoder for this size.' : null,
    webm: webm === null ? 'This browser has no VP9 or VP8 encoder for this size.' : null,
  };
}

export interface VideoOptions extends FilmOptions {
  readonly kind: VideoKind;
  readonly framesPerSecond: number;
}

/** Width and height must be even. Rejects with an AbortError when cancelled, and where the browser cannot encode it. */
export async function videoFile({ kind, frames, width, height, framesPerSecond, paint, signal, onProgress }: VideoOptions): Promise<Blob> {
  const codec = await encodable(kind, width, height);
  if (codec === null) throw exportError((await videoSupport(width, height))[kind] ?? 'This film cannot be encoded here.', 'Choose a smaller size, the other format, or GIF.');
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const target = new BufferTarget();
  const output = new Output({ format: kind === 'mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, quality: QUALITY, keyFrameInterval: KEY_SECONDS });
  output.addVideoTrack(source);
  try {
    await output.start();
    let time = 0;
    for (const [i, { cursor, duration }] of frames.entries()) {
      throwIfAborted(signal);
      await paint(cursor, canvas);
      // Players cut a long last picture short, so one that stays is written again and again.
      const copies = Math.max(1, Math.round(duration * framesPerSecond));
      for (let copy = 0; copy < copies; copy++) {
        await source.add(time + (copy * duration) / copies, duration / copies);
        throwIfAborted(signal);
      }
      time += duration;
      onProgress(i + 1, frames.length);
    }
    await output.finalize();
  } catch (error) {
    if (output.state !== 'canceled' && output.state !== 'finalized') await output.cancel();
    throw error;
  }
  if (target.buffer === null) throw exportError('The browser gave no film.', 'Choose a smaller size, or GIF.');
  return new Blob([target.buffer], { type: kind === 'mp4' ? 'video/mp4' : 'video/webm' });
}
