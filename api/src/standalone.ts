import { findBuild, loadPages } from './pages.ts';
import { runAll } from './run-all.ts';

await runAll(async (api) => loadPages(await findBuild(), api));
