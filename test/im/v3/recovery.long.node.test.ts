// Recovery of a room after rare failures, with version 3 of the SDK.
process.env['TEST_SDK'] = 'v3';
await import('../../chaos/recovery.long.node.test.js');
export {};
