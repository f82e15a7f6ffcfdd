import { lazyPart } from '../../ui/lazyPart.ts';
import type { SpaceViewProps } from '../space/SpaceView.tsx';

/** The 3D view: everything that needs three is behind this import. */
export const spaceViewPart = lazyPart<SpaceViewProps>(() => import('../space/SpaceView.tsx').then(({ SpaceView }) => SpaceView));
