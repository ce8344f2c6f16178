/** The sender of tips and notices. */
export const SYSTEM_ACCOUNT = '@TIM#SYSTEM';
