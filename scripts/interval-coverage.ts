/**
 * `npx tsx scripts/interval-coverage.ts [simulations]`: how often the 95 % bootstrap intervals of critical contexts and of
 * the exponent hold what was planted. Break searches get a fraction of the simulations, because each is a search a resample.
 */
import { CASES, coverageOf } from '../tests/core/helpers/intervalCoverage.ts';

const simulations = Number(process.argv[2] ?? 2000);
const RESAMPLES = 400;

console.log('| planted | held | simulations with an interval | Monte-Carlo error |\n| --- | --- | --- | --- |');
for (const [i, one] of CASES.entries()) {
  const { held, intervals, simulations: runs } = coverageOf(one, Math.ceil(simulations / Math.max(1, one.cost / 10)), RESAMPLES, 100 + i);
  const share = held / intervals;
  console.log(`| ${one.name} | ${(100 * share).toFixed(1)} % | ${intervals} of ${runs} | ${(100 * Math.sqrt((share * (1 - share)) / intervals)).toFixed(1)} |`);
}
