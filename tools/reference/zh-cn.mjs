// Chinese translations of the sentences in the class comments, for docs/reference.zh-CN.md. A test fails if one is
// missing. A sentence whose English has changed counts as missing, as its translation may no longer be true.

/** Headings of the tables. */
export const labels = {
  attribute: '属性（attribute）',
  fallback: '默认值',
  property: '属性（property）与方法',
  event: '事件',
  slots: '**插槽**：',
  parts: '**部件**：',
  states: '**状态**：',
  cssProperty: '自定义属性',
  unnamed: '（默认）',
  readOnly: '只读。',
  to: '至',
  end: '。',
};

/** English → Chinese. */
export const sentences = {
  "URL of the server kit's moderation handler, for hosts and moderators whom only the application knows.":
    '服务端套件中管理接口的地址，供只有你的应用认识的主播和房管使用。',
  'Maximum number of messages in the list, 20 to 5000.': '列表中最多保留的消息数，20 到 5000。',
  'Maximum length of a message, in characters as users perceive them.': '单条消息的字数上限，按用户看到的字符计数。',
  'Notices of users who joined or left: combined (`digest`), each one (`all`), or hidden (`none`).':
    '进出直播间的提示：合并显示（`digest`）、逐条显示（`all`）或不显示（`none`）。',
  '`panel`, `overlay` (transparent, for use over a picture, without a composer) or `compact`.':
    '`panel`（面板）、`overlay`（透明，叠在画面上，没有输入框）或 `compact`（紧凑）。',
  'What is announced to screen readers: `auto` (depends on the message rate), `all`, `mentions` or `off`.':
    '读屏播报的内容：`auto`（根据消息多少自动调节）、`all`（全部）、`mentions`（仅提到自己的）或 `off`（关闭）。',
  "Which of Tencent's SDKs is loaded: `v2` (default), `v3`, or `auto`: the one that the token names.":
    '加载哪个版本的腾讯云 SDK：`v2`（默认）、`v3`，或 `auto`（由令牌指定）。',
  'Hides the composer.': '隐藏输入框。',
  'Hides avatars.': '隐藏头像。',
  'Loads no images from addresses that other users sent: avatars become initials, gifts have no image.':
    '不加载其他用户发来的图片地址：头像显示为文字，礼物不显示图片。',
  'Hides timestamps.': '隐藏时间。',
  'Options that the viewer cannot change: `on opacity area size speed density top bottom colored gifts subtitles`.':
    '观众不能更改的选项：`on opacity area size speed density top bottom colored gifts subtitles`。',
  'Shows a button over the picture with which viewers choose how they see comments.':
    '在画面上显示一个按钮，观众可用它选择弹幕的显示方式。',
  'Replaces the button of `controls`.': '替换 `controls` 的按钮。',
  'The button of `controls`.': '`controls` 的按钮。',
  'The panel that it opens.': '该按钮打开的面板。',
  '`title` counts messages that arrive while the page is hidden, in its title and as the badge of the app.':
    '`title`：页面隐藏时统计收到的消息，显示在页面标题和应用角标上。',
  'When the time of a message is shown: while it is pointed at or has the focus (`hover`), or `always`.':
    '何时显示消息的时间：指向或聚焦时（`hover`），或始终显示（`always`）。',
  'Options that the viewer cannot change: any of `text-size times pictures notices announce`.':
    '观众不能更改的选项，可填 `text-size times pictures notices announce` 中的若干项。',
  'Pauses the message list: it neither scrolls nor shows new messages until it is false again.':
    '暂停消息列表：恢复之前不滚动，也不显示新消息。',
  'Keeps unsent messages of the user across a reload of the page, in the same tab.':
    '刷新页面后保留本标签页里尚未发出的消息。',
  'Words, word lists and functions that filter text before it is sent, shown, announced or used as danmaku.':
    '词、词表和函数，在文字发送、显示、播报和作为弹幕显示之前进行过滤。',
  'The messages in the list, oldest first.': '消息列表里的消息，最早的在前。',
  'Whether the current user can send now.': '当前用户现在能否发言。',
  'Number of users in the room; undefined while unknown.': '直播间人数；未知时为 undefined。',
  'Sends `text` with `extras`. Rejects with a `ChatError` if it cannot be sent; the failed message stays listed.':
    '发送 `text` 和 `extras`。失败时以 `ChatError` 拒绝，失败的消息留在列表里。',
  'The quoted message in a reply.': '回复里被引用的消息。',
  'The message to which the user replies, over the input.': '输入框上方显示的、正在回复的消息。',
  'Sends a failed message again.': '重发一条失败的消息。',
  'Removes a failed message from the list.': '从列表中移除一条失败的消息。',
  'Joins the room; resolves when joined. Not needed for a room that the markup names.':
    '进入直播间，返回的 promise 在进入后兑现。标签里已指定直播间时不需要调用。',
  'Leaves the room.': '离开直播间。',
  'Scrolls to the newest message and follows new ones again.': '跳到最新消息并继续跟随。',
  'Focuses the input; without a composer, the message list.': '聚焦输入框；没有输入框时聚焦消息列表。',
  'The status of the room changed.': '直播间状态发生变化。',
  'A message arrived, or the user sent one.': '收到一条消息，或用户发送了一条消息。',
  'The user wants to send a message; cancelable, `text` may be replaced.': '用户要发送消息；可取消，`text` 可以改写。',
  'The service accepted a message of the user.': '服务已接受用户的消息。',
  'A message of the user could not be sent.': '用户的消息发送失败。',
  'Users joined or left, or their number changed.': '有用户进出，或人数变化。',
  'A guest pressed the sign-in button; cancelable.': '游客按了登录按钮；可取消。',
  'A user was selected in the list; cancelable, then no menu opens.':
    '在列表里选中了某个用户；可取消，取消后不打开菜单。',
  'A custom message of an unknown format arrived.': '收到一条无法识别格式的自定义消息。',
  'Messages were dropped because there were more than anyone can read.': '消息太多，来不及看的部分已丢弃。',
  'An error occurred; cancelable, then the element does not show it.': '发生错误；可取消，取消后元素不显示该错误。',
  'Replaces the name of the room and the number of users.': '替换直播间名称和人数。',
  'Replaces the announcement.': '替换公告。',
  'Shown while there are no messages.': '没有消息时显示。',
  'Before the input.': '输入框之前。',
  'Before the send button.': '发送按钮之前。',
  'Replaces the sign-in button that guests see.': '替换游客看到的登录按钮。',
  'The header.': '页眉。',
  'The message list, which scrolls.': '消息列表，可滚动。',
  'One message.': '一条消息。',
  'A message of the current user.': '当前用户的消息。',
  'A message of the host.': '主播的消息。',
  'A notice.': '系统提示。',
  'The name in a message.': '消息里的昵称。',
  'The avatar of a message.': '消息里的头像。',
  'The text of a message.': '消息里的文字。',
  'The time of a message.': '消息里的时间。',
  '"Host", "Moderator" or "You".': '“主播”“房管”或“我”。',
  'The announcement.': '公告。',
  'The button that scrolls to the newest message.': '回到最新消息的按钮。',
  'The composer.': '输入区。',
  'The input of the composer.': '输入框。',
  'The send button.': '发送按钮。',
  'The connection status.': '连接状态。',
  'The room is joined; likewise idle, connecting, reconnecting, closed, failed.':
    '已进入直播间；同理还有 idle、connecting、reconnecting、closed、failed。',
  'The current user can send now.': '当前用户现在可以发言。',
  'Height of the element.': '元素高度。',
  'Font family.': '字体。',
  'Font size of text.': '正文字号。',
  'Font size of names.': '昵称字号。',
  'Font size of notices, times and hints.': '提示、时间和说明的字号。',
  'Horizontal padding of messages.': '每条消息两侧的留白。',
  'Background.': '背景。',
  'Background of gifts, the announcement and the message under the pointer.': '礼物、公告和鼠标所在消息的背景。',
  'Background of inputs.': '输入框的背景。',
  'Separator lines.': '分隔线。',
  'Borders of inputs; at least 3:1 against the background.': '输入框的边框；与背景的对比度至少 3:1。',
  'Text colour.': '文字颜色。',
  'Colour of secondary text.': '次要文字的颜色。',
  'Accent colour.': '强调色。',
  'Text on the accent colour.': '强调色上的文字。',
  'Errors.': '错误。',
  'Mentions and reconnecting.': '提到自己、正在重连。',
  'Moderators.': '房管的颜色。',
  'Each of the eight colours of names.': '昵称的八种颜色。',
  'Corner radius of the element.': '元素的圆角。',
  'Corner radius of inputs and buttons.': '输入框和按钮的圆角。',
  'Corner radius of messages.': '消息的圆角。',
  'Duration of small transitions.': '细微变化的时长。',
  'Duration of the animation of a new message.': '新消息出现的时长。',
  'Share of the picture, from the top, in which comments are shown: 0 to 1.':
    '弹幕可用的区域，从顶部算起占画面的比例，0 到 1。',
  'CSS length to keep free at the top.': '顶部留空的高度，CSS 长度。',
  'CSS length to keep free at the bottom, for subtitles and controls.':
    '底部留空的高度，CSS 长度，留给字幕和播放控件。',
  'Scrolling speed, px/s. 0: a comment crosses in 8 s, at 90 to 260 px/s.':
    '滚动速度，像素/秒。0 表示一条弹幕用 8 秒穿过画面，限制在每秒 90 到 260 像素之间。',
  'How close comments of a lane follow each other: `low`, `normal` or `high`.':
    '同一弹道里前后弹幕的疏密：`low`、`normal` 或 `high`。',
  "Maximum comments on screen, not counting the user's own. 0: as many as fit.":
    '同屏弹幕的最大条数，不含自己的。0 表示弹道能放下多少就显示多少。',
  'When no lane is free: `drop` the comment, or let comments `overlap`.':
    '没有空弹道时丢弃（`drop`），或允许重叠（`overlap`）。',
  'Pauses all comments.': '暂停所有弹幕。',
  "Whose comments may be fixed at the top or the bottom: `all` users' or only `staff`'s; others scroll.":
    '谁的弹幕可以固定在顶部或底部：所有用户（`all`）或仅主播和房管（`staff`）；其他的改为滚动。',
  'Shows gifts without the picture that their sender names.': '礼物不显示发送者指定的图片。',
  'Shows no comments and keeps none.': '不显示弹幕，也不保留。',
  '`auto` follows the system setting; `reduce` shows two lines that fade; `full` always scrolls.':
    '`auto` 跟随系统设置；`reduce` 只显示两行淡入淡出的文字；`full` 始终滚动。',
  "A comment under the pointer stops and shows action buttons. The picture still receives the pointer's events.":
    '鼠标指向弹幕时该条停住，并显示操作按钮；画面仍可接收鼠标操作。',
  'A media element, or its id, to follow: comments pause with it and scroll at its rate. Empty: the one inside.':
    '要跟随的媒体元素或它的 id：弹幕随它暂停，并按它的播放速度滚动。留空时使用插槽里的媒体元素。',
  'A recorded room, replayed with `media`, or with the media element inside.':
    '录制的直播间，随 `media` 或插槽里的媒体元素回放。',
  'Shows a comment. Throws a `TypeError` when it has no text.': '显示一条弹幕。没有文字时抛出 `TypeError`。',
  'Removes all comments, shown or waiting.': '清除所有正在显示和等待中的弹幕。',
  'Resumes all comments.': '继续播放弹幕。',
  'Comments were not shown: `count` and `reason`.': '有弹幕未能显示：`count` 为条数，`reason` 为原因。',
  'The picture.': '画面。',
  'The area in which comments are shown.': '弹幕区域。',
  'A comment.': '一条弹幕。',
  'A gift.': '一个礼物。',
  'A comment of the user of this page.': '当前用户自己的弹幕。',
  'The fixed copy of the comment under the pointer.': '鼠标指向的弹幕的静止副本。',
  'A button of that copy.': '静止副本上的操作按钮。',
  'Text colour of comments without a colour of their own.': '未指定颜色的弹幕的文字颜色。',
  'Font size.': '字号。',
  'Font weight.': '字重。',
  'Height of a lane.': '弹道高度。',
  'Text outline: width and colour.': '文字描边：宽度和颜色。',
  'Opacity of comments.': '弹幕不透明度。',
  'Border of own comments.': '自己的弹幕的边框。',
  "Background of the host's and moderators' comments.": '主播和房管弹幕的底色。',
  'Background of comments at the top or the bottom, of gifts, and of the one under the pointer.':
    '顶部、底部固定弹幕、礼物和鼠标指向的弹幕的底色。',
  'A CSS mask over the stage, for example to keep faces visible.': '覆盖弹幕区域的 CSS 遮罩，例如用来避开人脸。',
  "Whose hearts are shown: `all` users', the user's `own`, or `none`.":
    '显示谁的爱心：所有人（`all`）、仅自己（`own`）或不显示（`none`）。',
  'Maximum hearts on screen, 0 to 200.': '同时显示的爱心数上限，0 到 200。',
  "Disables the button; the total and other users' hearts are still shown.": '禁用按钮；总数和其他用户的爱心照常显示。',
  'Known likes of the room; never decreases.': '目前已知的直播间点赞数，只增不减。',
  'True when `count` is the counter of the service or of your server; false when it is, or includes, the sum of the likes received since joining: without a counter, or for apps from 2016 to 2025, which update none.':
    '`count` 来自腾讯云或你的服务器的计数时为 true；等于或包含进入直播间后收到的点赞之和时为 false：例如没有计数器时，或收到 2016 到 2025 年应用的点赞时（它们不更新计数器）。',
  'Gives the room `n` likes, at most 5,000 per call, as `n` presses would. Does nothing while the button is disabled or the room is not joined. Throws a `TypeError` when `n` is not a whole number above 0.':
    '点 `n` 个赞，一次最多 5,000 个，相当于按了 `n` 次按钮。按钮被禁用或尚未进入直播间时不起作用。`n` 不是正整数时抛出 `TypeError`。',
  'Somebody gave likes: `delta`, `total`, `from`.': '有人点赞：`delta`、`total`、`from`。',
  'A guest pressed the button; cancelable.': '游客点击了按钮；可取消。',
  'Replaces the heart on the button. Decorative: the button has its own accessible name.':
    '替换按钮上的爱心图标。仅作装饰，按钮已有可访问名称。',
  'The native button.': '原生按钮。',
  'The icon on it.': '按钮上的图标。',
  'The total below it, in short form.': '按钮下方的总数，缩写形式。',
  'The point from which hearts rise.': '爱心升起的起点。',
  'A rising heart.': '升起的爱心。',
  "A heart of the user's own likes.": '自己点赞的爱心。',
  'The number of consecutive likes, beside the button.': '按钮旁的连击数。',
  'Size of the button; the click target is at least 44 px.': '按钮大小；点击区域不小于 44 像素。',
  'Colour of the heart on the button and of the combo.': '按钮上的爱心和连击数的颜色。',
  'Text on that colour.': '该颜色上的文字。',
  'Background of the button.': '按钮底色。',
  'Border colour of the button.': '按钮边框的颜色。',
  'Border radius of the button.': '按钮圆角。',
  'Colour of the total.': '总数的颜色。',
  'Font size of the total.': '总数的字号。',
  'Each of the six colours of hearts.': '爱心的六种颜色。',
};
