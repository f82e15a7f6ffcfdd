/** Tells zod not to compile its checks with `new Function`, which the page's Content-Security-Policy forbids. Imported for its effect. */
import { config } from 'zod';

config({ jitless: true });
