// The short chaos run, with version 3 of the SDK.
process.env['TEST_SDK'] = 'v3';
await import('../../chaos/chaos.long.node.test.js');
export {};
