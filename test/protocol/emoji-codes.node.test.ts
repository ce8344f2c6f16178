import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeFace, findEmojiCodes, replaceEmojiCodes } from '../../src/protocol/emoji-codes.js';
import { isEmojiOnly } from '../../src/protocol/room-metadata.js';

/** All names that TUIKit sends, as its web, Android and iOS versions list them. */
const TUIKIT =
  'Smile Expect Blink Guffaw KindSmile Haha Cheerful Speechless Amazed Sorrow Complacent Silly Lustful Giggle Kiss Wail TearsLaugh Trapped Mask Fear BareTeeth FlareUp Yawn Tact Stareyes ShutUp Sigh Hehe Silent Surprised Askance Ok Shit Monster Daemon Rage Fool Pig Cow Ai Skull Bombs Coffee Cake Beer Flower Watermelon Rich Heart Moon Sun Star RedPacket Celebrate Bless Fortune Convinced Prohibit 666 857 Knife Like'.split(
    ' ',
  );
/** All names of the web demos before TUIKit. */
const OLDER =
  'NO OK 下雨 么么哒 乒乓 便便 信封 偷笑 傲慢 再见 冷汗 凋谢 刀 删除 勾引 发呆 发抖 可怜 可爱 右哼哼 右太极 右车头 吐 吓 咒骂 咖啡 啤酒 嘘 困 坏笑 多云 大兵 大哭 太阳 奋斗 奶瓶 委屈 害羞 尴尬 左哼哼 左太极 左车头 差劲 弱 强 彩带 彩球 得意 微笑 心碎了 快哭了 怄火 怒 惊恐 惊讶 憨笑 手枪 打哈欠 抓狂 折磨 抠鼻 抱抱 抱拳 拳头 挥手 握手 撇嘴 擦汗 敲打 晕 月亮 棒棒糖 汽车 沙发 流汗 流泪 激动 灯泡 炸弹 熊猫 爆筋 爱你 爱心 爱情 猪头 猫咪 献吻 玫瑰 瓢虫 疑问 白眼 皮球 睡觉 磕头 示爱 礼品袋 礼物 篮球 米饭 糗大了 红双喜 红灯笼 纸巾 胜利 色 药 菜刀 蛋糕 蜡烛 街舞 衰 西瓜 调皮 象棋 跳绳 跳跳 车厢 转圈 鄙视 酷 钞票 钻戒 闪电 闭嘴 闹钟 阴险 难过 雨伞 青蛙 面条 鞭炮 风车 飞吻 飞机 饥饿 香蕉 骷髅 麦克风 麻将 鼓掌 龇牙 激动'.split(
    ' ',
  );

describe('The emoji codes of Tencent’s apps', () => {
  it('all become emoji, by their codes and by their names in brackets', () => {
    assert.equal(TUIKIT.length, 62);
    for (const code of [
      ...TUIKIT.map((name) => `[TUIEmoji_${name}]`),
      ...TUIKIT.map((name) => `[${name}]`),
      ...OLDER.map((name) => `[${name}]`),
    ])
      assert.ok(isEmojiOnly(replaceEmojiCodes(code)), code);
  });

  it('are replaced inside a text, which stays as it is otherwise', () => {
    assert.equal(replaceEmojiCodes('Hi[TUIEmoji_Smile] you [龇牙][TUIEmoji_Ok]!'), 'Hi🙂 you 😁👌!');
    assert.equal(replaceEmojiCodes('[[TUIEmoji_Smile]]'), '[🙂]');
    assert.equal(replaceEmojiCodes('no brackets'), 'no brackets');
    assert.deepEqual(findEmojiCodes('a[OK]'), [{ start: 1, end: 5, text: '👌' }]);
  });

  it('are those of the list: other brackets are text', () => {
    for (const text of [
      ...['[AI] summary', '[1]', '[x]', '[]', '[', ']', '[TUIEmoji_]', '[TUIEmoji_Nonsense]', '[tuiemoji_smile]'],
      ...['[smile]', '[ Smile ]', '[直播]', '[TUIEmoji_Smile', 'TUIEmoji_Smile]', '【微笑】', '[@custom_dog]'],
      ...['[__proto__]', '[constructor]', '[toString]', '[TUIEmoji_hasOwnProperty]'],
    ])
      assert.equal(replaceEmojiCodes(text), text);
  });

  it('are found in linear time', () => {
    for (const unit of ['[', '[TUIEmoji_', '[TUIEmoji_Smile', '[微', '[a]', ']', '[[]']) {
      const text = unit.repeat(200_000 / unit.length);
      const started = performance.now();
      assert.equal(replaceEmojiCodes(text), text);
      assert.ok(performance.now() - started < 1000, unit);
    }
    assert.equal(replaceEmojiCodes('[OK]'.repeat(20_000)), '👌'.repeat(20_000));
  });
});

describe('A face', () => {
  it('is described by emoji or words', () => {
    for (const [data, text] of [
      ['[TUIEmoji_Smile]', '🙂'],
      ['TUIEmoji_Smile', '🙂'],
      ['微笑', '🙂'],
      ['🎉', '🎉'],
      ['🇨🇳', '🇨🇳'],
      ['rose garden', 'rose garden'],
      ['笑脸', '笑脸'],
    ] as const)
      assert.equal(describeFace(data), text, data);
  });

  it('shows nothing of other data', () => {
    for (const data of [
      ...[
        '',
        ' ',
        'tt00',
        'yz07@2x',
        'gcs16',
        '[TUIEmoji_New]',
        'https://example.org/1.png',
        '{"id":1}',
        '@Ana',
        'a_b',
      ],
      ...['🎉 4711', '🎉<b>', '__proto__'],
    ])
      assert.equal(describeFace(data), '', data);
  });
});
