/**
 * What the frame on screen shows and how far to trust it, in plain sentences made from the figures alone. Each null is
 * named with whether it is beaten; what is not known is said to be not known; nothing is called learnt.
 */
import type { LayerControls } from '../core/analysis/controlsTypes.ts';
import { chanceOf, type Chance } from './findingChance.ts';
import { findingDoubts, frameDoubts } from './findingDoubts.ts';
import { mixingSentence, mixingStandings, mixingVerdicts, type MixingStandings } from './findingMixing.ts';
import { modesFindings } from './findingModes.ts';
import { frameOf, type Finding, type FindingInput, type NullVerdict } from './findingTypes.ts';
import { componentsName, two } from './findingWords.ts';
import { contextGraphIndex } from './preparedGraphs.ts';

export type { Companion, Finding, FindingInput, NullVerdict } from './findingTypes.ts';

function energyClause(chance: Chance, where: string, graph: string): string {
  switch (chance.kind) {
    case 'closer':
      return `in ${where} the words lie closer along ${graph} than in ${chance.beaten} of ${chance.draws} relabellings`;
    case 'further':
      return `in ${where} the words lie further apart along ${graph} than in ${chance.beaten} of ${chance.draws} relabellings`;
    case 'chance':
      return `in ${where} the words lie no closer along ${graph} than relabelled ones do (p = ${chance.p})`;
    case 'undefined':
      return `too few words occur to tell how they lie along ${graph}`;
  }
}

/** A picture that beats chance while the whole space does not is said in the same breath. */
function fullClause(shown: Chance, full: Chance): string {
  return shown.kind === 'closer' && full.kind === 'chance' ? `, but in all dimensions no closer than relabelled ones do (p = ${full.p})` : '';
}

export function findingOf(input: FindingInput): Finding {
  const { metadata, measures, axes, controls } = input;
  const g = contextGraphIndex(metadata);
  const when = `At ${measures.context} tokens`;
  const graph = measures.graphs[g];
  if (graph === undefined) {
    return { sentence: `${when} there is nothing to hold the picture against: the recording names no graph of its context.`, doubts: [], verdicts: [], complete: true };
  }
  const where = componentsName(axes);
  const frame = controls === null ? -1 : frameOf(controls, measures.context);
  const mixing = mixingStandings(input.band, g, measures.context);
  if (controls === null || frame === -1) {
    const energy = Number.isFinite(graph.shownEnergy)
      ? `the normalised energy along ${graph.title} in ${where} is ${two(graph.shownEnergy)} (1 = neighbours no closer than any pair)`
      : `too few words occur to tell how they lie along ${graph.title}`;
    return { sentence: `${when} ${energy}; what chance would give has not been drawn yet.`, doubts: frameDoubts(measures), verdicts: [], complete: false };
  }
  const at = g * controls.frames.length + frame;
  const shown = chanceOf(controls.shownEnergy, at);
  const full = chanceOf(controls.energy, at);
  const { clause, sentences } = modesFindings(input, controls, g);
  const first = `${when} ${energyClause(shown, where, graph.title)}${fullClause(shown, full)}${shown.kind === 'undefined' || clause === '' ? '' : `; ${clause}`}.`;
  const more = shown.kind === 'undefined' ? [] : [...sentences, ...(mixing === null ? [] : mixingSentence(mixing))];
  return {
    sentence: [first, ...more].join(' '),
    doubts: findingDoubts(input, { controls, graph: g, at, shown, mixing }),
    verdicts: verdictsOf(controls, at, shown, full, graph.shownEnergy, mixing),
    complete: mixing !== null || metadata.windows === 'fixed',
  };
}

/** Each on its own, for a picture may beat chance where the whole space hardly does. */
function relabellingVerdict(name: NullVerdict['name'], chance: Chance): readonly NullVerdict[] {
  if (chance.kind === 'undefined') return [];
  return [{ name, beaten: chance.kind === 'closer', ...(chance.kind === 'chance' && { p: chance.p }) }];
}

function verdictsOf(controls: LayerControls, at: number, shown: Chance, full: Chance, energy: number, mixing: MixingStandings | null): readonly NullVerdict[] {
  const verdicts = [...relabellingVerdict('relabelling', shown), ...relabellingVerdict('relabelling in full d', full)];
  const rewired = controls.shownRewired.low[at]!;
  if (Number.isFinite(rewired) && Number.isFinite(energy)) verdicts.push({ name: 'same-degree graphs', beaten: energy < rewired });
  return mixing === null ? verdicts : [...verdicts, ...mixingVerdicts(mixing)];
}
