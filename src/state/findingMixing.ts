/** The frame against many draws of the neighbour-mixing null: in the shown components and in all dimensions. */
import type { MixingBand } from '../core/analysis/bandTypes.ts';
import type { NullTable } from '../core/analysis/controlsTypes.ts';
import { chanceOf, type Chance } from './findingChance.ts';
import { frameOf, type NullVerdict } from './findingTypes.ts';
import { rangeText, two } from './findingWords.ts';

/** One energy beside the draws. `within`: neither 95 % of them are further apart nor 95 % closer. */
export interface MixingStanding {
  readonly chance: Chance;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  readonly draws: number;
}

export interface MixingStandings {
  readonly shown: MixingStanding;
  readonly full: MixingStanding;
}

/** Null where the band has no such frame. */
export function mixingStandings(band: MixingBand | null, graph: number, context: number): MixingStandings | null {
  const frame = band === null ? -1 : frameOf(band, context);
  if (band === null || frame === -1) return null;
  const at = graph * band.frames.length + frame;
  const of = (table: NullTable): MixingStanding => {
    const [observed, low, high] = [table.observed[at]!, table.low[at]!, table.high[at]!];
    const known = [observed, low, high].every(Number.isFinite);
    return { chance: known ? chanceOf(table, at) : { kind: 'undefined' }, observed, low, high, draws: table.draws[at]! };
  };
  return { shown: of(band.shownEnergy), full: of(band.energy) };
}

/** "They lie within the 5-95 % band of 199 draws of the mixing null (...); in all dimensions the null lies closer in 199 of 199 (...)." */
export function mixingSentence({ shown, full }: MixingStandings): readonly string[] {
  if (shown.chance.kind === 'undefined') return [];
  return [`${shownClause(shown)}${full.chance.kind === 'undefined' ? '' : `; ${fullClause(full)}`}.`];
}

function shownClause({ chance, observed, low, high, draws }: MixingStanding): string {
  const against = `energy ${two(observed)} against ${rangeText(low, high)}`;
  if (chance.kind === 'closer') return `They lie closer than in ${chance.beaten} of ${chance.draws} draws of the mixing null (${against})`;
  if (chance.kind === 'further') return `They lie further apart than in ${chance.beaten} of ${chance.draws} draws of the mixing null (${against})`;
  return `They lie within the 5-95 % band of ${draws} draws of the mixing null (${against})`;
}

function fullClause({ chance, observed, low, high }: MixingStanding): string {
  const against = `${two(observed)} against ${rangeText(low, high)}`;
  if (chance.kind === 'closer') return `in all dimensions too they lie closer than in ${chance.beaten} of ${chance.draws} (${against})`;
  if (chance.kind === 'further') return `in all dimensions the null lies closer in ${chance.beaten} of ${chance.draws} (${against})`;
  return `in all dimensions they lie within its band (${against})`;
}

export function mixingVerdicts({ shown, full }: MixingStandings): readonly NullVerdict[] {
  const verdict = (name: NullVerdict['name'], { chance }: MixingStanding): readonly NullVerdict[] =>
    chance.kind === 'undefined' ? [] : [{ name, beaten: chance.kind === 'closer' }];
  return [...verdict('mixing null', shown), ...verdict('mixing null in full d', full)];
}
