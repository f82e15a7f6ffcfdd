/** Conditions and planned tests for the views, which see no code of core. */
export { conditionsOf } from '../../core/news/conditions.ts';
export { knowledgeContrasts } from '../../core/news/contrasts.ts';
