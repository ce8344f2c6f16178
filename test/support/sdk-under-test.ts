// The SDK with which a Node test of a client or a room runs. Each file of test/im/v3 sets the variable and imports a
// suite, which then runs with version 3 in a process of its own.

/** `TEST_SDK=v3` in the environment; `v2` by default. */
export const sdkUnderTest: 'v2' | 'v3' = process.env['TEST_SDK'] === 'v3' ? 'v3' : 'v2';
