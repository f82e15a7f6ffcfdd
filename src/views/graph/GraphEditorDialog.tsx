/** The graph editor over the page. What was being drawn is there again when it opens next. */
import { useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useExplorer, useGraphEditorOpen } from '../../state/binding.tsx';
import { CloseIcon } from '../controls/icons.tsx';
import { GraphEditor, type Kept } from './GraphEditor.tsx';
import '../styles/dialog.css';
import './graph.css';

export function GraphEditorDialog() {
  const { commands } = useExplorer();
  const open = useGraphEditorOpen();
  const [kept, setKept] = useState<Kept | null>(null);
  return (
    <ModalOverlay className="modal-overlay" isOpen={open} onOpenChange={(next) => !next && commands.showGraphEditor(false)}>
      <Modal className="modal graph-modal">
        <Dialog className="graph-dialog" data-testid="graph-editor">
          <div className="dialog-head">
            <Heading slot="title" className="dialog-title">
              Draw a graph
            </Heading>
            <Button className="button button-icon button-quiet" aria-label="Close" onPress={() => commands.showGraphEditor(false)}>
              <CloseIcon />
            </Button>
          </div>
          <GraphEditor kept={kept} onKeep={setKept} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
