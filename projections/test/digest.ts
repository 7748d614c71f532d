import { createHash } from 'node:crypto';
import { all } from '../src/all.ts';
import type { Projection } from '../src/core/projection.ts';
import { given } from '../src/core/specification.ts';
import { localised } from './faults.ts';
import { randomOf } from './random.ts';
import { interleaved, randomStreams } from './random-term.ts';

/** Prints a hash of every read model after a random term: `digest.ts SEED [localised]`. Run under other time zones and locales. */
const [seed = '1', fault] = process.argv.slice(2);
const random = randomOf(Number(seed));
const log = interleaved(random, randomStreams(random, 20));
const models: readonly Projection[] = fault === 'localised' ? [localised] : all;
const rows = await Promise.all(models.map((model) => given(log).rows(model)));
const text = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
process.stdout.write(createHash('sha256').update(text).digest('hex'));
