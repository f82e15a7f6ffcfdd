/** Whether pictures keep up with the screen while they are played, scrubbed and loaded. */
import type { Row } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import type { BenchContext, Suite } from '../suite.ts';
import type { DrawingFigures, StretchFigures } from './drawingFigures.ts';
import { measureDrawing } from './measureDrawing.ts';

/** Milliseconds of every stretch of playing. */
const PLAY_FOR = 3000;
const QUICK_PLAY_FOR = 1500;

const MOVING: Readonly<Record<string, (figures: DrawingFigures) => StretchFigures>> = {
  'plane/play': ({ plane }) => plane.play,
  'plane/tween': ({ plane }) => plane.tween,
  'plane/scrub': ({ plane }) => plane.scrub,
  'compare/play': ({ compare }) => compare.play,
  'compare/tween': ({ compare }) => compare.tween,
  'compare/scrub': ({ compare }) => compare.scrub,
  'space/play': ({ space }) => space.play,
  'compare-space/play': ({ compareSpace }) => compareSpace.play,
};
const LOADING: typeof MOVING = { 'load/samples': ({ load }) => load.samples, 'load/file': ({ load }) => load.file };
const COUNTS: Readonly<Record<string, readonly [of: (figures: DrawingFigures) => number, note: string]>> = {
  'compare-space/webgl-contexts': [({ compareSpace }) => compareSpace.webglContexts, 'with eight panels in 3D'],
  'latency/scrub': [({ latency }) => median(latency.scrub), 'frames from the key to moved points'],
  'latency/layer-in-memory': [({ latency }) => median(latency.layerInMemory), 'frames from the key to the other layer'],
};

const frameName = (name: string) => `drawing/${name}/frame`;
const longName = (name: string) => `drawing/${name}/long-tasks`;
const countName = (name: string) => `drawing/${name}`;

export const drawingSuite: Suite = {
  name: 'drawing',
  async run({ quick, wants, progress }: BenchContext): Promise<Row[]> {
    const names = [...Object.keys(MOVING).flatMap((name) => [frameName(name), longName(name)]), ...Object.keys(LOADING).map(longName), ...Object.keys(COUNTS).map(countName)];
    if (!names.some(wants)) return [];
    progress('drawing: a build, played, scrubbed and loaded');
    return drawingRows(await measureDrawing({ address: null, playFor: quick ? QUICK_PLAY_FOR : PLAY_FOR }));
  },
};

export function drawingRows(figures: DrawingFigures): Row[] {
  return [
    ...Object.entries(MOVING).flatMap(([name, of]) => [frameRow(name, of(figures)), longTaskRow(name, of(figures))]),
    ...Object.entries(LOADING).map(([name, of]) => longTaskRow(name, of(figures))),
    ...Object.entries(COUNTS).map(([name, [of, note]]): Row => ({ name: countName(name), unit: 'count', value: of(figures), note })),
  ];
}

function frameRow(name: string, { p95Frame, rateRatio }: StretchFigures): Row {
  const note = `main thread in 19 of 20 frames at most, over 1/60 s; ${rateRatio.toFixed(2)} of the frames of an empty page`;
  return { name: frameName(name), unit: 'ratio', value: p95Frame, note };
}

function longTaskRow(name: string, { longByCpu, longByWall }: StretchFigures): Row {
  return { name: longName(name), unit: 'count', value: longByCpu, note: `over 50 ms of processor time; ${longByWall} by the clock` };
}
