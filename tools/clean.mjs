// Removes the folders named on the command line. Chunks have a hash in their name, so that those of an earlier build
// would remain in dist/.
import { rmSync } from 'node:fs';

for (const folder of process.argv.slice(2)) rmSync(folder, { recursive: true, force: true });
