// The texts of the strict page.
export const texts = {
  en: {
    title: 'With a strict Content Security Policy',
    intro:
      'This page is served with the policy below: no inline styles or scripts, no other hosts, Trusted Types ' +
      'enforced. The three elements work as on any other page. Every violation that the browser reports is counted ' +
      'here.',
    violations: (count) => (count === 1 ? '1 violation' : `${count} violations`),
    policy: 'The policy of this page',
    noPolicy: 'This page has no policy.',
    policyUnknown: 'The policy could not be read: ',
    tryTitle: 'Send hostile text',
    tryIntro: 'Each button sends a text to the room in your name. It must be shown as plain, readable text everywhere.',
    image: 'Image with event handler',
    script: 'Script',
    template: 'Template',
    turned: 'Bidirectional override',
    marks: 'Stacked marks',
    long: 'Long word',
    notSent: 'Not sent: ',
  },
  'zh-CN': {
    title: '在严格的内容安全策略下',
    intro:
      '本页面使用下方的策略：没有内联样式和脚本，不访问其他主机，并强制启用 Trusted Types。三个元素照常工作。浏览器报告的每次违规都会在这里计数。',
    violations: (count) => `${count} 次违规`,
    policy: '本页面的策略',
    noPolicy: '没有策略。',
    policyUnknown: '无法读取策略：',
    tryTitle: '发送恶意文字',
    tryIntro: '每个按钮都会以你的身份向直播间发送一段文字，它在任何地方都应显示为普通、可读的文字。',
    image: '带事件处理的图片',
    script: '脚本',
    template: '模板',
    turned: '双向控制字符',
    marks: '堆叠的组合符号',
    long: '超长单词',
    notSent: '未发送：',
  },
};
