// Imports test files into one process: faster than one process per file. A failing test sets the exit code.
import { pathToFileURL } from 'node:url';

for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href);
