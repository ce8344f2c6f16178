// The classic script: `<script src="…/live-chat-elements.classic.js">` for pages that cannot use type="module". It only
// loads the module next to it, by an absolute URL: in a script of another origin a relative import has no base. The
// query (`?v=3`) is kept, because it selects the version.
const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.src) {
  import(new URL(`live-chat-elements.js${new URL(script.src).search}`, script.src).href).catch((error: unknown) => {
    console.error(
      'live-chat-elements could not be loaded. Is live-chat-elements.js next to the classic script, and served ' +
        'with CORS?',
      error,
    );
  });
} else {
  console.error(
    'live-chat-elements.classic.js must be loaded by a <script src>; in a bundle import "live-chat-elements/define".',
  );
}
