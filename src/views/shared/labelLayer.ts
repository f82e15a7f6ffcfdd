import type { Selection } from 'd3';
import { nearestOnBox, type Box } from './box.ts';
import { ACTIVE, FADED, type Emphasis } from './emphasis.ts';
import { labelRequests, shownLabel, type LabelStyle } from './labelRequests.ts';
import { HIDDEN, labelBox, needsLeader, placeLabels, type LabelPlaces, type LabelRequest } from './placeLabels.ts';
import type { ProjectionContent } from './projectionContent.ts';
import styles from './labels.module.css';

type Group = Selection<SVGGElement, unknown, null, undefined>;

/** What the labels of either projection need to know of a moment; pixels of their SVG. */
export interface LabelPicture {
  readonly content: ProjectionContent;
  readonly bounds: Box;
  /** [n, 2]; NaN where a node is not drawn. */
  readonly screen: Float64Array;
  readonly radius: (node: number) => number;
  readonly opacity: (node: number) => number;
  readonly emphasis: readonly Emphasis[];
  readonly blocked: readonly Box[];
}

/** Where the label of a node was drawn. */
export interface PlacedLabel extends Box {
  readonly node: number;
}

const BORDER = 3;
const FADED_OPACITY = 0.35;

/** Labels and their leader lines; keeps the places of the moment before so that they do not jump. */
export class LabelLayer {
  #places: LabelPlaces | null = null;
  #recording = '';
  #requests: readonly LabelRequest[] = [];

  constructor(
    private readonly texts: Group,
    private readonly leaders: Group,
    private readonly style: () => LabelStyle,
  ) {}

  /** Draws the labels; returns how many wanted ones found no room. */
  draw(picture: LabelPicture): number {
    const { content, bounds, screen, radius, emphasis } = picture;
    if (this.#recording !== content.result.recordingId || this.#places?.length !== content.nodes) this.#places = null;
    this.#recording = content.result.recordingId;
    const inside = (request: LabelRequest) =>
      request.x >= bounds.left && request.x <= bounds.right && request.y >= bounds.top && request.y <= bounds.bottom;
    const labels = labelRequests(content, screen, radius, emphasis, this.style()).map((request) =>
      inside(request) ? request : { ...request, wanted: false },
    );
    const places = placeLabels(
      {
        labels,
        bounds: { left: bounds.left + BORDER, top: bounds.top + BORDER, right: bounds.right - BORDER, bottom: bounds.bottom - BORDER },
        blocked: picture.blocked,
        edges: edgeSegments(picture),
        centre: middleOf(screen),
      },
      this.#places,
    );
    this.#places = places;
    this.#requests = labels;
    this.#drawTexts(picture, labels, places);
    return labels.reduce((hidden, label, i) => hidden + Number(label.wanted && places[i] === HIDDEN && !Number.isNaN(label.x)), 0);
  }

  /** Where the labels of the last drawing lie around their nodes. */
  get places(): LabelPlaces | null {
    return this.#places;
  }

  /** Keeps labels where another drawing of the same recording has them. */
  keep(recordingId: string, places: LabelPlaces | null): void {
    this.#recording = recordingId;
    this.#places = places;
  }

  /** The labels of the last drawing. */
  placed(): readonly PlacedLabel[] {
    return this.#requests.flatMap((label, node): PlacedLabel[] => {
      const place = this.#places?.[node] ?? HIDDEN;
      return place === HIDDEN ? [] : [{ node, ...labelBox(label, place) }];
    });
  }

  #drawTexts(picture: LabelPicture, labels: readonly LabelRequest[], places: LabelPlaces): void {
    const { content, emphasis } = picture;
    const shown = labels.map((_, i) => i).filter((i) => places[i] !== HIDDEN);
    const opacity = (i: number) => picture.opacity(i) * (emphasis[i] === FADED ? FADED_OPACITY : 1);
    this.texts
      .selectAll<SVGTextElement, number>('text')
      .data(shown, (i) => i)
      .join('text')
      .attr('class', styles.label!)
      .classed(styles.active!, (i) => emphasis[i] === ACTIVE)
      .attr('text-anchor', 'middle')
      .attr('dy', '0.35em')
      .attr('x', (i) => middle(labels[i]!, places[i]!)[0].toFixed(1))
      .attr('y', (i) => middle(labels[i]!, places[i]!)[1].toFixed(1))
      .attr('opacity', opacity)
      .text((i) => shownLabel(content.labels[i]!));
    this.leaders
      .selectAll<SVGLineElement, number>('line')
      .data(shown.filter((i) => needsLeader(places[i]!)), (i) => i)
      .join('line')
      .attr('class', styles.leader!)
      .attr('opacity', opacity)
      .each(function (i) {
        const label = labels[i]!;
        const [x, y] = nearestOnBox(labelBox(label, places[i]!), label.x, label.y);
        const length = Math.hypot(x - label.x, y - label.y) || 1;
        this.setAttribute('x1', (label.x + ((x - label.x) * label.radius) / length).toFixed(1));
        this.setAttribute('y1', (label.y + ((y - label.y) * label.radius) / length).toFixed(1));
        this.setAttribute('x2', x.toFixed(1));
        this.setAttribute('y2', y.toFixed(1));
      });
  }
}

function middle(label: LabelRequest, place: number): readonly [number, number] {
  const box = labelBox(label, place);
  return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
}

/** Middle of the drawn nodes: labels point away from it. */
function middleOf(points: Float64Array): readonly [number, number] {
  let [x, y, count] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    if (Number.isNaN(points[at]!)) continue;
    x += points[at]!;
    y += points[at + 1]!;
    count++;
  }
  return count === 0 ? [0, 0] : [x / count, y / count];
}

function edgeSegments({ content, screen }: LabelPicture): Float64Array {
  const count = content.graphs.reduce((sum, graph) => sum + graph.edges.length, 0);
  const segments = new Float64Array(count * 4);
  let at = 0;
  for (const graph of content.graphs) {
    for (const [source, target] of graph.edges) {
      segments[at++] = screen[source * 2]!;
      segments[at++] = screen[source * 2 + 1]!;
      segments[at++] = screen[target * 2]!;
      segments[at++] = screen[target * 2 + 1]!;
    }
  }
  return segments;
}
