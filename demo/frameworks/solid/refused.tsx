// What the types let pass, and what they must refuse: each line below `@ts-expect-error` is a mistake.
export const accepted = [
  <live-chat
    no-composer
    max-messages="200"
    maxLength={80}
    tokenProvider={async ({ groupId }) => ({ sdkAppId: 1, groupId })}
    aria-label="Room"
  />,
  <danmaku-layer speed={200} paused={false} timeline={[]} />,
  <like-button hearts="own" max-hearts={12} hidden />,
];
// @ts-expect-error there is no such value
export const value = <live-chat notices="some" />;
// @ts-expect-error there is no such attribute
export const attribute = <like-button colour="red" />;
// @ts-expect-error read only
export const readOnly = <live-chat status="joined" />;
// @ts-expect-error the event has a message, and no detail
export const event = <live-chat on:chat-message={({ detail }) => console.log(detail)} />;
