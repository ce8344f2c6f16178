// Tencent's SDKs after sdk-scope.mjs, in the build and in the tests: a function that makes an SDK. A declaration file
// of its own, because only such a file can give types to a module of another package.
declare module 'tim-js-sdk/tim-js.es.js' {
  const createTim: (globals: object) => unknown;
  export default createTim;
}

declare module '@tencentcloud/chat/index.es.js' {
  const createChat: (globals: object) => unknown;
  export default createChat;
}

declare module '@tencentcloud/chat/modules/group-module.js' {
  const createGroupModule: (globals: object) => unknown;
  export default createGroupModule;
}
