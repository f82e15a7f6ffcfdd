/** The places of the weights stage on the page; their code comes together, when the stage is first in view. */
import { lazyPart } from '../ui/lazyPart.ts';

const code = () => import('./weightsStage.ts');

export const weightsParts = {
  stage: lazyPart<{ readonly onExport: () => void }>(() => code().then(({ NewsStage }) => NewsStage)),
  timeline: lazyPart<{ readonly className: string | undefined }>(() => code().then(({ NewsTimeline }) => NewsTimeline)),
  controls: lazyPart<object>(() => code().then(({ NewsControls }) => NewsControls)),
  details: lazyPart<object>(() => code().then(({ NewsDetails }) => NewsDetails)),
};
