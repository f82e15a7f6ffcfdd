/** What a file of arrays is taken to mean, with all that is needed to change it. Crosses to the page. */
import type { ArrayFile } from './arrayFile.ts';
import { graphEvidence } from './graphText.ts';
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
  /** What the file says of its graph (graphEvidence). */
  readonly graph: string | null;
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
  const graph = graphEvidence(listing);
  const known = given === undefined ? rememberedFor(listing, guess.mapping, graph, remembered) : null;
  const mapping = given ?? known?.mapping ?? guess.mapping;
  const origin = given !== undefined ? 'reader' : known !== null ? 'remembered' : 'guess';
  const { plan, issues, notes } = planImport(listing, mapping);
  const said = origin === 'guess' ? [...notes, ...guess.leftOut] : origin === 'remembered' ? [...notes, FROM_MEMORY] : notes;
  const proposal: ImportProposal = { listing, mapping, guess, origin, graph, notes: said };
  const open = origin === 'guess' && !isComplete(listing, guess);
  return { proposal, plan: open ? null : plan, question: known?.question ?? guess.unclear[0] ?? issues[0]?.message ?? '' };
}

const FROM_MEMORY = 'Its arrays are taken for what you said those of an earlier file with the same arrays are.';

interface Remembered {
  readonly mapping: ImportMapping;
  /** What has to be decided anew; null where nothing has. */
  readonly question: string | null;
}

/**
 * The title is the file's own, whichever file the mapping was made for. So is the graph: one that the reader named for a file
 * serves another only where both say the same of their graph; else it is what this file says, or a question.
 */
function rememberedFor(listing: ArrayListing, guess: ImportMapping, graph: string | null, remembered: readonly RememberedMapping[]): Remembered | null {
  const signature = mappingSignature(listing);
  const found = remembered.find((one) => one.signature === signature);
  if (found === undefined) return null;
  const mapping = { ...found.mapping, title: '' };
  if (planImport(listing, mapping).plan === null) return null;
  if (mapping.builtGraph === null || (graph !== null && graph === found.graph)) return { mapping, question: null };
  const question = `For an earlier file of the same arrays you named the graph of the context (${mapping.builtGraph.kind}); this file does not say that it follows the same one. Which graph do its words follow?`;
  return { mapping: { ...mapping, builtGraph: guess.builtGraph }, question };
}
