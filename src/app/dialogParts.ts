/** The dialogs, each with its own code; fetched when they open, or before that while nothing else is to be done. */
import { evidenceParts } from '../views/evidence/evidenceParts.ts';
import { openDialogPart } from '../views/open/OpenLauncher.tsx';
import { explanationPart } from '../views/ui/InfoPopover.tsx';
import { lazyPart } from '../views/ui/lazyPart.ts';
import type { HelpDialogProps } from './HelpDialog.tsx';

export const helpDialog = lazyPart<HelpDialogProps>(() => import('./HelpDialog.tsx').then(({ HelpDialog }) => HelpDialog));
export const savedViewDialog = lazyPart<object>(() => import('../views/share/SavedViewDialog.tsx').then(({ SavedViewDialog }) => SavedViewDialog));
export const graphEditorDialog = lazyPart<object>(() => import('../views/graph/GraphEditorDialog.tsx').then(({ GraphEditorDialog }) => GraphEditorDialog));
export const mappingDialog = lazyPart<object>(() => import('../views/import/MappingDialog.tsx').then(({ MappingDialog }) => MappingDialog));

/** What a reader is likely to ask for by a key or a press; not what is large and seldom wanted (3D, export). */
export const likelyParts: readonly { readonly preload: () => void }[] = [
  explanationPart,
  ...Object.values(evidenceParts),
  openDialogPart,
  helpDialog,
  savedViewDialog,
  graphEditorDialog,
  mappingDialog,
];
