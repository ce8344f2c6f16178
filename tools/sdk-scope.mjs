// Turns tim-js-sdk from a module that runs once into a function: `export default (globals) => TIM`. Each call gives a
// fresh SDK that takes the globals named here from its caller and not from the page. What they mean is decided, typed
// and
// tested in src/im/sdk-sandbox.ts; here is only the wrapping. No global of the page is touched.
// The same plugin serves the build (rollup) and the tests (web-test-runner, through @web/dev-server-rollup), so what is
// tested is what is shipped.
const SDK_FILE = /tim-js-sdk[\\/]tim-js\.es\.js$/;

/**
 * The global names that the SDK uses bare and that the sandbox answers for. The last two lines name mini-program hosts,
 * which it looks for.
 */
const NAMES = [
  'Worker',
  'WebSocket',
  'XMLHttpRequest',
  'console',
  'localStorage',
  'window',
  'Promise',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'uni',
  'wx',
  'qq',
  'tt',
  'swan',
  'my',
  'jd',
  'global',
  'getApp',
  '__wxConfig',
  '__qqConfig',
];
const EXPORT_AT_END = /export\s*\{\s*([\w$]+) as default\s*\};?\s*(\/\/# sourceMappingURL=\S+\s*)?$/;

export function sdkScope() {
  return {
    name: 'sdk-scope',
    transform(code, id) {
      if (!SDK_FILE.test(id.split('?')[0])) return null;
      const end = EXPORT_AT_END.exec(code);
      if (!end)
        throw new Error(
          'tim-js-sdk no longer ends with a single default export: sdk-scope.mjs must learn its new form.',
        );
      return {
        code: `export default function createTim(sandboxGlobals){const{${NAMES.join(',')}}=sandboxGlobals;${code.slice(0, end.index)}return ${end[1]}}`,
        map: { mappings: '' },
      };
    },
  };
}
