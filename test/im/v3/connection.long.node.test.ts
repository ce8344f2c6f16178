// A client when the connection, the service or the login fails, with version 3 of the SDK.
process.env['TEST_SDK'] = 'v3';
await import('../tim/connection.node.test.js');
export {};
