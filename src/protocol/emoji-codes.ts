// Tencent's apps send an emoji as its name in brackets, and draw a picture of their own for it. Here the names become
// Unicode emoji, so that everything which reads a message sees the same characters. The names are those that the apps
// send; the emoji beside them are our choice.

/**
 * One emoji in each line, behind its names. First the 62 names of TUIKit, which stand behind `TUIEmoji_` (web, Android,
 * iOS, Flutter) or alone, and the Chinese ones that its older web versions sent; then the names of the web demos before
 * TUIKit. `[AI]` is missing: it is a mark of texts that no user wrote.
 */
const NAMES = `Smile 微笑 🙂
Expect 期待 🤗
Blink 眨眼 😉
Guffaw 大笑 😆
KindSmile 姨母笑 🥰
Haha 哈哈哈 🤣
Cheerful 愉快 😊
Speechless 无语 😑
Amazed 惊讶 😮
Sorrow 悲伤 难过 😢
Complacent 得意 酷 😎
Silly 傻了 🤪
Lustful 色 😍
Giggle 憨笑 😄
Kiss 亲亲 么么哒 飞吻 献吻 😘
Wail 大哭 😭
TearsLaugh 哭笑 😂
Trapped 困 😪
Mask 口罩 😷
Fear 恐惧 惊恐 😨
BareTeeth 龇牙 😁
FlareUp 发怒 怒 😡
Yawn 打哈欠 🥱
Tact 机智 🤓
Stareyes 星星眼 🤩
ShutUp 闭嘴 🤐
Sigh 叹气 😮‍💨
Hehe 呵呵 🙃
Silent 收声 嘘 🤫
Surprised 惊喜 😲
Askance 白眼 🙄
Ok OK 👌
Shit 便便 💩
Monster 怪兽 👹
Daemon 恶魔 😈
Rage 恶魔怒 👿
Fool 衰 😖
Pig 猪 猪头 🐷
Cow 牛 🐮
Ai 🤖
Skull 骷髅 💀
Bombs 炸弹 💣
Coffee 咖啡 ☕
Cake 蛋糕 🎂
Beer 啤酒 🍺
Flower 花 玫瑰 🌹
Watermelon 瓜 西瓜 🍉
Rich 壕 🤑
Heart 爱心 示爱 ❤️
Moon 月亮 🌙
Sun 太阳 ☀️
Star 星星 ⭐
RedPacket 红包 🧧
Celebrate 庆祝 彩带 🎉
Bless 福 🙏
Fortune 发 💰
Convinced 服 磕头 🙇
Prohibit 禁 🚫
666 🤙
857 街舞 🕺
Knife 刀 菜刀 🔪
Like 赞 强 👍
NO 🙅
下雨 🌧️
乒乓 🏓
信封 ✉️
偷笑 🤭
傲慢 😤
再见 挥手 👋
冷汗 😰
凋谢 🥀
删除 ❌
勾引 👉
发呆 😳
发抖 🥶
可怜 委屈 🥺
可爱 ☺️
右哼哼 左哼哼 怄火 😠
右太极 左太极 ☯️
右车头 左车头 🚄
车厢 🚃
吐 🤮
吓 😱
咒骂 爆筋 🤬
坏笑 阴险 😏
多云 ⛅
大兵 💂
奋斗 💪
奶瓶 🍼
害羞 😊
尴尬 糗大了 😅
差劲 弱 👎
彩球 🎊
心碎了 💔
快哭了 😿
手枪 🔫
抓狂 😫
折磨 😣
抠鼻 🥸
抱抱 🫂
抱拳 🤝
拳头 👊
握手 🤝
撇嘴 😒
擦汗 流汗 😓
敲打 🔨
晕 😵
棒棒糖 🍭
汽车 🚗
沙发 🛋️
流泪 😥
激动 🥳
灯泡 💡
熊猫 🐼
爱你 🤟
爱情 💕
猫咪 🐱
瓢虫 🐞
疑问 ❓
皮球 ⚽
睡觉 😴
礼品袋 🛍️
礼物 🎁
篮球 🏀
米饭 🍚
红双喜 💒
红灯笼 🏮
纸巾 🧻
胜利 ✌️
药 💊
蜡烛 🕯️
调皮 😜
象棋 ♟️
跳绳 跳跳 🤸
转圈 💃
鄙视 🫤
钞票 💵
钻戒 💍
闪电 ⚡
闹钟 ⏰
雨伞 ☂️
青蛙 🐸
面条 🍜
鞭炮 🧨
风车 🎡
飞机 ✈️
饥饿 😋
香蕉 🍌
麦克风 🎤
麻将 🀄
鼓掌 👏`;

let table: ReadonlyMap<string, string> | undefined;

/** Made with the first bracket that has the form of a code. */
function emojiByName(): ReadonlyMap<string, string> {
  return (table ??= new Map(
    NAMES.split('\n').flatMap((line) => {
      const names = line.split(' ');
      const emoji = names.pop() ?? '';
      return names.map((name) => [name, emoji] as const);
    }),
  ));
}

/** No name is longer: the time is linear, whatever brackets a text contains. */
const CODE = /\[(?:TUIEmoji_)?([A-Za-z\d\u4e00-\u9fff]{1,12})\]/g;
const WORDS = /^\p{L}[\p{L}\p{M} ]*$/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const NOT_EMOJI = /[\p{L}\p{N}!-~]/u;

/** A text with emoji for the codes in it; of the data of a face what can be shown, '' for a sticker without words. */
export type EmojiDecoder = (text: string, isFace?: boolean) => string;

/** An emoji in the place of a code; positions in UTF-16 units. */
export interface FoundEmoji {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The codes in a text, in order. Other words in brackets are none: people write brackets. */
export function findEmojiCodes(text: string): readonly FoundEmoji[] {
  if (!text.includes('[')) return [];
  const found: FoundEmoji[] = [];
  for (const { 0: code, 1: name = '', index } of text.matchAll(CODE)) {
    const emoji = emojiByName().get(name);
    if (emoji) found.push({ start: index, end: index + code.length, text: emoji });
  }
  return found;
}

/** The text with emoji for the codes in it. */
export function replaceEmojiCodes(text: string): string {
  let result = '';
  let position = 0;
  for (const { start, end, text: emoji } of findEmojiCodes(text)) {
    result += text.slice(position, start) + emoji;
    position = end;
  }
  return result + text.slice(position);
}

/**
 * What can be shown of a face, whose `data` is the name of a picture that only the sender's app has: emoji, or a word
 * of letters; '' for anything else, such as `tt00@2x`, an address or JSON.
 */
export function describeFace(data: string): string {
  const [alone] = findEmojiCodes(`[${data}]`); // some apps send the name without brackets
  const text = alone?.start === 0 ? alone.text : replaceEmojiCodes(data).trim();
  return WORDS.test(text) || (EMOJI.test(text) && !NOT_EMOJI.test(text)) ? text : '';
}
