/** For elements, which do not speak with im/: their parts are fetched late too. */
export { importAgain } from '../im/import-again.js';
