// A plain script in the head, so that language, direction and scheme from the URL hold before the first paint.
(() => {
  const query = new URLSearchParams(location.search);
  const root = document.documentElement;
  root.lang =
    query.get('lang') === 'zh-CN' || (!query.has('lang') && /^zh\b/i.test(navigator.language)) ? 'zh-CN' : 'en';
  root.dir = query.get('dir') === 'rtl' ? 'rtl' : 'ltr';
  root.dataset.scheme = ['light', 'dark'].includes(query.get('scheme') ?? '') ? query.get('scheme') : 'auto';
})();
