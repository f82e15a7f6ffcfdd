/** What a file of arrays is taken to mean, with all that is needed to change it. Crosses to the page. */
import type { ArrayFile } from './arrayFile.ts';
import { guessMapping, isComplete } from './guessMapping.ts';
import type { MappingGuess } from './guessMeans.ts';
import { inspectArrays } from './inspectArrays.ts';
import type { ArrayListing, ImportMapping } from './mapping.ts';
import { mappingSignature, type RememberedMapping } from './mappingMemory.ts';
import { planImport } from './planImport.ts';
import type { ImportPlan } from './planTypes.ts';

export interface ImportProposal {
  readonly listing: ArrayListing;
  /** The one in use. */
  readonly mapping: ImportMapping;
  readonly guess: MappingGuess;
  /** Who the mapping is from. `remembered`: the reader's, for a file of the same arrays. */
  readonly origin: 'guess' | 'remembered' | 'reader';
  /** Sentences on what was decided or left out; empty until the file has opened with this mapping. */
  readonly notes: readonly string[];
}

export interface ProposedImport {
  readonly proposal: ImportProposal;
  /** Null while the reader has to decide something first: `question` says what. */
  readonly plan: ImportPlan | null;
  readonly question: string;
}

/** The reader's mapping, else one remembered for such arrays that still fits, else the guess. */
export async function proposeImport(
  file: ArrayFile,
  given: ImportMapping | undefined,
  remembered: readonly RememberedMapping[],
  signal?: AbortSignal,
): Promise<ProposedImport> {
  const listing = await inspectArrays(file, signal);
  const guess = guessMapping(listing);
  const known = given === undefined ? rememberedFor(listing, remembered) : null;
  const mapping = given ?? known ?? guess.mapping;
  const origin = given !== undefined ? 'reader' : known !== null ? 'remembered' : 'guess';
  const { plan, issues, notes } = planImport(listing, mapping);
  const proposal: ImportProposal = { listing, mapping, guess, origin, notes: origin === 'guess' ? [...notes, ...guess.leftOut] : notes };
  const open = origin === 'guess' && !isComplete(listing, guess);
  return { proposal, plan: open ? null : plan, question: guess.unclear[0] ?? issues[0]?.message ?? '' };
}

/** The title is the file's own, whichever file the mapping was made for. */
function rememberedFor(listing: ArrayListing, remembered: readonly RememberedMapping[]): ImportMapping | null {
  const signature = mappingSignature(listing);
  const found = remembered.find((one) => one.signature === signature);
  if (found === undefined) return null;
  const mapping = { ...found.mapping, title: '' };
  return planImport(listing, mapping).plan === null ? null : mapping;
}
