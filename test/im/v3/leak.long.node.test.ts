// What closed clients leave, with version 3 of the SDK.
process.env['TEST_SDK'] = 'v3';
await import('../tim/leak.node.test.js');
export {};
