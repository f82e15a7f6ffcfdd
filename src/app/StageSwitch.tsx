/** Which of the two stages is in view: what the context does, or what training does. */
import { useExplorer, useView } from '../state/binding.tsx';
import { STAGE_NAMES, STAGES } from '../state/view/stages.ts';
import { weightsParts } from '../views/news/weightsParts.ts';
import { Segmented } from '../views/ui/Segmented.tsx';

const prepare = () => Object.values(weightsParts).forEach(({ preload }) => preload());

export function StageSwitch() {
  const { view } = useExplorer();
  const stage = useView((state) => state.stage);
  return (
    <Segmented
      label="What the model learns from"
      segments={STAGE_NAMES.map((id) => ({ id, label: STAGES[id].label, testId: `stage-${id}`, ...(id === 'weights' && { onApproach: prepare }) }))}
      value={stage}
      onChange={(chosen) => view.getState().update({ stage: chosen, playing: false })}
    />
  );
}
