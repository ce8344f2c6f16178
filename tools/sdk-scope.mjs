// Turns each file of Tencent's SDKs from a module that runs once into a function: `export default (globals) => TIM`. Each
// call creates a new SDK whose globals are the given ones and not the page's. src/im/tim/sdk-sandbox.ts defines the
// globals; this file only wraps the SDK: tim-js-sdk, or @tencentcloud/chat, which is two files. The same
// plugin is used by the build (Rollup) and by the tests (web-test-runner, through @web/dev-server-rollup), so that the
// tests run the published code.
const SDK_FILE =
  /tim-js-sdk[\\/]tim-js\.es\.js$|@tencentcloud[\\/]chat[\\/](?:index\.es|modules[\\/]group-module)\.js$/;

/**
 * The global names that the SDKs use and that the sandbox provides. The last two lines are mini-program hosts, which it
 * looks for.
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
    /**
     * The parentheses make V8 compile the whole function while it compiles the module, beside the main thread, and not a
     * second time when it is called.
     */
    transform(code, id) {
      if (!SDK_FILE.test(id.split('?')[0])) return null;
      const end = EXPORT_AT_END.exec(code);
      if (!end)
        throw new Error(`${id} no longer ends with a single default export: sdk-scope.mjs must learn its new form.`);
      return {
        code: `export default (function createTim(sandboxGlobals){const{${NAMES.join(',')},Error=globalThis.Error}=sandboxGlobals;${code.slice(0, end.index)}return ${end[1]}})`,
        map: { mappings: '' },
      };
    },
  };
}
