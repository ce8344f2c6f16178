// A classic script in the head: applies language, direction and theme from the URL before the first paint.
(() => {
  const query = new URLSearchParams(location.search);
  const root = document.documentElement;
  root.lang =
    query.get('lang') === 'zh-CN' || (!query.has('lang') && /^zh\b/i.test(navigator.language)) ? 'zh-CN' : 'en';
  root.dir = query.get('dir') === 'rtl' ? 'rtl' : 'ltr';
  root.dataset.scheme = ['light', 'dark'].includes(query.get('scheme') ?? '') ? query.get('scheme') : 'auto';
})();
