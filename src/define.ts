// Registers the three tags; quiet when they are taken.
export * from './index.js';
