/** The labels of a picture in the page. */
import type { RecordingGraph } from '../../../core/recording/types.ts';
import { tenths } from '../../ui/formatNumber.ts';
import type { Box } from '../box.ts';
import { ACTIVE, type Emphasis, FADED } from '../emphasis.ts';
import type { ProjectionContent } from '../projectionContent.ts';
import { LabelField, shownLabel, writeLabelSizes, writeLabelWishes } from './labelField.ts';
import { LabelPlacer, type LabelSurroundings } from './labelPlacer.ts';
import { HIDDEN, labelBox, type LabelPlaces, labelX, labelY, needsLeader } from './labelPlaces.ts';
import * as styles from './labels.module.css';

/** One label in the page, with the line that ties it to its node where it stands apart. Writes only what has changed. */
const SVG = 'http://www.w3.org/2000/svg';

export class LabelMark {
  readonly #text = document.createElementNS(SVG, 'text');
  readonly #leader = document.createElementNS(SVG, 'line');
  #x = '';
  #y = '';
  #opacity = NaN;
  #active = false;

  constructor(
    private readonly texts: SVGGElement,
    private readonly leaders: SVGGElement,
    words: string,
  ) {
    this.#text.setAttribute('class', styles.label!);
    this.#text.setAttribute('text-anchor', 'middle');
    this.#text.setAttribute('dy', '0.35em');
    this.#text.textContent = words;
    this.#leader.setAttribute('class', styles.leader!);
  }

  show(x: number, y: number, opacity: number, active: boolean): void {
    const textX = tenths(x);
    const textY = tenths(y);
    if (textX !== this.#x) this.#text.setAttribute('x', (this.#x = textX));
    if (textY !== this.#y) this.#text.setAttribute('y', (this.#y = textY));
    if (active !== this.#active) this.#text.classList.toggle(styles.active!, (this.#active = active));
    if (opacity !== this.#opacity) {
      this.#opacity = opacity;
      this.#text.setAttribute('opacity', String(opacity));
      this.#leader.setAttribute('opacity', String(opacity));
    }
    if (this.#text.parentNode === null) this.texts.append(this.#text);
  }

  /** From the rim of the node at (x, y) to the nearest point of the label in the middle of its box. */
  tie(middleX: number, middleY: number, width: number, height: number, x: number, y: number, radius: number): void {
    const nearX = Math.min(middleX + width / 2, Math.max(middleX - width / 2, x));
    const nearY = Math.min(middleY + height / 2, Math.max(middleY - height / 2, y));
    const rim = radius / (Math.hypot(nearX - x, nearY - y) || 1);
    this.#leader.setAttribute('x1', tenths(x + (nearX - x) * rim));
    this.#leader.setAttribute('y1', tenths(y + (nearY - y) * rim));
    this.#leader.setAttribute('x2', tenths(nearX));
    this.#leader.setAttribute('y2', tenths(nearY));
    if (this.#leader.parentNode === null) this.leaders.append(this.#leader);
  }

  untie(): void {
    if (this.#leader.parentNode !== null) this.#leader.remove();
  }

  hide(): void {
    if (this.#text.parentNode !== null) this.#text.remove();
    this.untie();
  }
}

// Labels and their leader lines; keeps the places of the moment before so that they do not jump, and all its arrays.

/** What the labels of either projection need to know of a moment; pixels of their SVG. A picture may be changed and drawn again. */
export interface LabelPicture {
  readonly content: ProjectionContent;
  readonly bounds: Box;
  /** [n, 2]; NaN where a node is not drawn. */
  readonly screen: Float64Array;
  /** [n] pixels from the middle of a node that its label keeps clear of. */
  readonly radii: Float64Array;
  /** [n] */
  readonly opacities: Float64Array;
  readonly emphasis: readonly Emphasis[];
  readonly blocked: readonly Box[];
}

/** Where the label of a node was drawn. */
export interface PlacedLabel extends Box {
  readonly node: number;
}

const BORDER = 3;
const FADED_OPACITY = 0.35;

type Surroundings = { -readonly [Field in keyof LabelSurroundings]: LabelSurroundings[Field] };

export class LabelLayer {
  readonly #placer = new LabelPlacer();
  #known = false;
  #recording = '';
  #field = new LabelField(0);
  #wanted = new Uint8Array(0);
  #marks: readonly LabelMark[] = [];
  #family = '';
  #size = 0;
  #sized: ProjectionContent | null = null;
  #content: ProjectionContent | null = null;
  #emphasis: readonly Emphasis[] = [];
  #bounds: Box | null = null;
  readonly #around: Surroundings = { bounds: { left: 0, top: 0, right: 0, bottom: 0 }, blocked: [], edges: new Float64Array(0), centreX: 0, centreY: 0 };

  constructor(
    private readonly texts: SVGGElement,
    private readonly leaders: SVGGElement,
  ) {}

  /** Draws the labels; returns how many wanted ones found no room. @param size of the letters in pixels */
  draw(picture: LabelPicture, size: number): number {
    this.#prepare(picture, size);
    const { content, screen, radii, bounds } = picture;
    const field = this.#field;
    for (let i = 0; i < field.length; i++) {
      const x = screen[i * 2]!;
      const y = screen[i * 2 + 1]!;
      field.x[i] = x;
      field.y[i] = y;
      field.radius[i] = radii[i]!;
      const inside = x >= bounds.left && x <= bounds.right && y >= bounds.top && y <= bounds.bottom;
      field.wanted[i] = inside ? this.#wanted[i]! : 0;
    }
    this.#around.blocked = picture.blocked;
    writeMiddle(screen, this.#around);
    writeEdges(content.graphs, screen, this.#around.edges);
    this.#placer.place(field, this.#around, this.#known);
    this.#known = true;
    return this.#drawMarks(picture);
  }

  /** Where the labels of the last drawing lie around their nodes; null before it. */
  get places(): LabelPlaces | null {
    return this.#known ? this.#placer.places : null;
  }

  /** Keeps labels where another drawing of the same recording has them. */
  keep(recordingId: string, places: LabelPlaces | null): void {
    this.#recording = recordingId;
    this.#known = places !== null;
    if (places !== null) this.#placer.places = places.slice();
  }

  /** The labels of the last drawing. */
  placed(): readonly PlacedLabel[] {
    return [...this.#placer.places].flatMap((place, node): PlacedLabel[] => (place === HIDDEN ? [] : [{ node, ...labelBox(this.#field.at(node), place) }]));
  }

  /** Brings up to date what does not follow the moment. */
  #prepare({ content, bounds, emphasis }: LabelPicture, size: number): void {
    const { recordingId } = content.result;
    if (this.#recording !== recordingId || this.#placer.places.length !== content.nodes) this.#known = false;
    this.#recording = recordingId;
    if (this.#sized !== content || this.#size !== size) this.#resize(content, size);
    if (this.#content !== content || this.#emphasis !== emphasis) {
      writeLabelWishes(this.#field, content, emphasis);
      this.#wanted.set(this.#field.wanted);
      this.#content = content;
      this.#emphasis = emphasis;
    }
    if (this.#bounds !== bounds) {
      this.#bounds = bounds;
      this.#around.bounds = { left: bounds.left + BORDER, top: bounds.top + BORDER, right: bounds.right - BORDER, bottom: bounds.bottom - BORDER };
    }
  }

  #resize(content: ProjectionContent, size: number): void {
    if (this.#field.length !== content.nodes) {
      this.#field = new LabelField(content.nodes);
      this.#wanted = new Uint8Array(content.nodes);
    }
    if (this.#sized?.result.info.metadata !== content.result.info.metadata) {
      for (const mark of this.#marks) mark.hide();
      this.#marks = content.labels.map((label) => new LabelMark(this.texts, this.leaders, shownLabel(label)));
    }
    if (this.#family === '') this.#family = getComputedStyle(this.texts).fontFamily;
    writeLabelSizes(this.#field, content, `500 ${size}px ${this.#family}`, size);
    const edges = content.graphs.reduce((sum, graph) => sum + graph.edges.length, 0);
    if (this.#around.edges.length !== edges * 4) this.#around.edges = new Float64Array(edges * 4);
    this.#sized = content;
    this.#size = size;
  }

  #drawMarks({ opacities, emphasis }: LabelPicture): number {
    const { x, y, radius, width, height, wanted } = this.#field;
    let hidden = 0;
    for (let i = 0; i < this.#marks.length; i++) {
      const mark = this.#marks[i]!;
      const place = this.#placer.places[i]!;
      if (place === HIDDEN) {
        mark.hide();
        hidden += wanted[i]!;
        continue;
      }
      const faded = emphasis[i] === FADED ? FADED_OPACITY : 1;
      const middleX = labelX(place, x[i]!, radius[i]!, width[i]!);
      const middleY = labelY(place, y[i]!, radius[i]!, height[i]!);
      mark.show(middleX, middleY, opacities[i]! * faded, emphasis[i] === ACTIVE);
      if (needsLeader(place)) mark.tie(middleX, middleY, width[i]!, height[i]!, x[i]!, y[i]!, radius[i]!);
      else mark.untie();
    }
    return hidden;
  }
}

/** Middle of the drawn nodes: labels point away from it. */
function writeMiddle(points: Float64Array, out: Surroundings): void {
  let x = 0;
  let y = 0;
  let count = 0;
  for (let at = 0; at < points.length; at += 2) {
    if (Number.isNaN(points[at]!)) continue;
    x += points[at]!;
    y += points[at + 1]!;
    count++;
  }
  out.centreX = count === 0 ? 0 : x / count;
  out.centreY = count === 0 ? 0 : y / count;
}

function writeEdges(graphs: readonly RecordingGraph[], screen: Float64Array, out: Float64Array): void {
  let at = 0;
  for (const { edges } of graphs) {
    for (let e = 0; e < edges.length; e++) {
      const source = edges[e]![0] * 2;
      const target = edges[e]![1] * 2;
      out[at++] = screen[source]!;
      out[at++] = screen[source + 1]!;
      out[at++] = screen[target]!;
      out[at++] = screen[target + 1]!;
    }
  }
}
