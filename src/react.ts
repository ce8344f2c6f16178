// The three elements as React components, for `live-chat-elements/react`: their events arrive also where the markup
// comes from a server, for which React itself attaches no listeners. Registers the tags. The types are generated with
// the typings of the tags (tools/manifest/framework-types.mjs).
import { createComponent } from '@lit/react';
import * as React from 'react';
import './define.js';
import { DanmakuLayer as DanmakuLayerElement } from './elements/danmaku-layer/danmaku-layer.js';
import { LikeButton as LikeButtonElement } from './elements/like-button/like-button.js';
import { LiveChat as LiveChatElement } from './elements/live-chat/live-chat.js';

/** React 18 warns of layout effects on a server. */
const react = typeof window === 'undefined' ? { ...React, useLayoutEffect: React.useEffect } : React;

/** `chat-message` → `onChatMessage` */
function eventProps(...names: readonly string[]): Record<string, string> {
  const propOf = (name: string): string =>
    `on-${name}`.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
  return Object.fromEntries(names.map((name) => [propOf(name), name]));
}

/** `<live-chat>` as a React component. */
export const LiveChat = createComponent({
  react,
  tagName: 'live-chat',
  elementClass: LiveChatElement,
  displayName: 'LiveChat',
  events: eventProps(
    ...['chat-status', 'chat-message', 'chat-before-send', 'chat-sent', 'chat-send-failed', 'chat-members'],
    ...['chat-sign-in', 'chat-user-select', 'chat-custom-message', 'chat-messages-dropped', 'chat-error'],
  ),
});

/** `<danmaku-layer>` as a React component. */
export const DanmakuLayer = createComponent({
  react,
  tagName: 'danmaku-layer',
  elementClass: DanmakuLayerElement,
  displayName: 'DanmakuLayer',
  events: eventProps('danmaku-drop'),
});

/** `<like-button>` as a React component. */
export const LikeButton = createComponent({
  react,
  tagName: 'like-button',
  elementClass: LikeButtonElement,
  displayName: 'LikeButton',
  events: eventProps('chat-like', 'chat-sign-in'),
});
