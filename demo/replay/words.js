// The words of the replay page, beside those of all pages.
export const words = {
  en: {
    title: 'Replay',
    intro:
      'A recorded room flies again in step with the sound: play, pause, seek, change the speed, let it loop. The sound and the picture are made by this page.',
    recording: 'Recording',
    density: 'How much was said when; click to go there',
    speed: 'Speed',
    loop: 'Loop',
    comment: 'Comment at this moment',
    add: 'Add',
    comments: 'Comments of the recording',
  },
  'zh-CN': {
    title: '回放',
    intro: '录下来的房间随声音重新飞过：播放、暂停、跳转、变速、循环。声音和画面都由本页生成。',
    recording: '录像',
    density: '各时刻的弹幕多少；点击可跳转',
    speed: '速度',
    loop: '循环',
    comment: '在此刻发一条弹幕',
    add: '添加',
    comments: '录像中的弹幕',
  },
};
