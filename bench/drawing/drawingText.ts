/** The figures as lines to read. */
import type { DrawingFigures, StretchFigures } from './drawingFigures.ts';

const share = (value: number) => `${(100 * value).toFixed(0)} %`;

function line(name: string, figures: StretchFigures): string {
  const { frames, rateRatio, medianFrame, p95Frame, longByCpu, longByWall, longest, bytesPerFrame, collections } = figures;
  return [
    name.padEnd(34),
    `${frames} frames, rate ${rateRatio.toFixed(2)} of an empty page's`,
    `main thread ${share(medianFrame)} of a frame (p95 ${share(p95Frame)})`,
    `tasks over 50 ms: ${longByCpu} by CPU, ${longByWall} by wall, longest ${share(longest)} of 50 ms CPU`,
    `${(bytesPerFrame / 1024).toFixed(1)} KiB a frame, ${collections} collections`,
  ].join(' | ');
}

export function drawingText({ plane, compare, space, compareSpace, load, latency }: DrawingFigures): string {
  return [
    line('2D, 256 words, playing', plane.play),
    line('2D, 256 words, between contexts', plane.tween),
    line('2D, 256 words, scrubbing', plane.scrub),
    line('2D, 8 panels of 64, playing', compare.play),
    line('2D, 8 panels, between contexts', compare.tween),
    line('2D, 8 panels of 64, scrubbing', compare.scrub),
    line('3D, 256 words, playing', space.play),
    line('3D, 8 panels of 64, playing', compareSpace.play),
    line('the samples load', load.samples),
    line('a file of 256 words loads', load.file),
    `WebGL contexts with 8 panels in 3D: ${compareSpace.webglContexts}`,
    `frames from key to moved points, timeline: ${latency.scrub.join(' ')}`,
    `frames from key to moved points, layer in memory: ${latency.layerInMemory.join(' ')}`,
  ].join('\n');
}
