import { join } from 'node:path';
import { prepare, root, runNode } from './prepare.mjs';

try {
  const node = await prepare({ web: true });
  // What a first start writes lives a moment longer than the usual room for the new: with more it is not copied about by the collector.
  const room = '--max-semi-space-size=32';
  process.exitCode = await runNode(node, [room, join(root, 'api', 'src', 'standalone.ts'), ...process.argv.slice(2)]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
