import styles from './stageNotes.module.css';

/** A plain sentence in place of a projection that cannot be drawn. */
export function ProjectionProblem({ sentence }: { readonly sentence: string | null }) {
  if (sentence === null) return null;
  return (
    <div className={styles.problem} role="status">
      <p>{sentence}</p>
    </div>
  );
}
