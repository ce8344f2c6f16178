// Several tabs of one user, with version 3 of the SDK.
process.env['TEST_SDK'] = 'v3';
await import('../../chaos/several-tabs.long.node.test.js');
export {};
