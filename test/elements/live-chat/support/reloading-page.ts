// A separate page for tests of a reload: a chat with the attributes of its address.
import { LiveChat } from '../../../../src/elements/live-chat/live-chat.js';
import { defineElement } from '../../../../src/elements/shared/element-utils.js';

defineElement('live-chat', LiveChat);
const chat = document.createElement('live-chat');
for (const [name, value] of new URL(location.href).searchParams) chat.setAttribute(name, value);
document.body.append(chat);
