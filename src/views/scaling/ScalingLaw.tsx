/** The exponent with its intervals, or why there is none. */
import type { ScalingStudy } from '../../state/evidence/scalingTypes.ts';
import { lawSentences } from './lawSentence.ts';

export function ScalingLaw({ study }: { readonly study: ScalingStudy }) {
  const { law } = study;
  return (
    <div className="scaling-law numeric" data-testid="scaling-law">
      {law !== null && (
        <p>
          T<sub>c</sub> = {law.coefficient.toPrecision(3)} · n<sup>{law.alpha.toFixed(2)}</sup>
        </p>
      )}
      {lawSentences(study).map((sentence) => (
        <p key={sentence} className="chart-note">
          {sentence}
        </p>
      ))}
    </div>
  );
}
