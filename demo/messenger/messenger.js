// A messenger on Tencent's SDK with a login of its own, and a live room that comes and goes on the same instance.
import { startPage } from '../page/start-page.js';
import { createConversations } from './conversations.js';
import { createChat, fetchToken, recordCalls } from './own-login.js';
import { texts } from './texts.js';

const REPLY_AFTER_MS = 600;
const GROUP_ID = 'messenger';
/** The calls of the elements that are shown; the last three are never made. */
const SHOWN_CALLS = ['joinGroup', 'quitGroup', 'sendMessage', 'login', 'logout', 'destroy'];

const byId = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const version = query.get('sdk') === 'v3' ? 'v3' : 'v2';
const { text, notify, write } = startPage(texts, { onChange: showAll });
const conversations = createConversations({ text });
/** The markup of the live room, which is removed and added again. */
const roomContent = document.importNode(byId('room'), true);
let chat;
let chatForRoom;
let token;
let isLoggedIn = false;
let logins = 0;
let replies = 0;

byId('sdk').querySelector(`[value=${version}]`).checked = true;
showAll();

function showAll() {
  conversations.write();
  showLogin();
}

function showLogin() {
  byId('user').textContent = isLoggedIn ? token.nick || token.userId : text('nobody');
  byId('logins').textContent = logins;
  byId('login').dataset.text = isLoggedIn ? 'logOut' : 'logIn';
  byId('login').textContent = text(byId('login').dataset.text);
}

function showRecord({ listeners, calls }) {
  byId('listeners').textContent = listeners;
  byId('calls').textContent = SHOWN_CALLS.map((name) => `${name} ${calls.get(name) ?? 0}`).join(', ');
}

/** The site's login. The elements never do this on an instance that the page has given to them. */
async function logIn() {
  byId('login').disabled = true;
  try {
    token = await fetchToken(GROUP_ID);
    if (!token.userSig) return notify(text('guest'));
    chat ??= await startChat();
    logins++;
    await chat.login({ userID: token.userId, userSig: token.userSig });
  } catch (error) {
    notify(text('loginFailed') + error.message);
    byId('login').disabled = false;
  }
}

async function startChat() {
  const created = await createChat(version, token);
  created.on('sdkStateReady', () => void setLoggedIn(true));
  created.on('sdkStateNotReady', () => void setLoggedIn(false));
  created.on('kickedOut', () => {
    void setLoggedIn(false);
    notify(text('loggedOut'));
  });
  created.on('onMessageReceived', ({ data }) => {
    for (const { conversationType, from, payload, time } of data)
      if (conversationType === 'C2C' && typeof payload.text === 'string')
        conversations.add(from, { text: payload.text, isOwn: false, at: time * 1000 });
  });
  conversations.leaveOut(token.userId);
  return created;
}

async function setLoggedIn(value) {
  isLoggedIn = value;
  byId('login').disabled = false;
  showLogin();
  if (!value || chatForRoom) return;
  try {
    // The page sets the name that others see, also in the live room.
    if (token.nick) await chat.updateMyProfile({ nick: token.nick });
  } catch (error) {
    notify(error.message);
  }
  chatForRoom = recordCalls(chat, showRecord);
  connectRoom();
  byId('mount').disabled = false;
}

/** Gives the page's instance to the elements that are in the page. */
function connectRoom() {
  // tim-js-sdk 2.x cannot tell who is logged in.
  Object.assign(byId('chat'), { userId: token.userId, chat: chatForRoom });
}

byId('mount').addEventListener('click', ({ currentTarget }) => {
  const isShown = byId('room') !== null;
  currentTarget.setAttribute('aria-pressed', String(!isShown));
  byId('no-room').hidden = !isShown;
  if (isShown) return byId('room').remove();
  byId('no-room').before(document.importNode(roomContent, true));
  write();
  connectRoom();
});

byId('login').addEventListener('click', () => {
  if (!isLoggedIn) return void logIn();
  byId('login').disabled = true;
  chat.logout().catch((error) => {
    notify(error.message);
    byId('login').disabled = false;
  });
});

byId('sdk').addEventListener('change', ({ target }) => {
  query.set('sdk', target.value);
  for (const [name, value] of new URLSearchParams(location.search)) if (name !== 'sdk') query.set(name, value);
  location.search = query;
});

byId('write').addEventListener('submit', async (event) => {
  event.preventDefault();
  const said = byId('text').value.trim();
  const { userId, answers } = conversations.chosen;
  if (said === '' || !isLoggedIn) return;
  byId('text').value = '';
  try {
    const message = chat.createTextMessage({ to: userId, conversationType: 'C2C', payload: { text: said } });
    await chat.sendMessage(message);
    conversations.add(userId, { text: said, isOwn: true, at: Date.now() });
    if (answers) setTimeout(askForReply, REPLY_AFTER_MS, userId);
  } catch (error) {
    byId('text').value ||= said;
    notify(text('notSent') + error.message);
  }
});

/** The demo plays this user: its server sends the reply through the emulator. */
function askForReply(from) {
  const replyTexts = text('replies');
  fetch('/api/private-message', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ from, text: replyTexts[replies++ % replyTexts.length] }),
  }).catch((error) => notify(error.message));
}

await logIn();
