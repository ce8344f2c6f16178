// The compiler comes along for the parts of Angular's own packages that it has to finish; an app made by its CLI needs
// no such line.
import '@angular/compiler';
import 'live-chat-elements/define';
import {
  Component,
  CUSTOM_ELEMENTS_SCHEMA,
  provideZonelessChangeDetection,
  signal,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { ChatMessageEvent, LiveChat } from 'live-chat-elements';

@Component({
  selector: 'show-room',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Angular</h1>
    <danmaku-layer for="chat" density="low"><canvas width="640" height="240"></canvas></danmaku-layer>
    <live-chat #chat id="chat" token-endpoint="/api/token?user=angular" group-id="frameworks" notices="none" (chat-message)="onMessage($event)"></live-chat>
    <like-button for="chat"></like-button>
    <p id="latest">{{ latest() }}</p>
    <button id="hello" (click)="hello()">Say hello</button>
  `,
})
export class ShowRoom {
  readonly chat = viewChild.required<ElementRef<LiveChat>>('chat');
  readonly latest = signal('');

  onMessage({ message }: ChatMessageEvent): void {
    this.latest.set(`${message.from.nick}: ${message.text}`);
  }

  hello(): void {
    void this.chat().nativeElement.send('Hello from Angular');
  }
}

bootstrapApplication(ShowRoom, { providers: [provideZonelessChangeDetection()] }).catch((error: unknown) =>
  console.error(error),
);
