// A rollup plugin for dist/cdn: the Lit inside has a Trusted Types policy of a name of its own. A page with another Lit
// has created "lit-html" already, and a second policy of that name throws. Pages whose Content Security Policy lists
// the names of earlier versions get one of these.
const NAMES = ['live-chat-elements', 'dompurify', 'lit-html'];
const CREATE = /(\w+)\.createPolicy\(\s*["']lit-html["'],\s*(\{[^}]*\})\s*\)/;

export function litPolicy() {
  return {
    name: 'lit-policy',
    transform(code, id) {
      if (!/[\\/]lit-html\.js$/.test(id)) return null;
      if (!CREATE.test(code)) this.error('lit-html creates its Trusted Types policy in another way.');
      return {
        code: code.replace(
          CREATE,
          (_call, factory, rules) =>
            `${JSON.stringify(NAMES)}.reduce((p,n)=>{try{return ` +
            `p||${factory}.createPolicy(n,${rules})}catch{}},void 0)`,
        ),
        map: null,
      };
    },
  };
}
