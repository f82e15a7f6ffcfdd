/** A violation kept on purpose: the layer check must report it (scripts/check-layers.mjs). */
export { something } from '../state/something.ts';
