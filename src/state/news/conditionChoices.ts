/** Conditions for the views, which see no code of core. */
export { conditionsOf } from '../../core/news/conditions.ts';
