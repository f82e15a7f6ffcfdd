/** Conditions, their means, planned tests and whether there are answers, for the views, which see no code of core. */
export { conditionOf, conditionsOf, mean } from '../../core/news/conditions.ts';
export { CONTRAST_LEVEL, knowledgeContrasts } from '../../core/news/contrasts.ts';
export { isUnanswered } from '../../core/news/readNewsItems.ts';
