import { runBenches } from '../../events/bench/main.ts';
import { bench as append } from '../../events/bench/append.ts';
import { bench as store } from '../../events/bench/store.ts';
import { bench as clashes } from '../../events/bench/clashes.ts';
import { bench as rebuild } from '../../projections/bench/rebuild.ts';
import { bench as schools } from '../../projections/bench/schools.ts';
import { bench as demo } from './demo.ts';
import { bench as freshness } from './freshness.ts';
import { bench as exporting } from './export.ts';
import { bench as importing } from './import.ts';
import { bench as served } from './served.ts';

// `npm run bench [-- names] [--json FILE] [--rounds N]`: every figure of the project beside a baseline of the same run.
process.exitCode = (await runBenches(
  [
    ...append,
    ...store,
    ...clashes,
    ...rebuild,
    ...schools,
    ...demo,
    ...served,
    ...freshness,
    ...importing,
    ...exporting,
  ],
  process.argv.slice(2),
))
  ? 0
  : 1;
