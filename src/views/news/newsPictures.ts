/** The registry of pictures of the weights stage. */
import type { ComponentType } from 'react';
import type { NewsResults } from '../../core/news/types.ts';
import type { NewsViewName } from '../../state/view/newsFields.ts';
import { GapPicture } from './GapPicture.tsx';
import { BridgePicture } from './BridgePicture.tsx';
import { LearningPicture } from './LearningPicture.tsx';
import { MatrixPicture } from './MatrixPicture.tsx';
import { ShadowPicture } from './ShadowPicture.tsx';
import { SizePicture } from './SizePicture.tsx';

export const newsPictures: Readonly<Record<NewsViewName, ComponentType<{ readonly results: NewsResults }>>> = {
  gap: GapPicture,
  matrix: MatrixPicture,
  learning: LearningPicture,
  size: SizePicture,
  shadow: ShadowPicture,
  bridge: BridgePicture,
};
