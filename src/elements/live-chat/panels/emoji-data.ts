// The emoji of the panel: a selection for live rooms, not all of Unicode. Each line has the emoji, then search terms in
// English, then in Chinese (simplified and traditional where they differ).
import type { TermKey } from '../../shared/terms/terms.js';

export interface Emoji {
  readonly char: string;
  /** The first term is its accessible name. */
  readonly english: string;
  readonly chinese: string;
}

export interface EmojiGroup {
  readonly title: TermKey;
  readonly emoji: readonly Emoji[];
}

function group(title: TermKey, lines: string): EmojiGroup {
  const emoji = lines
    .trim()
    .split('\n')
    .map((line) => {
      const [char = '', english = '', chinese = ''] = line.trim().split('|');
      return { char, english, chinese };
    });
  return { title, emoji };
}

/** All groups, in the order of the panel. */
export const EMOJI_GROUPS: readonly EmojiGroup[] = [
  group(
    'emojiSmileys',
    `
    😀|grin happy smile|笑 开心 開心
    😄|laugh happy|大笑 开心 開心
    😂|joy tears laugh lol|笑哭
    🤣|rolling laugh rofl|笑翻 打滚 打滾
    😊|blush smile|微笑 害羞
    😍|heart eyes love|爱心眼 愛心眼 喜欢 喜歡
    🥰|love hearts adore|爱 愛 喜欢 喜歡
    😘|kiss|飞吻 飛吻 亲 親
    😋|yum tasty|好吃 馋 饞
    😎|cool sunglasses|酷 墨镜 墨鏡
    🤩|star struck wow|星星眼 哇
    🥳|party celebrate|派对 派對 庆祝 慶祝
    😉|wink|眨眼
    🙂|slight smile|微笑
    😏|smirk|得意
    🤔|thinking hmm|思考 想
    😮|wow surprised|惊讶 驚訝 哇
    😱|scream shocked|尖叫 震惊 震驚
    😴|sleep tired|睡 困
    😢|cry sad|哭 难过 難過
    😭|sob cry|大哭
    😅|sweat relief|汗 尴尬 尷尬
    😤|huff proud|哼 不服
    😡|angry mad|生气 生氣 怒
    🥺|pleading please|可怜 可憐 拜托 拜託
    🙄|eye roll|白眼
    🤗|hug|抱抱 拥抱 擁抱
    🫡|salute|敬礼 敬禮
    🤫|quiet shush|嘘 噓 安静 安靜
    🤯|mind blown|震撼 爆炸
    😇|angel innocent|天使
    🤓|nerd|书呆子 書呆子
    🥶|cold freezing|冷
    🥵|hot|热 熱
    🤡|clown|小丑
    👻|ghost|鬼 幽灵 幽靈
    💀|skull dead|骷髅 骷髏 笑死
    🐶|dog face|狗 狗头 狗頭
  `,
  ),
  group(
    'emojiPeople',
    `
    👍|thumbs up like good yes|赞 讚 好
    👎|thumbs down no bad|踩 差
    👏|clap applause bravo|鼓掌
    🙌|raised hands hooray|万岁 萬歲 举手 舉手
    👋|wave hello hi bye|挥手 揮手 你好 再见 再見
    🙏|please thanks pray|谢谢 謝謝 拜托 拜託 祈祷 祈禱
    💪|strong muscle|加油 强 強 肌肉
    🤝|handshake deal|握手
    ✌️|victory peace|胜利 勝利 耶
    🤞|fingers crossed luck|好运 好運
    🤟|love you|爱你 愛你
    🤘|rock on|摇滚 搖滾
    👌|ok fine|好的 可以
    🫰|finger heart|比心
    🫶|heart hands|比心 爱心 愛心
    👀|eyes look|看 眼睛 围观 圍觀
    🙋|raise hand question|举手 舉手 提问 提問
    🤷|shrug|耸肩 聳肩 不知道
    🤦|facepalm|捂脸 捂臉
    💃|dance woman|跳舞
    🕺|dance man|跳舞
    🏃|run hurry|跑 快
  `,
  ),
  group(
    'emojiHearts',
    `
    ❤️|red heart love|红心 紅心 爱心 愛心
    🧡|orange heart|橙心
    💛|yellow heart|黄心 黃心
    💚|green heart|绿心 綠心
    💙|blue heart|蓝心 藍心
    💜|purple heart|紫心
    🖤|black heart|黑心
    🤍|white heart|白心
    💖|sparkling heart|闪亮的心 閃亮的心
    💘|arrow heart cupid|一箭穿心
    💔|broken heart|心碎
    💯|hundred perfect|满分 滿分 一百
    💋|lips kiss mark|吻 唇
  `,
  ),
  group(
    'emojiNature',
    `
    🐱|cat|猫 貓
    🐼|panda|熊猫 熊貓
    🐰|rabbit|兔
    🦄|unicorn|独角兽 獨角獸
    🐷|pig|猪 豬
    🐯|tiger|虎
    🐲|dragon|龙 龍
    🐔|chicken|鸡 雞
    🐧|penguin|企鹅 企鵝
    🐬|dolphin|海豚
    🌹|rose flower|玫瑰 花
    🌸|blossom flower|樱花 櫻花
    🌻|sunflower|向日葵
    🍀|clover luck|四叶草 四葉草 好运 好運
    🌈|rainbow|彩虹
    ☀️|sun|太阳 太陽
    🌙|moon night|月亮 晚安
    ⭐|star|星星
    ❄️|snow|雪
    🔥|fire hot lit|火
    💧|drop water|水滴
    🌊|wave sea|海浪
  `,
  ),
  group(
    'emojiFood',
    `
    🍉|watermelon|西瓜 吃瓜
    🍎|apple|苹果 蘋果
    🍓|strawberry|草莓
    🍋|lemon|柠檬 檸檬
    🍕|pizza|披萨 披薩
    🍔|burger|汉堡 漢堡
    🍜|noodles ramen|面 麵
    🥟|dumpling|饺子 餃子
    🍣|sushi|寿司 壽司
    🍿|popcorn watching|爆米花
    🍰|cake|蛋糕
    🍦|ice cream|冰淇淋
    🍺|beer|啤酒
    🍻|cheers|干杯 乾杯
    🍷|wine|红酒 紅酒
    ☕|coffee|咖啡
    🧋|bubble tea milk tea|奶茶 珍珠奶茶
    🍵|tea|茶
  `,
  ),
  group(
    'emojiActivity',
    `
    🎉|tada party congratulations|庆祝 慶祝 恭喜
    🎊|confetti|彩带 彩帶 庆祝 慶祝
    🎂|birthday cake|生日
    🎁|gift present|礼物 禮物
    🧧|red envelope|红包 紅包
    🏮|lantern|灯笼 燈籠
    🎆|fireworks|烟花 煙火
    🎈|balloon|气球 氣球
    🏆|trophy winner|奖杯 獎盃 冠军 冠軍
    🥇|gold medal first|金牌 第一
    ⚽|football soccer|足球
    🏀|basketball|篮球 籃球
    🎮|game|游戏 遊戲
    🎤|microphone sing|麦克风 麥克風 唱歌
    🎵|music note|音乐 音樂
    🎸|guitar|吉他
    🎬|film action|电影 電影
    🎧|headphones|耳机 耳機
  `,
  ),
  group(
    'emojiObjects',
    `
    ✨|sparkles shine|闪 閃 亮
    ⚡|lightning fast|闪电 閃電
    🚀|rocket|火箭
    💎|diamond gem|钻石 鑽石
    💰|money bag|钱 錢
    👑|crown king queen|皇冠
    📣|megaphone loud|喇叭 大声 大聲
    📷|camera photo|相机 相機 拍照
    📱|phone|手机 手機
    💡|idea bulb|灯泡 燈泡 想法
    ⏰|alarm time|闹钟 鬧鐘 时间 時間
    📌|pin|图钉 圖釘 置顶 置頂
    ✅|check yes done|对 對 完成
    ❌|cross no wrong|错 錯 不
    ❓|question|问号 問號
    ❗|exclamation|感叹号 驚嘆號
    💤|zzz sleep|睡
    💥|boom|爆 砰
    💢|anger|怒
    🆗|ok|好
    🔝|top|顶 頂
    🎯|target bullseye|命中 目标 目標
  `,
  ),
];
