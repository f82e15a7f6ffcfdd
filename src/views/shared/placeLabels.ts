/** Labels of a picture that is drawn once: see LabelPlacer, which this wraps. Pure: pixels in, pixels out; y points down. */
import type { Box } from './box.ts';
import { LabelField } from './labelField.ts';
import { LabelPlacer } from './labelPlacer.ts';
import type { LabelPlaces, LabelSize } from './labelPlaces.ts';

export interface LabelRequest extends LabelSize {
  /** Higher is placed first. */
  readonly priority: number;
  /** Shown even where there is no room. */
  readonly required: boolean;
  /** False: no label, only an obstacle for the others. */
  readonly wanted: boolean;
}

export interface LabelScene {
  readonly labels: readonly LabelRequest[];
  readonly bounds: Box;
  readonly blocked: readonly Box[];
  /** [m, 4] as x1 y1 x2 y2. */
  readonly edges: Float64Array;
  readonly centre: readonly [x: number, y: number];
}

/** Chooses a place for every label. `previous` holds the places of the frame before, or null. */
export function placeLabels({ labels, bounds, blocked, edges, centre }: LabelScene, previous: LabelPlaces | null): LabelPlaces {
  const field = new LabelField(labels.length);
  labels.forEach(({ x, y, radius, width, height, priority, required, wanted }, i) => {
    [field.x[i], field.y[i], field.radius[i], field.width[i], field.height[i], field.priority[i]] = [x, y, radius, width, height, priority];
    field.required[i] = Number(required);
    field.wanted[i] = Number(wanted);
  });
  const placer = new LabelPlacer();
  if (previous !== null) placer.places = previous.slice();
  placer.place(field, { bounds, blocked, edges, centreX: centre[0], centreY: centre[1] }, previous !== null);
  return placer.places;
}
