// What a user reads in an app that shows the service's error text, when a rule of the room refused the message.
import type { RefusalRule } from '../../protocol/refusal-code.js';

/** A text for each rule; `{seconds}` is the wait in slow mode. */
type RefusalTexts = Readonly<Record<RefusalRule, string>>;

const texts = (
  slowMode: string,
  emojiOnly: string,
  tooLong: string,
  tooFast: string,
  notAllowed: string,
): RefusalTexts => ({ slowMode, emojiOnly, tooLong, tooFast, notAllowed });

/** The same languages as those of the elements, by BCP 47 tag. */
export const REFUSAL_TEXTS: ReadonlyMap<string, RefusalTexts> = new Map([
  [
    'en',
    texts(
      'Slow mode: you can write again in {seconds} s.',
      'Only emoji can be sent in this room now.',
      'This message is too long.',
      'You are sending too fast.',
      'You may not send this.',
    ),
  ],
  [
    'zh-CN',
    texts(
      '慢速模式：{seconds} 秒后可再次发言。',
      '直播间当前仅可发送表情。',
      '消息太长了。',
      '发送太快了，请稍后再试。',
      '不允许发送该内容。',
    ),
  ],
  [
    'zh-TW',
    texts(
      '慢速模式：{seconds} 秒後可再次留言。',
      '聊天室目前只能傳送表情符號。',
      '訊息太長了。',
      '傳送太快了，請稍後再試。',
      '不允許傳送此內容。',
    ),
  ],
  [
    'ja',
    texts(
      '低速モード：あと{seconds}秒で送信できます。',
      '現在このルームで送信できるのは絵文字のみです。',
      'メッセージが長すぎます。',
      '送信の間隔が短すぎます。',
      'この内容は送信できません。',
    ),
  ],
  [
    'ko',
    texts(
      '저속 모드: {seconds}초 후에 다시 보낼 수 있습니다.',
      '지금 이 방에서는 이모지만 보낼 수 있습니다.',
      '메시지가 너무 깁니다.',
      '메시지를 너무 빨리 보내고 있습니다.',
      '보낼 수 없는 내용입니다.',
    ),
  ],
  [
    'id',
    texts(
      'Mode lambat: Anda bisa menulis lagi dalam {seconds} dtk.',
      'Saat ini hanya emoji yang bisa dikirim di room ini.',
      'Pesan ini terlalu panjang.',
      'Anda mengirim terlalu cepat.',
      'Anda tidak boleh mengirim ini.',
    ),
  ],
  [
    'th',
    texts(
      'โหมดช้า: ส่งได้อีกครั้งใน {seconds} วินาที',
      'ตอนนี้ห้องนี้ส่งได้เฉพาะอีโมจิ',
      'ข้อความยาวเกินไป',
      'คุณส่งเร็วเกินไป',
      'คุณส่งสิ่งนี้ไม่ได้',
    ),
  ],
  [
    'vi',
    texts(
      'Chế độ chậm: bạn có thể gửi lại sau {seconds} giây.',
      'Hiện phòng này chỉ gửi được biểu tượng cảm xúc.',
      'Tin nhắn quá dài.',
      'Bạn gửi quá nhanh.',
      'Bạn không được gửi nội dung này.',
    ),
  ],
  [
    'es',
    texts(
      'Modo lento: podrás volver a escribir en {seconds} s.',
      'Ahora solo se pueden enviar emojis en esta sala.',
      'El mensaje es demasiado largo.',
      'Envías mensajes demasiado rápido.',
      'No puedes enviar esto.',
    ),
  ],
  [
    'pt-BR',
    texts(
      'Modo lento: você pode escrever de novo em {seconds} s.',
      'Agora só é possível enviar emojis nesta sala.',
      'A mensagem é longa demais.',
      'Você está enviando rápido demais.',
      'Você não pode enviar isto.',
    ),
  ],
  [
    'ar',
    texts(
      'الوضع البطيء: يمكنك الكتابة مجددًا بعد {seconds} ث.',
      'يمكن إرسال الرموز التعبيرية فقط في هذه الغرفة الآن.',
      'الرسالة طويلة جدًا.',
      'أنت ترسل بسرعة كبيرة.',
      'لا يُسمح لك بإرسال هذا.',
    ),
  ],
  [
    'de',
    texts(
      'Langsamer Modus: In {seconds} s kannst du wieder schreiben.',
      'In diesem Raum sind gerade nur Emojis erlaubt.',
      'Die Nachricht ist zu lang.',
      'Du sendest zu schnell.',
      'Das darfst du nicht senden.',
    ),
  ],
  [
    'fr',
    texts(
      'Mode lent : vous pourrez écrire à nouveau dans {seconds} s.',
      'Seuls les émojis sont autorisés dans ce salon pour le moment.',
      'Le message est trop long.',
      'Vous envoyez trop vite.',
      'Vous ne pouvez pas envoyer cela.',
    ),
  ],
]);

const TRADITIONAL = /^zh-(?:[a-z-]*hant|tw|hk|mo)\b/i;

/** The texts for a BCP 47 language tag, as the elements choose theirs; English for any other language or invalid tag. */
export function refusalTexts(lang: string): RefusalTexts {
  const [language = ''] = lang.toLowerCase().split(/[-_]/);
  const tag = language === 'zh' ? (TRADITIONAL.test(lang.replaceAll('_', '-')) ? 'zh-TW' : 'zh-CN') : language;
  const found = REFUSAL_TEXTS.get(tag === 'pt' ? 'pt-BR' : tag) ?? REFUSAL_TEXTS.get('en');
  if (!found) throw new Error('There are no English texts.');
  return found;
}
