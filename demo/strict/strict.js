// Counts violations of the page's policy, shows the policy, and sends hostile texts.
import { startPage } from '../page/start-page.js';
import { texts } from './texts.js';

/** Texts by the `value` of their button. */
const HOSTILE = {
  image: '<img src=x onerror="alert(1)">',
  script: '<script>document.title = "broken"</script>',
  template: '${alert(1)} {{constructor.constructor("alert(1)")()}}',
  turned: 'evil \u202Egnp.exe\u202C end',
  marks: 'Z\u0351\u0327\u0301\u0307\u0336\u0350\u034A\u0346a\u0351\u0327\u0301\u0307\u0336lgo',
  long: 'w'.repeat(130),
};

const byId = (id) => document.getElementById(id);
let violations = 0;
const { text, notify } = startPage(texts, { onChange: showCount });

function showCount() {
  byId('count').textContent = text('violations')(violations);
  byId('count').classList.toggle('is-bad', violations > 0);
}
showCount();

document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
  violations++;
  showCount();
  const line = document.createElement('li');
  line.textContent = `${violatedDirective}: ${blockedURI || 'inline'} ${sourceFile ? `(${sourceFile}:${lineNumber})` : ''}`;
  byId('violations').append(line);
});

fetch(location.pathname, { method: 'HEAD' }).then(
  (response) => {
    // The demo server sends the policy in a header; the static demo has it in a meta element.
    const policy =
      response.headers.get('content-security-policy') ??
      document.querySelector('meta[http-equiv]')?.content ??
      text('noPolicy');
    byId('policy').textContent = policy.replaceAll('; ', ';\n');
  },
  (error) => (byId('policy').textContent = text('policyUnknown') + error.message),
);

byId('hostile').addEventListener('click', ({ target }) => {
  const hostile = HOSTILE[target.value];
  if (hostile)
    byId('chat')
      .send(hostile)
      .catch((error) => notify(text('notSent') + error.message));
});
