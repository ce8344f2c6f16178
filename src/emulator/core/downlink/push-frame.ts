const EVENT_LIST: Readonly<Record<number, string>> = {
  3: 'GroupMsgArray',
  17: 'GroupMsgArray',
  4: 'GroupTips',
  5: 'GroupTips',
  6: 'GroupTips',
};

/** An unsolicited frame that delivers one event; `seq` only has to differ from the client's own requests. */
export function pushFrame(event: { readonly Event: number }, itemText: string, seq: number): string {
  const list = EVENT_LIST[event.Event] ?? 'GroupTips';
  return `{"head":{"servcmd":"im_open_push.msg_push","seq":${seq}},"body":{"EventArray":[{"Event":${event.Event},"${list}":[${itemText}]}]}}`;
}
