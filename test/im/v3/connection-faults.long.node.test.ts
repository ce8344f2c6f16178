// A room when the connection fails, with version 3 of the SDK.
process.env['TEST_SDK'] = 'v3';
await import('../../room/connection/connection-faults.long.node.test.js');
export {};
