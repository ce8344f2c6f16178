// The room without any screen: `live-chat-elements/room`.
export { createTimClient } from '../im/tim-client.js';
export { ChatError } from './chat-error.js';
