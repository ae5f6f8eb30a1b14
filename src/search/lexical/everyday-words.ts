import { normalWords } from "../words.js";

/**
 * Words of everyday speech that are a letter or two away from a shop's: "thanks" are no tanks, what is in "stock" are no socks.
 * Of English's most frequent words, those that would be taken for misspelt names of clothes, colours and qualities.
 */
export const EVERYDAY_WORDS: ReadonlySet<string> = new Set(
  normalWords(`
  appear appeared apply banana bathroom battle beard being bench better blank blaze blind blown booth brake brand brands bread breathing
  bridge bridges bring brings broad broke brush bubble bullet carnival cause causes chair chairs charming chase chill clean cleaner clear
  clock coast colleagues collage compared contract could count counts creation date dated dessert diner dreaming drinking electronic
  faced fight finder flame flash float floating following forecast format frame fresh funny globe grade grades grape graph grave greek
  greet gross handy hiding highlight highlights hiring horse horses location locations lovers male officer officers other others painted
  patch patrol peace plant plants pleasant please pleased point points porch power powers print prints produce producer product products
  promo pulse puppy related released rogue rough saint scandal scare scary scene scent shake shall shame share sheep shine shipping
  shock shoot shooting shout signed skate slice smash smell snack speaker spent spice spider spoke stable stack stage stall stand stands
  start starting starts state states steal sticker stickers stock stocks stolen store stores stray strike string strong structure
  study style styles sweep sweet swift swing table tables thank thanks there thing things threw trace tracking trailer trick truck
  violent waking while winner winners witch wooden write writes
  `),
);
