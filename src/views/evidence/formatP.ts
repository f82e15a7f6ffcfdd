/** Fewest decimals printed. */
const DECIMALS = 3;

/**
 * A probability as the page prints it, (1 + k) / (1 + draws): to as many decimals as its least value has, so that none
 * is printed as zero or as less than it is. An en dash where it is not defined.
 */
export function formatP(p: number, draws: number): string {
  if (!Number.isFinite(p)) return '–';
  const steps = Number.isFinite(draws) ? Math.max(1, draws + 1) : 1;
  return p.toFixed(Math.max(DECIMALS, Math.ceil(Math.log10(steps) - 1e-9)));
}
