/** Everything that opens over the page. */
import { useExplorer, useGraphEditorOpen, useImporting, useSavedView } from '../state/binding.tsx';
import { ExportLauncher } from '../views/export/ExportLauncher.tsx';
import { OpenLauncher } from '../views/open/OpenLauncher.tsx';
import { LazyDialog } from '../views/ui/LazyPlace.tsx';
import { graphEditorDialog, helpDialog, mappingDialog, savedViewDialog } from './dialogParts.ts';

/** A dialog that the page itself opens. */
export type PageDialog = 'help' | 'export';

interface DialogsProps {
  readonly open: PageDialog | null;
  readonly onClose: () => void;
}

export function Dialogs({ open, onClose }: DialogsProps) {
  const { commands, savedViews } = useExplorer();
  const savedView = useSavedView() !== null;
  const graphEditor = useGraphEditorOpen();
  const mapping = useImporting(({ draft }) => draft !== null);
  const help = open === 'help';
  return (
    <>
      <OpenLauncher />
      <ExportLauncher open={open === 'export'} onClose={onClose} />
      <LazyDialog part={savedViewDialog} given={{}} name="The saved view" open={savedView} onClose={savedViews.close} />
      <LazyDialog part={graphEditorDialog} given={{}} name="The graph editor" open={graphEditor} onClose={() => commands.showGraphEditor(false)} />
      <LazyDialog part={mappingDialog} given={{}} name="The mapping of the arrays" open={mapping} onClose={() => commands.closeMapping()} />
      <LazyDialog part={helpDialog} given={{ open: help, onClose }} name="The list of keys" open={help} onClose={onClose} />
    </>
  );
}
