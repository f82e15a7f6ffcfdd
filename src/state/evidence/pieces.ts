/** The registry of evidence, in the order in which the reader sees it: pieces of a lane run in this order. */
import type { Slot } from '../panels/slots.ts';
import { averaging, averagingBand } from './averaging.ts';
import { baselines } from './baselines.ts';
import { assignments, embedding, nulls, shuffled } from './nulls.ts';
import type { Piece } from './piece.ts';
import { reliability } from './reliability.ts';
import { replicates } from './replicates.ts';
import { scaling, scalingData } from './scalingStudy.ts';
import { sweep } from './sweep.ts';

export const PIECES = { baselines, sweep, replicates, scalingData, scaling, nulls, averaging, averagingBand, assignments, embedding, shuffled, reliability };

export type EvidenceName = keyof typeof PIECES;

type ValueOf<P> = P extends Piece<infer T> ? T : never;

/** One slot a piece. */
export type EvidenceSlots = { readonly [N in EvidenceName]: Slot<ValueOf<(typeof PIECES)[N]>> };

export const EVIDENCE_NAMES = Object.keys(PIECES) as readonly EvidenceName[];
