/** Conditions, planned tests and whether there are answers, for the views, which see no code of core. */
export { conditionsOf } from '../../core/news/conditions.ts';
export { knowledgeContrasts } from '../../core/news/contrasts.ts';
export { isUnanswered } from '../../core/news/readNewsItems.ts';
