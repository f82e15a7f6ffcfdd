import { lazyPart } from '../lazy/lazyPart.ts';
import type { OpenDialogProps } from './OpenDialog.tsx';

export const openDialogPart = lazyPart<OpenDialogProps>(() => import('./OpenDialog.tsx').then(({ OpenDialog }) => OpenDialog));
