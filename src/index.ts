// What `import 'live-chat-elements'` gives. No side effects.
export { ImError } from './im/im-error.js';
export { ChatError } from './room/chat-error.js';
