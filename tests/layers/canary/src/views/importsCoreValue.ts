/** A violation kept on purpose: views may import types from core, never values. */
export { value } from '../core/value.ts';
