/** The tabs of the evidence beside the stage, and what stands beside the focus panel's own figures there. */
export const EVIDENCE_TABS = ['cursor', 'curves', 'layers', 'nulls', 'spectrum', 'scaling'] as const;
export type EvidenceTab = (typeof EVIDENCE_TABS)[number];

/** Whose figures stand beside the focus panel's own. */
export type Companion = 'embedding' | 'shuffled';
