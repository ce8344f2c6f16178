/** What `live-chat-elements --help` says. */
export const CLI_HELP = `live-chat-elements emulator [options]

Starts a stand-in for Tencent Cloud IM on this machine. The unmodified SDK logs in to it through its
option proxyServer; no account is needed and nothing leaves the machine.

Options
  --port N            Port to listen on; 0 takes a free one.                                [8010]
  --host NAME         Address to listen on. Others than 127.0.0.1 let other machines in.    [127.0.0.1]
  --sdk-app-id N      The application's SDKAppID.                                           [1400000001]
  --secret-key KEY    The application's key, to sign UserSigs with. Better: LIVE_CHAT_SECRET_KEY
                      in the environment, which other people of this machine cannot see.    [a test key]
  --poll-ms N         Pause between two polls of a client; smaller is faster.               [300]
  --delivery KIND     poll (as the service does for web) or push.                           [poll]
  --history N         Messages that newcomers get to see, at most 20.                       [0]
  --rate N            Messages a second that a room delivers; the rest is shed.             [40]
  --plan NAME         trial, pro or ultimate: what the application has paid for.            [ultimate]
  --no-auto-create    Rooms have to be created before they can be joined.
  --allow-origin URL  Lets pages of another origin in; may be given more than once.
  --crowd N           Simulated viewers who send N messages a second.
  --room ID           The room of the crowd.                                                [friday-show]
  --seed N            The crowd's script; the same number gives the same one.               [1]
  --fault JSON        A fault from the start, for example
                      '{"command":"send_group_msg","errorCode":10017,"probability":0.1}'; may be repeated.
  --help              Shows this.

While it runs
  GET    /emulator/requests    what clients asked, with counts
  GET    /emulator/room?groupId=ID
  POST   /emulator/faults      {"command","errorCode"|"noAnswer"|"loseAnswer"|"delayMs"|"close",
                               "userId","groupId","times","probability"}
  DELETE /emulator/faults      ends all of them (?id=N one)
  POST   /emulator/do          {"do":"sendText","groupId":"friday-show","text":"hello"}; also sendNotice, mute,
                               ban, kick, restart, hang, halfOpen, expireSignature, overload, batch, …
  POST   /v4/SERVICE/COMMAND   Tencent's REST API, signed with the same key
`;
