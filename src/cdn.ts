// The script-tag entry: all of the package, with the tags registered.
export * from './define.js';
