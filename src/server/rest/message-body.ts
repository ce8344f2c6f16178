/** One element of a message as the service takes it. */
export interface MessageElement {
  readonly MsgType: string;
  readonly MsgContent: Readonly<Record<string, unknown>>;
}

/**
 * Builders for what `sendGroupMsg` and `sendBroadcastMsg` send. A message may hold several elements, but one custom at
 * most.
 */
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
