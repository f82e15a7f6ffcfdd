/** A table of shares from 0 to 1, shaded by value, each with the range that a null gives it. */
import { formatRatio } from '../controls/formatNumber.ts';
import { tokenColour } from '../shared/nodeColour.ts';
import { readableInk } from '../shared/readableInk.ts';
import { useThemeColours } from '../shared/useThemeColours.ts';

export interface MatrixCell {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface RatioMatrixProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly MatrixCell[] }[];
}

export function RatioMatrix({ caption, columns, rows }: RatioMatrixProps) {
  const { scheme } = useThemeColours();
  return (
    <table className="matrix numeric">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map(({ value, low, high }, i) => {
              const background = tokenColour(Number.isFinite(value) ? value : 0, 1, scheme);
              const beats = value > high;
              return (
                <td key={i} style={{ background, color: readableInk(background) }}>
                  <span style={{ fontWeight: beats ? 700 : 400 }}>{formatRatio(value)}</span>
                  <span className="matrix-band">
                    {formatRatio(low)}–{formatRatio(high)}
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
