// A separate page for tests of several tabs: joins the room that its address names.
import { Room } from '../../../src/room/room.js';

const query = new URL(location.href).searchParams;
const room = new Room({ groupId: query.get('groupId') ?? '', tokenEndpoint: query.get('tokenEndpoint') ?? '' });
Object.assign(window, { room });
await room.connect();
