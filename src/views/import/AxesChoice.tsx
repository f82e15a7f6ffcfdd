import type { ListedArray, MeansAxis } from '../../core/import/mapping.ts';
import { axesFor } from '../../state/opening/mappingEdits.ts';
import { axesWords } from './mappingWords.ts';

interface AxesChoiceProps {
  readonly array: Pick<ListedArray, 'name' | 'shape'>;
  readonly axes: readonly MeansAxis[];
  readonly onChange: (axes: readonly MeansAxis[]) => void;
}

/** What each axis of class means runs along. */
export function AxesChoice({ array: { name, shape }, axes, onChange }: AxesChoiceProps) {
  const readings = axesFor({ shape }, axes);
  return (
    <select
      className="select"
      aria-label={`Axes of ${name}`}
      value={axes.join()}
      onChange={(event) => {
        const chosen = readings.find((reading) => reading.join() === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {readings.map((reading) => (
        <option key={reading.join()} value={reading.join()}>
          {axesWords(reading, shape)}
        </option>
      ))}
    </select>
  );
}
