/** Shows a recording, with the edges of its reference graph where the task is about comparing the two. */
import type { Explorer } from '../../state/explorer.ts';

const CALENDAR = 'calendar';

export function chooseRecording({ commands, recordings, view }: Explorer, id: string): void {
  commands.chooseRecording(id);
  const { catalog } = recordings.getState();
  const entry = catalog.status === 'ready' ? catalog.entries.find((candidate) => candidate.id === id) : undefined;
  const { references, update } = view.getState();
  if (entry?.task.kind === 'weekdays' && !references.includes(CALENDAR)) update({ references: [...references, CALENDAR] });
}
