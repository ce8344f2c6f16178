/** The output of `live-chat-elements --help`. */
export const CLI_HELP = `live-chat-elements emulator [options]

Starts an emulator of Tencent Cloud IM on this machine. The unmodified SDK connects to it through its
option proxyServer. No account is needed, and no data leaves the machine.

Options
  --port N            Port to listen on; 0 takes a free one.                                [8010]
  --host NAME         Address to listen on. Any address but 127.0.0.1 admits other machines. [127.0.0.1]
  --sdk-app-id N      SDKAppID of the application.                                          [1400000001]
  --secret-key KEY    Key of the application, which signs UserSigs. Other users of this machine can see
                      options; the environment variable LIVE_CHAT_SECRET_KEY is private.    [a test key]
  --poll-ms N         Pause between two polls of a client, in ms.                           [300]
  --delivery KIND     How events are delivered: poll (as Tencent does for the web) or push. [poll]
  --history N         Number of messages in the history for new members, at most 20.        [0]
  --rate N            Messages per second that a room delivers; it drops the rest.          [40]
  --profile NAME      lenient, or strict: the least favourable plausible behaviour of the service
                      wherever its documentation is silent or contradictory.                [lenient]
  --plan NAME         Plan of the application: trial, pro or ultimate.                      [ultimate]
  --no-auto-create    Joining a room that was not created is refused.
  --allow-origin URL  Admits pages of another origin; may be repeated.
  --control-origin URL  Admits pages of an origin to the HTTP endpoints below, too; may be repeated.
  --crowd N           Starts simulated viewers who send N messages per second.
  --room ID           Room of the simulated viewers.                                        [friday-show]
  --seed N            Seed of the simulated viewers; the same seed gives the same messages. [1]
  --fault JSON        Adds a fault, for example
                      '{"command":"send_group_msg","errorCode":10017,"probability":0.1}'; may be repeated.
  --help              Prints this help.

HTTP endpoints (not for pages, unless --control-origin lists them)
  GET    /emulator/requests    requests of clients, with counts
  GET    /emulator/room?groupId=ID
  POST   /emulator/faults      {"command","errorCode"|"noResponse"|"loseResponse"|"delayMs"|"close",
                               "userId","groupId","times","probability"}
  DELETE /emulator/faults      removes all faults (?id=N removes one)
  POST   /emulator/do          {"do":"sendText","groupId":"friday-show","text":"hello"}; also sendNotice, mute,
                               ban, kick, dropMembership, restart, hang, halfOpen, expireSignature, overload, batch, …
  POST   /v4/SERVICE/COMMAND   Tencent's REST API, signed with the same key
`;
