/** Recordings dropped anywhere on the page are opened. */
import { useEffect, useState } from 'react';
import { useExplorer } from '../state/binding.tsx';
import { transferredFiles, withoutHandle } from '../state/opening/pickedFile.ts';
import * as styles from './app.module.css';

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function DropTarget() {
  const { commands, recent } = useExplorer();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Children fire enter before their parent fires leave, so a count tells when the pointer has left the page.
    let depth = 0;
    const controller = new AbortController();
    const listen = (type: 'dragenter' | 'dragleave' | 'dragover' | 'drop', handle: (event: DragEvent) => void) =>
      window.addEventListener(type, (event) => holdsFiles(event) && handle(event), { signal: controller.signal });
    listen('dragenter', (event) => {
      event.preventDefault();
      depth += 1;
      setOver(true);
    });
    listen('dragleave', () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    });
    listen('dragover', (event) => event.preventDefault());
    listen('drop', (event) => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      const { dataTransfer } = event;
      if (dataTransfer === null || dataTransfer.files.length === 0) return;
      commands.showOpenDialog(false);
      // Handles are asked for only where the reader has let the page remember files.
      if (recent.getState().remember) void transferredFiles(dataTransfer).then((picked) => commands.openPicked(picked));
      else commands.openPicked([...dataTransfer.files].map(withoutHandle));
    });
    return () => controller.abort();
  }, [commands, recent]);
  if (!over) return null;
  return (
    <div className={styles.dropTarget}>
      <p>Drop recordings to open them</p>
    </div>
  );
}
