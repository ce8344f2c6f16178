// The words of the strict page, beside those of all pages.
export const words = {
  en: {
    title: 'Under a strict policy',
    intro:
      'This page is served with the policy below: no inline style, no inline script, no other host, Trusted Types enforced. The three elements run as anywhere else. Whatever the browser refuses is counted here.',
    violations: (count) => (count === 1 ? '1 violation' : `${count} violations`),
    policy: 'The policy of this page',
    noPolicy: 'No policy.',
    policyUnknown: 'The policy could not be read: ',
    tryTitle: 'Try to break it',
    tryIntro: 'Each button sends a text into the room as you. It has to arrive as plain, readable text, everywhere.',
    image: 'An image with a handler',
    script: 'A script',
    template: 'A template',
    turned: 'Turned text',
    marks: 'A tower of marks',
    long: 'A long word',
    notSent: 'Not sent: ',
  },
  'zh-CN': {
    title: '在严格策略之下',
    intro:
      '本页面使用下方的策略：没有内联样式，没有内联脚本，不访问其他主机，并强制启用 Trusted Types。三个元素照常运行。浏览器拒绝的一切都会在这里计数。',
    violations: (count) => `${count} 次违规`,
    policy: '本页面的策略',
    noPolicy: '没有策略。',
    policyUnknown: '无法读取策略：',
    tryTitle: '试着攻破它',
    tryIntro: '每个按钮都会以你的身份向房间发送一段文字。它在任何地方都应显示为普通、可读的文字。',
    image: '带处理函数的图片',
    script: '脚本',
    template: '模板',
    turned: '反向文字',
    marks: '堆叠的音标',
    long: '超长单词',
    notSent: '未发送：',
  },
};
