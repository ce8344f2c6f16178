/** One element of a message in the service's format. */
export interface MessageElement {
  readonly MsgType: string;
  readonly MsgContent: Readonly<Record<string, unknown>>;
}

/** Builders for the body of `sendGroupMsg` and `sendBroadcastMsg`. A message may have several elements, one of them custom. */
export const messageBody = {
  text: (text: string): MessageElement[] => [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
  custom: ({
    data,
    description = '',
    extension = '',
  }: {
    data: string;
    description?: string;
    extension?: string;
  }): MessageElement[] => [{ MsgType: 'TIMCustomElem', MsgContent: { Data: data, Desc: description, Ext: extension } }],
  face: (index: number, data = ''): MessageElement[] => [
    { MsgType: 'TIMFaceElem', MsgContent: { Index: index, Data: data } },
  ],
} as const;
