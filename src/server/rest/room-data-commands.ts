import type { ResponseReader } from './response-reader.js';
import type { CallOptions, RestCall } from './rest-transport.js';

const readCounters = (response: ResponseReader) =>
  Object.fromEntries(response.list('GroupCounter').map((each) => [each.string('Key'), each.number('Value')]));

/** Counters and attributes of a room. */
export function roomDataCommands(call: RestCall) {
  const changeAttributes =
    (command: string) =>
    async (groupId: string, attributes: Readonly<Record<string, string>>, options?: CallOptions) => {
      const GroupAttr = Object.entries(attributes).map(([key, value]) => ({ key, value }));
      await call(`group_open_http_svc/${command}`, { GroupId: groupId, GroupAttr }, 'safe', options);
    };
  return {
    /**
     * At most 20 keys; resolves to the new values. Needs the Ultimate plan (10059). `Set` is retried after a lost
     * response; `Increase` and `Decrease` are not, because they could count twice.
     */
    async updateGroupCounter(
      groupId: string,
      mode: 'Set' | 'Increase' | 'Decrease',
      counters: Readonly<Record<string, number>>,
      options?: CallOptions,
    ): Promise<Record<string, number>> {
      const GroupCounter = Object.entries(counters).map(([Key, Value]) => ({ Key, Value }));
      return readCounters(
        await call(
          'group_open_http_svc/update_group_counter',
          { GroupId: groupId, GroupCounter, Mode: mode },
          mode === 'Set' ? 'safe' : 'unsafe',
          options,
        ),
      );
    },
    /** All counters of the room, or the given ones. */
    async getGroupCounter(
      groupId: string,
      keys?: readonly string[],
      options?: CallOptions,
    ): Promise<Record<string, number>> {
      return readCounters(
        await call(
          'group_open_http_svc/get_group_counter',
          { GroupId: groupId, GroupCounterKeys: keys },
          'safe',
          options,
        ),
      );
    },
    /** Removes counters of a group. */
    async deleteGroupCounter(groupId: string, keys?: readonly string[], options?: CallOptions): Promise<void> {
      await call(
        'group_open_http_svc/delete_group_counter',
        { GroupId: groupId, GroupCounterKeys: keys },
        'safe',
        options,
      );
    },
    /** All of a group's attributes. */
    async getGroupAttr(groupId: string, options?: CallOptions): Promise<Record<string, string>> {
      const response = await call('group_open_attr_http_svc/get_group_attr', { GroupId: groupId }, 'safe', options);
      return Object.fromEntries(
        response.list('GroupAttrAry').map((each) => [each.string('key'), each.string('value')]),
      );
    },
    /** Sets the given attributes. 16 keys, 32 bytes per key, 4000 bytes per value, 5 writes per second and room. */
    modifyGroupAttr: changeAttributes('modify_group_attr'),
    /** Replaces all attributes. */
    setGroupAttr: changeAttributes('set_group_attr'),
    /** Removes these attributes of a group. */
    async deleteGroupAttr(groupId: string, keys: readonly string[], options?: CallOptions): Promise<void> {
      await call(
        'group_open_http_svc/delete_group_attr',
        { GroupId: groupId, GroupAttr: keys.map((key) => ({ key })) },
        'safe',
        options,
      );
    },
    /** Removes all attributes of a group. */
    async clearGroupAttr(groupId: string, options?: CallOptions): Promise<void> {
      await call('group_open_http_svc/clear_group_attr', { GroupId: groupId }, 'safe', options);
    },
  };
}
