/**
 * Tells zod not to compile its checks with `new Function`, which the page's Content-Security-Policy forbids, and what to say of
 * a fault, which `zod/mini` leaves open. Imported for its effect.
 */
import { config } from 'zod/mini';
import en from 'zod/v4/locales/en.js';

config({ jitless: true, ...en() });
