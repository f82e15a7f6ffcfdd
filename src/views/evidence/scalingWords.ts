/** What the scaling study says in words. */
import type { RecordingMetadata, WindowKind } from '../../core/recording/types.ts';
import type { LackOfFit, ScalingResult } from '../../core/scaling/types.ts';
import type { ScalingData, ScalingStudy } from '../../state/evidence/scalingTypes.ts';
import type { LegendEntry } from '../charts/Legend.tsx';
import { windowName } from '../controls/windowChoices.ts';
import { shortModelName } from '../ui/formatNumber.ts';
import { SAMPLER_NAMES } from '../ui/names.ts';

/** Which recordings are compared: what they have in common, and once they are read, how many of how many sizes. */
export function familyNote({ task, model }: Pick<RecordingMetadata, 'task' | 'model'>, data: Pick<ScalingData, 'members'> | null): string {
  const sampler = task.sampler === 'not-stated' ? 'sampler not stated' : SAMPLER_NAMES[task.sampler];
  const members = data === null ? '' : `: ${data.members.length} recordings of ${new Set(data.members.map(({ nodes }) => nodes)).size} sizes`;
  return `${task.kind}, ${sampler}, ${shortModelName(model.id)}${members}`;
}

/** The power law in words, with its doubts. */
const two = (value: number): string => value.toFixed(2).replace('-', '−');

function interval(low: number, high: number): string | null {
  return Number.isFinite(low) && Number.isFinite(high) ? `${two(low)} to ${two(high)}` : null;
}

function asSentence(text: string): string {
  const end = /[.!?]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}

/** One sentence each; the refusal alone where there is no law. */
export function lawSentences({ law, refusal, alphaByLevel }: Pick<ScalingResult, 'law' | 'refusal' | 'alphaByLevel'>): readonly string[] {
  if (law === null) return [asSentence(refusal ?? 'No power law could be fitted.')];
  const bootstrap = interval(law.alphaLow, law.alphaHigh);
  const scatter = interval(law.scatterLow, law.scatterHigh);
  return [
    `Over ${law.sizes.length} sizes the critical context goes as n to the power ${two(law.alpha)}, R² ${two(law.r2)}.`,
    bootstrap === null
      ? 'No bootstrap interval: too few sequences reach a critical context.'
      : `95 % interval over sequences: ${bootstrap}.`,
    ...(scatter === null ? [] : [`95 % interval from the scatter of the sizes about the line: ${scatter}.`]),
    ...lackOfFitSentence(law.lackOfFit),
    ...levelSentence(alphaByLevel),
    ...(law.inconclusive ? ['An interval includes 0: these sizes do not tell whether the critical context grows with the graph.'] : []),
  ];
}

/** Whether one exponent is enough, in words. */
function lackOfFitSentence(fit: LackOfFit | null): readonly string[] {
  if (fit === null || !Number.isFinite(fit.p)) return [];
  const squares = `squared residuals ${fit.line.toPrecision(2)} on the line, ${fit.curve.toPrecision(2)} on a curve, p = ${fit.p.toPrecision(2)}`;
  if (fit.p > LACK_LEVEL) return [`A curve on the logarithms fits no better than the line (${squares}).`];
  return [`No single exponent fits: growth ${fit.bend < 0 ? 'slows down' : 'speeds up'} with size, and a curve on the logarithms fits better than the line (${squares}).`];
}

const LACK_LEVEL = 0.05;

/** The exponent by level: how far it depends on what is called critical. */
function levelSentence(levels: ScalingResult['alphaByLevel']): readonly string[] {
  if (levels.length < 2) return [];
  const alphas = levels.map(({ alpha }) => alpha);
  return [`By the level that counts as critical the exponent runs from ${two(Math.min(...alphas))} to ${two(Math.max(...alphas))}: ${levels.map(({ level, alpha, sizes }) => `${two(alpha)} at ${level.toFixed(2)} (${sizes} sizes)`).join(', ')}.`];
}

/** What the critical contexts are read from, in words: the measure, and for energies the layer and the averaging window. */
const BREAK = {
  threshold: '',
  onset: 'Onset: the first break upwards of straight pieces in log context. ',
  knee: 'Saturation: the last break downwards of straight pieces in log context. ',
} as const;

/** @param windows of the recordings of the study */
export function methodNote({ method, energyOf }: Pick<ScalingStudy, 'method' | 'energyOf'>, windows?: WindowKind): string {
  const accuracy = windows === 'fixed' ? 'accuracy that the files give for every context' : 'accuracy of every recorded segment';
  if (method.kind !== 'fall') return `${BREAK[method.kind]}From the ${accuracy}, averaged over the sequences${windows === 'fixed' ? '' : ', each at the middle of its segment'}.`;
  const place = energyOf === null ? '' : ` of layer ${energyOf.layer}, averaging window: ${windows === 'fixed' ? 'fixed by the files' : windowName(energyOf.window)}`;
  return `From the normalised energy in full d${place}. Contexts in which a word is missing are left out. This energy rises with context in many recordings, and then no level is reached.`;
}

/** What the marks of the scaling plot are. */
export function scalingLegend({ law, points }: Pick<ScalingStudy, 'law' | 'points'>): readonly LegendEntry[] {
  const intervals = points.some(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  if (points.every(({ context }) => !Number.isFinite(context))) return [];
  return [
    { id: 'measured', label: intervals ? 'measured, with 95 % interval' : 'measured', colour: 1, mark: 'line', value: null },
    ...(points.some(({ dropped }) => dropped) ? [{ id: 'dropped', label: 'left out of the fit', colour: 7, mark: 'line', value: null } as const] : []),
    ...(law === null
      ? []
      : [
          { id: 'law', label: 'fitted power law', colour: 2, mark: 'line', value: null } as const,
          { id: 'band', label: '95 % prediction band for a new size', colour: 2, mark: 'band', value: null } as const,
        ]),
  ];
}
