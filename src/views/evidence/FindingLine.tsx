/** The place of the finding under the stage: its code, with the spectra it rests on, comes after the first picture. */
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import type { FindingWordsProps } from './FindingWords.tsx';
import * as styles from './findingLine.module.css';

const findingWords = lazyPart<FindingWordsProps>(() => import('./FindingWords.tsx').then(({ FindingWords }) => FindingWords));

export function FindingLine() {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) return null;
  return <LazyPlace part={findingWords} given={{ result: panel.result, axes: panel.spec.axes }} name="The finding" waiting={<div className={styles.finding} />} />;
}
