// The list of conversations and the private messages of the chosen one.

/** How many private messages of a conversation are kept. */
const MAX_TEXTS = 200;
/** The conversations that are there from the start. Those who answer are users that the demo plays. */
const CONTACTS = [
  { userId: 'mia', name: 'Mia', answers: true },
  { userId: 'jonas', name: 'Jonas', answers: true },
  { userId: 'ana', name: 'Ana', answers: false },
  { userId: 'wei', name: '小雨', answers: false },
];

const byId = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** @param {{ text(key: string): any }} page */
export function createConversations({ text }) {
  const contacts = new Map(CONTACTS.map((contact) => [contact.userId, { ...contact, texts: [], unread: 0 }]));
  let chosen = CONTACTS[0].userId;

  function contactOf(userId) {
    if (!contacts.has(userId)) contacts.set(userId, { userId, name: userId, answers: false, texts: [], unread: 0 });
    return contacts.get(userId);
  }

  function showContacts() {
    const rows = [...contacts.values()].map(({ userId, name, answers, unread, texts: said }) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.user = userId;
      button.setAttribute('aria-pressed', String(userId === chosen));
      const title = document.createElement('b');
      title.dir = 'auto';
      title.textContent = name;
      const last = document.createElement('small');
      last.dir = 'auto';
      last.textContent = said.at(-1)?.text ?? text(answers ? 'answersHere' : 'otherWindow');
      button.append(title, last);
      if (unread > 0) {
        const count = document.createElement('span');
        count.className = 'unread';
        count.textContent = unread;
        count.setAttribute('role', 'img');
        count.setAttribute('aria-label', text('unread')(unread));
        button.append(count);
      }
      const row = document.createElement('li');
      row.append(button);
      return row;
    });
    const focused = document.activeElement?.dataset?.user;
    byId('contacts').replaceChildren(...rows);
    if (focused)
      byId('contacts')
        .querySelector(`[data-user="${CSS.escape(focused)}"]`)
        ?.focus();
  }

  function rowOf({ text: said, isOwn, at }) {
    const row = document.createElement('li');
    row.className = isOwn ? 'is-own' : '';
    const words = document.createElement('span');
    words.dir = 'auto';
    words.textContent = said;
    const when = document.createElement('time');
    when.dateTime = new Date(at).toISOString();
    when.textContent = time.format(at);
    row.append(words, when);
    return row;
  }

  function showTexts() {
    byId('texts').replaceChildren(...contactOf(chosen).texts.map(rowOf));
    byId('thread').scrollTop = byId('thread').scrollHeight;
  }

  byId('contacts').addEventListener('click', ({ target }) => {
    const userId = target.closest('button')?.dataset.user;
    if (userId === undefined) return;
    chosen = userId;
    contactOf(chosen).unread = 0;
    showContacts();
    showTexts();
  });

  return {
    get chosen() {
      return contactOf(chosen);
    },
    /** Removes the user of this page from the conversations. */
    leaveOut(userId) {
      contacts.delete(userId);
      showContacts();
    },
    /** @param {string} userId @param {{ text: string, isOwn: boolean, at: number }} message `at` in Unix ms */
    add(userId, message) {
      const contact = contactOf(userId);
      contact.texts.push(message);
      if (contact.texts.length > MAX_TEXTS) contact.texts.shift();
      if (userId !== chosen) contact.unread++;
      else {
        byId('texts').append(rowOf(message));
        while (byId('texts').childElementCount > MAX_TEXTS) byId('texts').firstElementChild.remove();
        byId('thread').scrollTop = byId('thread').scrollHeight;
      }
      showContacts();
    },
    /** Writes everything again, in the page's present language. */
    write() {
      showContacts();
      showTexts();
    },
  };
}
