// tim-js-sdk as tools/sdk-scope.mjs leaves it, in the build and in the tests: a function that makes an SDK.
declare module 'tim-js-sdk/tim-js.es.js' {
  const createTim: (globals: object) => unknown;
  export default createTim;
}
