// The classic script: `<script src="…/live-chat-elements.classic.js">` for pages that cannot write type="module".
// It only loads the module beside it, by a full URL: in a script of another origin a relative import has no base. A
// query (`?v=3`)
// goes along, as it says which version the page wants.
const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.src) {
  import(new URL(`live-chat-elements.js${new URL(script.src).search}`, script.src).href).catch((error: unknown) => {
    console.error(
      'live-chat-elements could not be loaded. Is live-chat-elements.js beside the classic script, and served with CORS?',
      error,
    );
  });
} else {
  console.error(
    'live-chat-elements.classic.js must stand in a <script src> of its own; in a bundle import "live-chat-elements/define".',
  );
}
