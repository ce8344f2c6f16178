// What a client sends to the service, with version 3 of the SDK.
process.env['TEST_SDK'] = 'v3';
await import('../tim/wire.node.test.js');
export {};
