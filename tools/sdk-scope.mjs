// Gives tim-js-sdk a module scope of its own, in which a few global names mean something quieter:
//   Worker    undefined: the SDK then uses a main-thread socket and timers, so it needs no `blob:` worker,
//             passes Trusted Types, and notices a closed socket at once.
//   console   silent: the SDK writes lines at import and in create(), before its log level can be set.
// No global is touched. The same plugin serves the build (rollup) and the tests (web-test-runner, through
// @web/dev-server-rollup), so what is tested is what is shipped.
const SDK_FILE = /tim-js-sdk[\\/]tim-js\.es\.js$/;

const PROLOGUE = [
  'const Worker = undefined;',
  'const console = (() => { const quiet = () => {}; return { log: quiet, info: quiet, warn: quiet, error: quiet, debug: quiet, time: quiet, timeEnd: quiet, table: quiet, trace: quiet }; })();',
].join('');

export function sdkScope() {
  return {
    name: 'sdk-scope',
    transform(code, id) {
      if (!SDK_FILE.test(id.split('?')[0])) return null;
      return { code: PROLOGUE + code, map: null };
    },
  };
}
