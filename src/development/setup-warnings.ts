// Warnings on the console about a wrong set-up, for the author of a page. Only the export condition `development` of
// package.json loads this module (tools/development-entries.mjs): a production build contains nothing of it. It watches
// the elements from outside and changes nothing.
import type { PropertyDeclaration, ReactiveController, ReactiveElement } from 'lit';
import { devWarning } from '../elements/shared/element-utils.js';
import type { RoomHost } from '../elements/shared/room-host.js';
import type { ChatErrorEvent } from '../elements/shared/session-events.js';
import { attributeWarnings } from './attribute-warnings.js';
import { policyWarning } from './policy-warnings.js';
import { tokenWarning } from './token-warnings.js';

/** Time after which the markup of an element is checked: the framework of the page has set its properties, ms. */
const SETTLE_MS = 1_000;
/** Time for which an element may have no room before a warning is logged, ms. */
const NO_ROOM_MS = 5_000;

/** What the checks need of the class of an element; all of it is public in Lit. */
export interface ElementClass {
  readonly observedAttributes: string[];
  readonly elementProperties: Map<PropertyKey, PropertyDeclaration>;
  addInitializer(initializer: (element: ReactiveElement) => void): void;
}

const watched = new WeakSet<ElementClass>();
const hosts = new Set<WeakRef<RoomHost>>();

/** Checks each element of this class that is made from now on. */
export function watchSetup(elementClass: ElementClass): void {
  if (typeof document === 'undefined' || watched.has(elementClass)) return;
  watched.add(elementClass);
  elementClass.addInitializer((element) => {
    const host = element as ReactiveElement & RoomHost;
    hosts.add(new WeakRef(host));
    host.addController(new SetupCheck(host, elementClass));
    host.addEventListener('chat-error', ({ error }: ChatErrorEvent) => warn(tokenWarning(host, error)));
  });
}

/** Lit makes its Trusted Types policy when it is loaded, so the listener has to be there before the elements. */
if (typeof document !== 'undefined')
  document.addEventListener('securitypolicyviolation', (violation) => {
    const elements = [...hosts].flatMap((each) => each.deref() ?? []).filter((host) => host.isConnected);
    warn(policyWarning(violation, elements));
  });

function warn(text: string | undefined): void {
  if (text !== undefined) devWarning(text);
}

class SetupCheck implements ReactiveController {
  readonly #host: RoomHost;
  readonly #class: ElementClass;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(host: RoomHost, elementClass: ElementClass) {
    this.#host = host;
    this.#class = elementClass;
  }

  hostConnected(): void {
    this.hostDisconnected();
    this.#timers = [
      setTimeout(
        () => [...attributeWarnings(this.#host, this.#class), vueWarning(this.#host)].forEach(warn),
        SETTLE_MS,
      ),
      setTimeout(() => warn(roomWarning(this.#host)), NO_ROOM_MS),
    ];
  }

  hostDisconnected(): void {
    this.#timers.forEach(clearTimeout);
  }
}

/** An element whose markup names no room. A layer may show the comments of the page alone. */
function roomWarning(host: RoomHost): string | undefined {
  const { localName, room, for: sourceId, tokenEndpoint, tokenProvider, chat, groupId } = host;
  if (room || sourceId || tokenEndpoint || tokenProvider || chat) return undefined;
  if (groupId)
    return (
      `<${localName} group-id="${groupId}"> has no token endpoint: add token-endpoint="…", the URL of your server ` +
      'that signs the user in, or set the property tokenProvider, or chat to an SDK that the page logs in. To try it ' +
      'without a server, use live-chat-elements/emulator/page.'
    );
  if (localName === 'danmaku-layer') return undefined;
  return (
    `<${localName}> has no room: add token-endpoint="…" and group-id="…", or for="…" with the id of an element that ` +
    'has the room, or set the property room.'
  );
}

/** What Vue's development builds attach to an element: the component whose template it is in. */
interface VueElement {
  readonly __vueParentComponent?: { readonly type?: { readonly render?: unknown; readonly setup?: unknown } };
}

/** Vue takes the tag for a component that it cannot find, as long as nobody names it a custom element. */
function vueWarning(host: RoomHost): string | undefined {
  const { render, setup } = (host as VueElement).__vueParentComponent?.type ?? {};
  const lookUp = new RegExp(`resolveComponent\\w*\\(\\s*["'\`]${host.localName}["'\`]`);
  if (![render, setup].some((code) => typeof code === 'function' && lookUp.test(String(code)))) return undefined;
  return (
    `Vue takes <${host.localName}> for a component. Set the compiler option isCustomElement: ` +
    "(tag) => ['live-chat', 'danmaku-layer', 'like-button'].includes(tag). In Vite: " +
    'vue({ template: { compilerOptions: { isCustomElement } } }); in Nuxt: vue.compilerOptions.isCustomElement.'
  );
}
