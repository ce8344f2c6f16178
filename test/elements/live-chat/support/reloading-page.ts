// A separate page for tests of a reload: a chat with the attributes of its address. With `no-preferences` the viewer has
// chosen nothing, whatever other pages of the test run have stored.
import { LiveChat } from '../../../../src/elements/live-chat/live-chat.js';
import { setPreferenceStorage } from '../../../../src/elements/shared/preferences/preference-storage.js';
import { defineElement } from '../../../../src/elements/shared/element-utils.js';

defineElement('live-chat', LiveChat);
if (new URL(location.href).searchParams.has('no-preferences'))
  setPreferenceStorage({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
const chat = document.createElement('live-chat');
for (const [name, value] of new URL(location.href).searchParams) chat.setAttribute(name, value);
document.body.append(chat);
