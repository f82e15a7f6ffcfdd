/** The card of the node that is pointed at, and those of the pinned ones: what they say and where they stand. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { tokenCountsKnown } from '../../state/recordings/contexts.ts';
import { type Size, useMediaQuery } from '../ui/useSize.ts';
import { NodeCardText } from './NodeCardText.tsx';
import { type Box, boxesOverlap, cornerBox, quietCorner } from './box.ts';
import type { PlacedLabel } from './labels/labelLayer.ts';
import * as styles from './nodeCards.module.css';
import type { FrameStep } from './panelPosition.ts';
import type { PanelSelection } from './pointing.ts';
import { nodePaint, type ProjectionContent } from './projectionContent.ts';

/** Where the card of a node stands in its panel. */
export interface CardPlacement {
  readonly left: number;
  readonly top: number;
}

/** An area that a card rather leaves in sight, and how much that matters. */
export interface WeighedBox extends Box {
  readonly weight: number;
}

export interface CardScene {
  readonly anchor: { readonly x: number; readonly y: number };
  readonly card: { readonly width: number; readonly height: number };
  readonly panel: { readonly width: number; readonly height: number };
  /** Points [m, 2] in pixels; NaN is skipped. */
  readonly points: Float64Array;
  /** How much it matters not to cover a point, by index. */
  readonly weight: (point: number) => number;
  readonly avoid: readonly WeighedBox[];
}

/** Distances of the card from its node that are tried, in pixels: farther away only where that covers less. */
const GAPS = [22, 48, 90] as const;
const GAP_COST = 0.12;
const BORDER = 8;
/** Sides as fractions of the card to the left of and above the anchor: right, left, below, above, then the corners. */
const SIDES = [[0, 0.5], [1, 0.5], [0.5, 0], [0.5, 1], [0, 0], [0, 1], [1, 0], [1, 1]] as const;
const OUTSIDE_COST = 0.5;
const COVERS_ANCHOR = 1000;

/**
 * The place around the anchor where the card covers the least that matters, pushed inside the panel, so the card is never
 * cut off while the panel can hold it.
 */
export function cardPosition(scene: CardScene): CardPlacement {
  const { anchor, card, panel } = scene;
  const inside = (value: number, most: number) => Math.max(Math.min(BORDER, Math.max(0, most)), Math.min(value, most - BORDER));
  let best: CardPlacement = { left: 0, top: 0 };
  let least = Infinity;
  for (const gap of GAPS) {
    for (const [sideX, sideY] of SIDES) {
      const wantedLeft = anchor.x - sideX * card.width + (1 - 2 * sideX) * gap;
      const wantedTop = anchor.y - sideY * card.height + (1 - 2 * sideY) * gap;
      const left = inside(wantedLeft, panel.width - card.width);
      const top = inside(wantedTop, panel.height - card.height);
      const pushed = Math.abs(left - wantedLeft) + Math.abs(top - wantedTop);
      const cost = (gap - GAPS[0]) * GAP_COST + pushed * OUTSIDE_COST + coveredWeight(scene, left, top);
      if (cost < least) {
        least = cost;
        best = { left, top };
      }
    }
  }
  return best;
}

function coveredWeight({ anchor, card, points, weight, avoid }: CardScene, left: number, top: number): number {
  const holds = (x: number, y: number, clearance: number) =>
    x > left - clearance && x < left + card.width + clearance && y > top - clearance && y < top + card.height + clearance;
  let cost = holds(anchor.x, anchor.y, 0) ? COVERS_ANCHOR : 0;
  for (let i = 0, at = 0; at < points.length; i++, at += 2) if (holds(points[at]!, points[at + 1]!, 8)) cost += weight(i);
  const box: Box = { left, top, right: left + card.width, bottom: top + card.height };
  for (const area of avoid) if (boxesOverlap(area, box)) cost += area.weight;
  return cost;
}

/** Moves the cards when the drawing has moved: called with the pixels [n, 2] of every node, and what gives the labels drawn beside them. */
export type CardMover = (points: Float64Array, labels: () => readonly PlacedLabel[]) => void;

interface NodeCardsProps {
  readonly content: ProjectionContent;
  readonly selection: PanelSelection;
  readonly step: FrameStep;
  /** Components in which near nodes are looked for. */
  readonly axes: readonly number[];
  readonly size: Size;
  /** Where the nodes are drawn: the chip takes one of its corners. */
  readonly plot: Box;
  readonly avoid: readonly Box[];
  readonly moverRef: RefObject<CardMover | null>;
  /** Asks the drawing for a call of the mover. */
  readonly refresh: () => void;
  /** The chip has found another place. */
  readonly onChipMoved: () => void;
}

/** A chip keeps its corner while its node and the plot stay the same, whatever moves under it. */
interface ChipPlace {
  readonly node: number;
  readonly plot: Box;
  readonly box: Box;
}

const NEIGHBOUR_WEIGHT = 30;
const NODE_WEIGHT = 8;
const EDGE_WEIGHT = 12;
const LABEL_WEIGHT = 8;
const AREA_WEIGHT = 20;
const CHIP_INSET = 6;
const CHIP_CLEARANCE = 10;
const COMPACT = 400;
/** Fractions of the way to a neighbour at which its edge counts as covered. */
const EDGE_SAMPLES = [0.35, 0.6, 0.85] as const;

/** Nodes [n, 2] followed by points along the edges of one of them: what the card rather leaves in sight. */
function sightPoints(points: Float64Array, node: number, neighbours: readonly number[]): Float64Array {
  const all = new Float64Array(points.length + neighbours.length * EDGE_SAMPLES.length * 2);
  all.set(points);
  let at = points.length;
  for (const other of neighbours) {
    for (const t of EDGE_SAMPLES) {
      all[at++] = points[node * 2]! * (1 - t) + points[other * 2]! * t;
      all[at++] = points[node * 2 + 1]! * (1 - t) + points[other * 2 + 1]! * t;
    }
  }
  return all;
}

/**
 * The card of the node pointed at, beside it, and the pinned node as a chip in a quiet corner, out of the way of what it
 * describes; pointing at the chip opens the pinned node's card.
 */
export function NodeCards({ content, selection, step, axes, size, plot, avoid, moverRef, refresh, onChipMoved }: NodeCardsProps) {
  const { hovered, pinned } = selection;
  const cardRef = useRef<HTMLDivElement>(null);
  const chipRef = useRef<HTMLButtonElement>(null);
  const [chipPointed, setChipPointed] = useState(false);
  /** The pinned node whose chip was pressed: without a mouse that closes its card, with one it keeps it open. */
  const [pressed, setPressed] = useState<number | null>(null);
  const touch = useMediaQuery('(hover: none)');
  const chip = hovered === pinned ? null : pinned;
  const opened = chip !== null && (chipPointed || (pressed === chip) !== touch);
  const card = hovered ?? (opened ? chip : null);

  const chipPlace = useRef<ChipPlace | null>(null);

  useLayoutEffect(() => {
    if (card === null && chip === null) return;
    moverRef.current = (points, labels) => {
      if (chip === null) chipPlace.current = null;
      else if (chipRef.current !== null && (chipPlace.current?.node !== chip || chipPlace.current.plot !== plot)) {
        chipPlace.current = { node: chip, plot, box: placeChip(chipRef.current, points, plot, avoid) };
        onChipMoved();
      }
      const chipBox = chipPlace.current?.box ?? null;
      if (card === null || cardRef.current === null) return;
      const neighbours = content.neighbours[card] ?? [];
      const weight = (node: number) => (node === card || neighbours.includes(node) ? NEIGHBOUR_WEIGHT : NODE_WEIGHT);
      const areas: WeighedBox[] = [
        ...[...avoid, ...(chipBox === null ? [] : [chipBox])].map((box) => ({ ...box, weight: AREA_WEIGHT })),
        ...labels().map(({ node, ...box }) => ({ ...box, weight: node === card || neighbours.includes(node) ? NEIGHBOUR_WEIGHT : LABEL_WEIGHT })),
      ];
      const anchor = { x: points[card * 2]!, y: points[card * 2 + 1]! };
      const { left, top } = cardPosition({
        anchor: Number.isNaN(anchor.x) ? { x: 0, y: 0 } : anchor,
        card: { width: cardRef.current.offsetWidth, height: cardRef.current.offsetHeight },
        panel: size,
        avoid: areas,
        points: sightPoints(points, card, neighbours),
        weight: (point) => (point >= content.nodes ? EDGE_WEIGHT : weight(point)),
      });
      cardRef.current.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
      cardRef.current.style.visibility = 'visible';
    };
    refresh();
    return () => {
      moverRef.current = null;
    };
  }, [content, card, chip, size, plot, avoid, step, moverRef, refresh, onChipMoved]);

  const compact = Math.min(size.width, size.height) < COMPACT;
  return (
    <>
      {chip === null ? null : (
        <button
          ref={chipRef}
          type="button"
          className={styles.chip}
          data-testid="hover-card"
          data-overlay=""
          aria-expanded={opened}
          onPointerEnter={(event) => setChipPointed(event.pointerType === 'mouse')}
          onPointerLeave={() => setChipPointed(false)}
          onClick={() => setPressed(pressed === chip ? null : chip)}
        >
          <span className={styles.swatch} style={{ background: nodePaint(content, chip, step.frame).fill }} />
          <strong>{content.labels[chip]!.trim()}</strong>
          <span>{chipTokens(content, chip, step.frame)}</span>
        </button>
      )}
      {card === null ? null : (
        <div ref={cardRef} className={styles.card} data-compact={compact || undefined} data-testid="hover-card" role="status">
          <NodeCardText content={content} node={card} pinned={card === pinned} step={step} axes={axes} compact={compact} />
        </div>
      )}
    </>
  );
}

function chipTokens({ result, nodes }: ProjectionContent, node: number, frame: number): string {
  const tokens = result.analysis.tokenCounts[frame * nodes + node]!;
  if (tokens === 0) return 'missing';
  return tokenCountsKnown(result.info) ? `${tokens} ${tokens === 1 ? 'token' : 'tokens'}` : '';
}

function placeChip(chip: HTMLElement, points: Float64Array, plot: Box, avoid: readonly Box[]): Box {
  const { offsetWidth: width, offsetHeight: height } = chip;
  const box = cornerBox(quietCorner(points, plot, width, height, CHIP_INSET, CHIP_CLEARANCE, avoid), plot, width, height, CHIP_INSET);
  chip.style.left = `${Math.round(box.left)}px`;
  chip.style.top = `${Math.round(box.top)}px`;
  chip.style.visibility = 'visible';
  return box;
}
