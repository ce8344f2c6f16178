/**
 * Marks our own control messages among the custom messages of Tencent's apps, which name their kind in `businessID`
 * too.
 */
export const CONTROL_BUSINESS_ID = 'LiveChatElements_control';
