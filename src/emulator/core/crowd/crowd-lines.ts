// What the simulated viewers are called and what they say: everyday words in Chinese and English, and what gives
// layouts trouble: long words, emoji, right-to-left writing, mixed directions, stacked accents.

/** What they say in Chinese. */
export const CHINESE_LINES: readonly string[] = [
  '主播好！', '来了来了', '前排占座', '哈哈哈哈哈', '这个太好看了吧', '666666', '第一次来，请多关照', '主播今天状态真好', '弹幕护体', '求歌单', '刚下班，赶上了吗？', '声音有点小',
  '画面好清晰', '太强了', '笑死我了😂', '爷青回', '晚上好，各位', '这段我能看十遍', '有没有北京的朋友', '什么时候再播？', '主播吃饭了吗', '慢一点慢一点', '学到了', '收藏了收藏了',
  '高能预警⚠️', '泪目', '这也太治愈了', '给主播点赞👍', '下一首唱什么？', '好耶！🎉', '名场面', '我截图了', '节奏起来了', '原来是这样', '别走，再来一个', '大家周末愉快',
];

/** What they say in English. */
export const ENGLISH_LINES: readonly string[] = [
  'hello everyone', 'just got here, what did I miss?', 'this is so good', 'lol', 'first time watching!', 'the sound is great today', 'wow', 'can you play that again?', 'greetings from Lisbon', 'good evening from Nairobi',
  'haha that was close', 'I love this part', 'who else is watching on a phone?', 'take your time', 'what camera is that?', 'no way', 'here we go 🎉', '👏👏👏', 'that colour is beautiful', 'is this live?',
  'yes!!', 'so calm', 'how long did this take you?', 'one more please', 'I am learning so much', 'hi from the train', 'the chat is flying', 'best stream this week', '🔥🔥', 'thank you for this',
  'what was the name of that song?', 'my cat is watching too 🐈', 'brb tea', 'back', 'that escalated quickly', 'good night all',
];

/** What tries the layout. */
export const AWKWARD_LINES: readonly string[] = [
  'Donaudampfschifffahrtsgesellschaftskapitänsmütze', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '👨‍👩‍👧‍👦👩🏽‍🚀🏳️‍🌈🇲🇽', 'مرحبا بالجميع', 'هذا رائع جدا!', 'שלום לכולם', 'זה ממש יפה (100%)', 'I said «مرحبا» and left',
  'z̸̢͝a̵̛͠l̷͘͜g̶͡o̴', 'ありがとう！', '안녕하세요 여러분', 'สวัสดีทุกคน', 'नमस्ते दोस्तों', '1234567890123456789012345678901234567890', 'https://example.com/a/very/long/address/that/does/not/end/soon?and=has&many=parts', '   ', '<b>not bold</b> &amp; not code', '哈'.repeat(80), '🎆'.repeat(20),
];

/** Names of the simulated viewers who write Chinese. */
export const CHINESE_NAMES: readonly string[] = ['小雨', '阿北', '晚风', '橙子', '团子', '山月', '青柠', '栗子', '阿宁', '星河', '木木', '云朵', '石头', '南风', '豆包儿', '鹿鸣'];
/** Names of the simulated viewers who write English. */
export const ENGLISH_NAMES: readonly string[] = ['Ada', 'Bruno', 'Chidi', 'Dana', 'Emeka', 'Freya', 'Goran', 'Hana', 'Ines', 'Jonas', 'Kofi', 'Lena', 'Milo', 'Noor', 'Oskar', 'Priya'];
