import type { ExtractSchema } from 'hono/types';
import type { AppType } from '../src/app.ts';

/** Every route with the types of what it takes and answers, as Hono keeps them for the typed client. */
export type Routes = ExtractSchema<AppType>;
