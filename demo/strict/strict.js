// Counts what the page's policy refuses, shows the policy, and sends hostile texts on demand.

const HOSTILE = [
  ['An image with a handler', '<img src=x onerror="alert(1)">'],
  ['A script', '<script>document.title = "broken"</script>'],
  ['A template', '${alert(1)} {{constructor.constructor("alert(1)")()}}'],
  ['Turned text', 'evil \u202Egnp.exe\u202C end'],
  ['A tower of marks', 'Z\u0351\u0327\u0301\u0307\u0336\u0350\u034A\u0346a\u0351\u0327\u0301\u0307\u0336lgo'],
  ['A long word', 'w'.repeat(130)],
];

const chat = document.getElementById('chat');
let violations = 0;

document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
  violations++;
  const verdict = document.getElementById('verdict');
  verdict.textContent = violations === 1 ? '1 violation' : `${violations} violations`;
  verdict.classList.add('is-bad');
  const line = document.createElement('li');
  line.textContent = `${violatedDirective}: ${blockedURI || 'inline'} ${sourceFile ? `(${sourceFile}:${lineNumber})` : ''}`;
  document.getElementById('violations').append(line);
});

fetch(location.pathname, { method: 'HEAD' }).then(
  (response) => {
    // A server sends it in a header; the static demo has it in the page.
    const policy = response.headers.get('content-security-policy') ?? document.querySelector('meta[http-equiv]')?.content ?? 'No policy.';
    document.getElementById('policy').textContent = policy.replaceAll('; ', ';\n');
  },
  (error) => (document.getElementById('policy').textContent = `The policy could not be read: ${error.message}`),
);

for (const [name, text] of HOSTILE) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = name;
  button.addEventListener('click', () => chat.send(text).catch((error) => (button.title = error.message)));
  document.getElementById('hostile').append(button);
}
