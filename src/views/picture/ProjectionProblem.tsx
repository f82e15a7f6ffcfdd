/** Why a projection cannot be drawn at a frame, in a sentence for the reader. */
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import * as styles from './stageNotes.module.css';

export function projectionProblem(analysis: LayerAnalysis, frame: number, axes: readonly number[]): string | null {
  const { nodes, components, tokenCounts } = analysis;
  let present = 0;
  for (let i = 0; i < nodes; i++) if (tokenCounts[frame * nodes + i]! > 0) present++;
  const context = analysis.frames[frame]!.context;
  if (present < 2) {
    const seen = present === 0 ? 'No word occurs' : 'Only one word occurs';
    const remedy = analysis.frames[frame]!.start === context ? 'choose a later context' : 'choose a longer window or a later context';
    return `${seen} in the window that ends at ${context} tokens. A projection needs two: ${remedy}.`;
  }
  const beyond = axes.filter((k) => k >= components);
  if (beyond.length > 0) {
    const names = beyond.map((k) => `PC ${k + 1}`).join(' and ');
    const verb = beyond.length > 1 ? 'do' : 'does';
    return `${names} ${verb} not exist here: ${nodes} words span ${components} ${components === 1 ? 'component' : 'components'}. Choose a lower component.`;
  }
  const kind = analysis.settings.basis.kind;
  if (kind !== 'raw') return null;
  const flat = axes.filter((k) => !(analysis.ownVariance[frame * components + k]! > 0));
  if (flat.length === 0) return null;
  const names = flat.map((k) => `PC ${k + 1}`).join(' and ');
  return `${names} ${flat.length > 1 ? 'have' : 'has'} no variance at ${context} tokens: ${present} words occur there. Choose a lower component or a later context.`;
}

/** A plain sentence in place of a projection that cannot be drawn. */
export function ProjectionProblem({ sentence }: { readonly sentence: string | null }) {
  if (sentence === null) return null;
  return (
    <div className={styles.problem} role="status">
      <p>{sentence}</p>
    </div>
  );
}
