// Builds the pages for `start.mjs`; needs the packages, and no network.
import { prepare } from '../../api/bin/prepare.mjs';

await prepare({ web: true });
