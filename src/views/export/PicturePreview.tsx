import { useEffect, useRef, useState } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { figureScheme } from './exportJobs.ts';
import { createStageFigure, type StageLayout } from './stageFigure.ts';

interface PicturePreviewProps {
  /** Drawn anew when this changes. */
  readonly layout: StageLayout;
  readonly paper: boolean;
  readonly transparent: boolean;
}

const WIDTH = 680;

/** The picture as it will be saved, small. */
export function PicturePreview({ layout, paper, transparent }: PicturePreviewProps) {
  const explorer = useExplorer();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const theme = useView((state) => state.theme);
  useEffect(() => {
    let gone = false;
    const draw = async () => {
      const figure = await createStageFigure(explorer, { scheme: figureScheme(explorer, paper), transparent, scale: 1 });
      try {
        if (gone || figure.figures.length === 0) return;
        // Drawn apart first: two drawings of quickly changed choices must not mix.
        const drawn = document.createElement('canvas');
        drawn.width = WIDTH;
        drawn.height = Math.round((WIDTH * figure.height) / figure.width);
        await figure.paint(explorer.view.getState().cursor, drawn);
        const shown = canvas.current;
        if (gone || shown === null) return;
        shown.width = drawn.width;
        shown.height = drawn.height;
        shown.getContext('2d')?.drawImage(drawn, 0, 0);
        shown.dataset['drawn'] = `${figure.figures.length}`;
        setProblem(null);
      } finally {
        figure.dispose();
      }
    };
    draw().catch((error: unknown) => {
      if (!gone) setProblem(error instanceof Error ? error.message : String(error));
    });
    return () => {
      gone = true;
    };
  }, [explorer, layout, paper, transparent, theme]);
  return (
    <figure className="export-preview" data-transparent={transparent || undefined} data-theme={figureScheme(explorer, paper)}>
      <canvas ref={canvas} role="img" aria-label="Preview of the picture" data-testid="export-preview" />
      {problem !== null && <figcaption className="hint">{problem}</figcaption>}
    </figure>
  );
}
