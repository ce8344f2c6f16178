// Applies the URL parameters: ?room=… &show=chat|danmaku &side=start &size=20 &preview. The page loads it before the
// script that defines the elements, and module scripts run in order, so that the right room is joined.
const query = new URLSearchParams(location.search);
const root = document.documentElement;
const chat = document.getElementById('chat');
if (query.get('room')) chat.setAttribute('group-id', query.get('room'));
if (query.get('show') === 'chat') document.getElementById('layer').remove();
root.classList.toggle('only-danmaku', query.get('show') === 'danmaku');
root.classList.toggle('at-start', query.get('side') === 'start');
const size = Number(query.get('size'));
if (size >= 10 && size <= 80)
  for (const part of ['text', 'author']) chat.style.setProperty(`--chat-${part}-size`, `${size}px`);

if (query.has('preview')) {
  root.classList.add('is-preview');
  const picture = document.getElementById('picture');
  picture.hidden = false;
  document.getElementById('how').hidden = false;
  const address = new URL(`./?room=${encodeURIComponent(chat.getAttribute('group-id'))}`, location.href).href;
  document.getElementById('address').textContent = address;
  // Only the preview loads these.
  Promise.all([
    import('../gallery/aurora.js'),
    import('../page/start-page.js'),
    import('./texts.js'),
    import('../page/crowd-client.js'),
  ]).then(
    ([{ startAurora }, { startPage }, { texts }, { startCrowd }]) => {
      startAurora(picture);
      const { copy } = startPage(texts);
      document.getElementById('copy').addEventListener('click', () => copy(address));
      void startCrowd(chat.getAttribute('group-id'));
    },
    (error) => console.error(error),
  );
}
