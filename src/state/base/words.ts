/** Words for the views, which see no code of core. */
export { slugOf, wordList } from '../../core/recording/words.ts';
