/** Which version of the explorer this is. */
import { version } from '../../../package.json';

export const SOFTWARE = { name: 'contextscope', version } as const;
