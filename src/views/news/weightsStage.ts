/** Everything that the weights stage draws. */
export { NewsControls } from './NewsControls.tsx';
export { NewsDetails } from './NewsDetails.tsx';
export { NewsStage } from './NewsStage.tsx';
export { NewsTimeline } from './NewsTimeline.tsx';
