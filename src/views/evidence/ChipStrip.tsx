/** One null as a strip: what it gives in grey, the model as a tick, and whether the model is beyond it. */
import { scaleLinear } from 'd3';
import type { NullChip, NullMark } from '../../state/figures/plainVerdict.ts';
import * as styles from './findingLine.module.css';

export const STRIP_WIDTH = 90;
const HEIGHT = 14;
const EDGE = 2;
/** A range narrower than this would not be seen. */
const LEAST = 2;

export const MARK_WORDS: Readonly<Record<NullMark, string>> = {
  beaten: 'the model is beyond it',
  'not-beaten': 'it does as well as the model',
  'not-applicable': 'does not apply here',
  waiting: 'being drawn',
};

const MARKS: Readonly<Record<NullMark, string>> = { beaten: '✓', 'not-beaten': '✗', 'not-applicable': '–', waiting: '…' };

/** @param ceiling the energy at the right end; 0 is at the left, so that all strips of a row can be compared */
export function ChipStrip({ chip, ceiling }: { readonly chip: NullChip; readonly ceiling: number }) {
  const { low, high, middle, model } = chip;
  const x = scaleLinear([0, ceiling], [EDGE, STRIP_WIDTH - EDGE]).clamp(true);
  const drawn = Number.isFinite(low) && Number.isFinite(high);
  return (
    <svg className={styles.strip} viewBox={`0 0 ${STRIP_WIDTH} ${HEIGHT}`} height={HEIGHT} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <line className={styles.stripAxis} x1={0} x2={STRIP_WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      {drawn && <rect className={styles.stripRange} x={x(low)} y={3} width={Math.max(LEAST, x(high) - x(low))} height={HEIGHT - 4} />}
      {Number.isFinite(middle) && <line className={styles.stripMiddle} x1={x(middle)} x2={x(middle)} y1={3} y2={HEIGHT - 1} />}
      {Number.isFinite(model) && <line className={styles.stripModel} x1={x(model)} x2={x(model)} y1={0} y2={HEIGHT} />}
    </svg>
  );
}

/** Whether the model is beyond a null, as a sign with its words. */
export function ChipMark({ mark }: { readonly mark: NullMark }) {
  return (
    <span className={styles.mark} aria-label={MARK_WORDS[mark]} role="img">
      {MARKS[mark]}
    </span>
  );
}
