import { join } from 'node:path';
import { prepare, root, runNode } from './prepare.mjs';

try {
  const node = await prepare({ web: true });
  process.exitCode = await runNode(node, [join(root, 'api', 'src', 'standalone.ts'), ...process.argv.slice(2)]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
