/** How many workers there are, and what memory each may keep. */

/** Workers beside the panels' own, at most: beyond that a sweep waits for memory and the network rather than for cores. */
const MOST_ASIDE = 3;
/** Share of the memory that the panels' own worker keeps beside others: it alone holds files that servers send only whole. */
const MAIN_SHARE = 3 / 4;

/**
 * One worker for what is on screen, and one beside it for every further core. The first is idle while nothing new is shown,
 * so that two cores are enough for a second.
 *
 * @param cores logical processors, as `navigator.hardwareConcurrency` has them; undefined: not known
 */
export function poolSize(cores: number | undefined): number {
  const aside = Math.floor(cores ?? 1) - 1;
  return 1 + Math.min(MOST_ASIDE, Math.max(0, Number.isFinite(aside) ? aside : 0));
}

/** Parts of a budget in bytes for the worker at `index` of `size`; over all of them they sum to no more than the whole. */
export function memoryShare(budget: number, index: number, size: number): number {
  if (size === 1) return budget;
  return Math.floor(index === 0 ? budget * MAIN_SHARE : (budget * (1 - MAIN_SHARE)) / (size - 1));
}
