// A room whose membership is lost, with version 3 of the SDK.
process.env['TEST_SDK'] = 'v3';
await import('../../room/connection/lost-membership.long.node.test.js');
export {};
