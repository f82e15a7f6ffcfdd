import { useEffect, useState } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { stageLayout, type StageLayout } from './stageFigure.ts';

/** Long enough for the stage to have its new size. */
const SETTLED_MS = 150;

/** How the figure lies, anew when the window changes its size. */
export function useStageLayout(): StageLayout {
  const explorer = useExplorer();
  const [layout, setLayout] = useState(() => stageLayout(explorer));
  useEffect(() => {
    let timer = 0;
    const measure = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => setLayout(stageLayout(explorer)), SETTLED_MS);
    };
    window.addEventListener('resize', measure);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('resize', measure);
    };
  }, [explorer]);
  return layout;
}
