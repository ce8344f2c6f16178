/** The emulator's own key, known to everyone: for tests and demos only, it opens no real application. */
export const EMULATOR_TEST_KEY = 'emulator-test-key-opens-no-real-application-0000000000000000000';
